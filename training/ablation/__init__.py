"""What each ingredient of the release recipe is worth."""

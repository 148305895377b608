"""What each ingredient of our recipe is worth."""

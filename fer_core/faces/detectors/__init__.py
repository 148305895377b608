"""Search for faces in a picture."""

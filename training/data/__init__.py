"""Labelled faces: reading, cleaning, splitting, sampling."""

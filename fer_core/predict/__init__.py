"""Emotions of picture and video files, and the command that tells them."""

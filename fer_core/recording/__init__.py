"""Recordings: a folder with a video, a table of faces, and what is known about both."""

"""Rows of results, their columns, and the files that they are written to."""

"""The window that holds the pages, and the program around it."""

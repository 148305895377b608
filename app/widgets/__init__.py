"""Widgets that several pages use: they show what they are given, report what the user does, and start no thread."""

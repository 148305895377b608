"""Trials that damage, kill and fill up on purpose; they take minutes, and print what they have found as JSON."""

"""Trials that damage, kill and fill up, on purpose; each prints its figures as JSON."""

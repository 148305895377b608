"""Widgets that know nothing of threads and sources."""

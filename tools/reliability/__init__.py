"""Trials of what goes wrong outside: signals, kills, full disks. They take minutes and print what they have found."""

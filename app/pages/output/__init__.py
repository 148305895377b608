"""The output page: what is sent to other programs, and to whom."""

"""What a command does at the terminal: words, progress, and being interrupted."""

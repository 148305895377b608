"""Studies: recordings of several participants with several stimuli, their tables and their report."""

"""The page of studies: participants, stimuli, and their recordings one after the other."""

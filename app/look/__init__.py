"""Colours, signs and words that the whole window shares."""

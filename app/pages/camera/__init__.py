"""The camera page: which cameras work, how well, and what to do about those that do not."""

"""The documents' experiments, reproduced."""

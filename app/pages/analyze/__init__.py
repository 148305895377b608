"""The analyze page: a queue of pictures and videos, what reads them, and the table of results."""

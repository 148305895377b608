"""Waiting for what another thread or process does."""

import time


def wait_for(is_so, *, seconds=60):
    """Wait until ``is_so()`` is true, and fail after so many seconds."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"still not so after {seconds} s"
        time.sleep(0.01)

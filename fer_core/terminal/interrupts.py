"""Ctrl-C and a polite kill, told to whoever is at work."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def handling_interrupts(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """Call ``handler`` on Ctrl-C and SIGTERM, then leave both as they were; does nothing outside the main thread."""
    # Python lets only the main thread handle signals.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = {number: signal.signal(number, handler) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler_before in previous.items():
            signal.signal(number, handler_before)

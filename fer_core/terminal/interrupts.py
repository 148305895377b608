"""Ctrl-C, a polite kill and a terminal that is closed, told to whoever is at work."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from fer_core.terminal.early import heard_signals


@contextmanager
def handling_interrupts(handler: Callable[[int, FrameType | None], object]) -> Iterator[None]:
    """Call ``handler`` on any of the signals, then leave them as they were; does nothing outside the main thread."""
    # Python lets only the main thread handle signals.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = {number: signal.signal(number, handler) for number in heard_signals()}
    try:
        yield
    finally:
        for number, handler_before in previous.items():
            signal.signal(number, handler_before)

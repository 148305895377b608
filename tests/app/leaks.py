"""Finding what a test has left running."""

import gc
import threading

from PySide6.QtCore import QThread, QTimer
from shiboken6 import isValid


def running_threads():
    """Return Python's threads except the main one, tqdm's own and those that were not made by Python."""
    return {
        thread
        for thread in threading.enumerate()
        if thread is not threading.main_thread()
        and not isinstance(thread, threading._DummyThread)
        and thread.name != "tqdm_monitor"
    }


def active_qt_objects():
    """Return the timers and Qt threads of Python that are at work, but for those older than the tests' module."""
    # Asking for the type is much faster than isinstance, and there are hundreds of thousands of objects.
    found = [thing for thing in gc.get_objects() if issubclass(type(thing), (QTimer, QThread)) and isValid(thing)]
    return [thing for thing in found if (thing.isActive() if isinstance(thing, QTimer) else thing.isRunning())]

"""Threads beside the window's own: how they start, hand over what they find, and end.

Each has a name, and is a daemon: a driver that never returns from a call must not keep the program from ending. What a
thread does not handle itself is logged as critical with its traceback, and so comes to the bar above the pages (see
``app.logs`` and ``app.window.problems``).
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

STOP_S: Final = 2.0
"""Seconds that most threads get to end."""

T = TypeVar("T")

log = logging.getLogger(__name__)


class Threads:
    """The threads of one owner, which get ``stop_s`` seconds to end, all together, once it is closed."""

    def __init__(self, stop_s: float = STOP_S) -> None:
        self._stop_s = stop_s
        self._threads: list[threading.Thread] = []

    def __iter__(self) -> Iterator[threading.Thread]:
        """Return those that were at work when the last one was started."""
        return iter(tuple(self._threads))

    def start(self, name: str, run: Callable[[], object]) -> threading.Thread:
        """Run a function in a thread of its own, and return that."""
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=run, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def is_running(self, name: str) -> bool:
        """Whether a thread of this name is at work."""
        return any(thread.name == name and thread.is_alive() for thread in self._threads)

    def close(self) -> None:
        """Wait for the threads, which must have been told to end; one that does not is logged and left."""
        deadline = time.monotonic() + self._stop_s
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
            if thread.is_alive():
                log.warning("the thread %s does not end", thread.name)


class Background(QObject):
    """Calls functions in ``Threads`` and passes on in the window's thread what they return, until it is closed."""

    _returned = Signal(object)

    def __init__(self, stop_s: float = STOP_S, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = Threads(stop_s)
        self._is_closed = False
        self._returned.connect(self.on_returned, Qt.ConnectionType.QueuedConnection)

    def start(self, name: str, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Call ``work`` in a thread with this name, and ``then`` with its result; not where it raises."""

        def run() -> None:
            value = work()
            if not self._is_closed:
                self._returned.emit(partial(then, value))

        self._threads.start(name, run)

    def is_running(self, name: str) -> bool:
        """Whether a thread of this name is at work."""
        return self._threads.is_running(name)

    def close(self) -> None:
        """Wait for the threads as ``Threads`` does; nothing is passed on any more."""
        self._is_closed = True
        self._threads.close()

    @Slot(object)
    def on_returned(self, pass_on: Callable[[], object]) -> None:
        """Hand a result over."""
        if not self._is_closed:
            pass_on()

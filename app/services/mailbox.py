"""How threads hand over their newest item without queues that grow."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One slot between two threads in which the latest item wins."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._item: T | None = None
        self._closed = False

    def put(self, item: T) -> None:
        """Leave an item in place of any that nobody has taken; without effect after ``close``."""
        with self._condition:
            if not self._closed:
                self._item = item
                self._condition.notify()

    def take(self, *, timeout_s: float | None = None) -> T | None:
        """Wait for an item and take it; None after ``close`` or after ``timeout_s``."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self._item is not None, timeout_s)
            return self._take()

    def poll(self) -> T | None:
        """Take the item if there is one, at once."""
        with self._condition:
            return self._take()

    @property
    def is_closed(self) -> bool:
        """Whether nothing comes any more."""
        return self._closed

    def close(self) -> None:
        """Empty the slot and wake everybody who waits."""
        with self._condition:
            self._closed = True
            self._item = None
            self._condition.notify_all()

    def _take(self) -> T | None:
        item, self._item = self._item, None
        return item


class Doorbell:
    """Tells a reader that something lies in its mailboxes: once, however often it rings before ``answer``."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._rung = threading.Event()

    def ring(self) -> None:
        """Tell the reader unless it has been told; put the item in its mailbox first."""
        if not self._rung.is_set():
            self._rung.set()
            self._tell()

    def answer(self) -> None:
        """Let the next ring through; empty the mailboxes afterwards."""
        self._rung.clear()

    def mute(self) -> None:
        """Ring no more: the reader is going away."""
        self._tell = _tell_nobody


def _tell_nobody() -> None:
    pass

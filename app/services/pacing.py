"""Playing recordings at the speed at which they were taken, and analysing no faster than is wanted."""

import time
from collections.abc import Callable

_TOO_LATE_S = 0.5


class Pacer:
    """Holds each frame until it is due, counted from the first one so that errors do not add up.

    After a delay, playing catches up at no more than twice the speed, so that every frame has time to be painted.
    Where reading is slower than the recording, playing slows down instead of chasing the clock for ever.
    """

    def __init__(self, *, wait: Callable[[float], object], clock: Callable[[], float] = time.perf_counter) -> None:
        self._wait = wait
        self._clock = clock
        self._zero_at: float | None = None
        self._previous_s = 0.0
        self._earliest_at = 0.0

    def hold(self, time_s: float) -> None:
        """Wait until the frame at ``time_s`` of the recording is due."""
        now = self._clock()
        if self._zero_at is None or now - self._zero_at - time_s > _TOO_LATE_S:
            self._zero_at = now - time_s
        else:
            self._earliest_at += (time_s - self._previous_s) / 2
        delay_s = max(self._zero_at + time_s, self._earliest_at) - now
        if delay_s > 0:
            self._wait(delay_s)
        self._previous_s = time_s
        self._earliest_at = self._clock()

    def restart(self) -> None:
        """Count from the next frame, after a pause."""
        self._zero_at = None


class Gate:
    """Lets through no more than so many a second, evenly, and all where they come no faster."""

    def __init__(self) -> None:
        self._due_at: float | None = None

    def admits(self, now_s: float, *, per_s: float) -> bool:
        """Return whether one that comes at a moment may pass; moments do not decrease."""
        interval_s = 1 / per_s
        # A faster rate than before counts at once.
        self._due_at = now_s if self._due_at is None else min(self._due_at, now_s + interval_s)
        if now_s < self._due_at:
            return False
        # One interval of credit, so that those who come a little early now and then are not turned away.
        self._due_at = max(self._due_at, now_s - interval_s) + interval_s
        return True

"""Playing recordings at the speed at which they were taken."""

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

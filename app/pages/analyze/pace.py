"""How fast the work goes, and how long it will take."""

import time
from collections.abc import Callable


class Pace:
    """The rate of a count since the work began or went on."""

    def __init__(self, done: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.restart(done)

    def restart(self, done: int) -> None:
        """Measure anew from here: the work has rested."""
        self._from, self._since = done, self._clock()

    def rate(self, done: int) -> float:
        """Return the growth per second, 0 at the very start."""
        elapsed = self._clock() - self._since
        return (done - self._from) / elapsed if elapsed > 0 else 0.0

    def left_s(self, done: int, total: int) -> float | None:
        """Return the seconds that the rest will take, None where nobody can know."""
        rate = self.rate(done)
        return max(0, total - done) / rate if rate > 0 and total else None

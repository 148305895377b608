"""Pictures that come when they like, in a video of a fixed rate."""

import math
from typing import Final

_RATES: Final = 0.5, 240.0
"""The fewest and the most pictures a second that a written video has."""


class EvenPace:
    """Says how often each picture is to be written so that the video keeps time; ``fps`` is its rate."""

    def __init__(self, fps: float) -> None:
        self.fps = min(max(fps, _RATES[0]), _RATES[1])
        self._written = 0

    def times(self, time_s: float) -> int:
        """Return how often to write the picture at a moment, in seconds from the first: 0 where it comes too soon."""
        times = max(0, math.floor(time_s * self.fps + 0.5) + 1 - self._written)
        self._written += times
        return times

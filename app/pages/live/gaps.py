"""What is a pause between two pictures of a live stream, and what only a slow stream."""

from typing import Final

_SHORTEST_PAUSE_S: Final = 1.0
_TIMES_AS_LONG: Final = 3


class Gaps:
    """Tells the pauses of a stream, which a recording leaves out, from the time that its pictures take.

    A pause is more than a second without a picture, and more than three times as long as the gap before: some streams
    say that they have ``fps`` pictures a second and bring one in two seconds.
    """

    def __init__(self, fps: float) -> None:
        self._usual_s = self._newest_s = 1 / fps

    @property
    def longest_s(self) -> float:
        """How long a gap, in seconds, is no pause whatever was before it."""
        return max(_SHORTEST_PAUSE_S, _TIMES_AS_LONG * self._usual_s)

    def is_pause(self, gap_s: float) -> bool:
        """Return whether the next gap, in seconds, is one; to be asked of every gap, in their order."""
        is_pause = gap_s > max(self.longest_s, _TIMES_AS_LONG * self._newest_s)
        self._newest_s = gap_s
        if not is_pause:
            self._usual_s = gap_s
        return is_pause

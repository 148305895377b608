"""When each picture of a recording's video is shown."""

import bisect
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fer_core.recording.info import RecordingInfo
from fer_core.rows.writing import write_whole

TIMES_CSV: Final = "times.csv"
"""Of an analysed video, the moment of each of its pictures: few videos keep an even pace."""

_HEAD: Final = "time_s"


@dataclass(frozen=True, slots=True)
class Moments:
    """The moments of a video's pictures in seconds, by their numbers from 0.

    ``measured`` are increasing, one for each picture; where there are none, pictures come evenly, ``fps`` a second.
    """

    fps: float
    measured: Sequence[float] = ()

    def time_of(self, number: int) -> float:
        """Return when a picture is shown."""
        if not self.measured:
            return number / self.fps
        return self.measured[min(max(number, 0), len(self.measured) - 1)]

    def number_at(self, time_s: float) -> int:
        """Return the picture that is nearest to a moment."""
        if not self.measured:
            return round(time_s * self.fps)
        after = min(bisect.bisect_left(self.measured, time_s), len(self.measured) - 1)
        before = max(after - 1, 0)
        return before if time_s - self.measured[before] <= self.measured[after] - time_s else after


def write_moments(folder: Path, times_s: Sequence[float]) -> None:
    """Keep the moments of an analysed video's pictures; raises DataError where they cannot be written."""
    lines = [_HEAD, *(f"{time_s:.6f}" for time_s in times_s)]
    write_whole(folder / TIMES_CSV, ("\n".join(lines) + "\n").encode())


def read_moments(folder: Path, info: RecordingInfo) -> Moments:
    """Return the moments of a recording's pictures; evenly spaced where none are kept, or not one for each picture."""
    try:
        head, *lines = (folder / TIMES_CSV).read_text(encoding="ascii").splitlines()
        times_s = [float(line) for line in lines]
    except (OSError, ValueError):
        return Moments(info.fps)
    is_whole = head == _HEAD and len(times_s) == info.frames and all(map(math.isfinite, times_s))
    is_increasing = all(first < second for first, second in itertools.pairwise(times_s))
    return Moments(info.fps, tuple(times_s)) if is_whole and is_increasing else Moments(info.fps)

"""What a group of faces shows together, in numbers that name nobody."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.results import FaceResult

FEWEST: Final = 2
"""No group is smaller: the numbers of one face are that face's own."""

LEAST: Final = 3
"""Unless somebody says otherwise, nothing is told of fewer faces."""

INTERVAL_S: Final = 2.0
"""Unless somebody says otherwise, faces are taken together over so many seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class GroupReading:
    """What the faces of an interval show, all readings of it alike.

    ``faces`` and ``uncertain`` are how many faces a picture has on average, and how many of them are uncertain.
    ``shares``, float64 (8,) over ``LABELS``, are those of what faces are called; they sum to 1. ``means`` and
    ``spreads``, float64 (7,) over ``EMOTIONS``, are mean and standard deviation (dividing by the count) of the
    probabilities. All arrays are read-only.
    """

    faces: int
    uncertain: int
    shares: NDArray[np.float64]
    means: NDArray[np.float64]
    spreads: NDArray[np.float64]

    def __post_init__(self) -> None:
        for array in (self.shares, self.means, self.spreads):
            array.flags.writeable = False


@dataclass(frozen=True, slots=True)
class GroupInterval:
    """A stretch of time in seconds, and what the group showed; None where it had too few faces."""

    start_s: float
    end_s: float
    reading: GroupReading | None


class GroupMeter:
    """Takes faces together over intervals of ``interval_s`` seconds, of which only sums are kept.

    A picture with fewer faces than ``least`` never counts, and an interval is told of only where at least half of its
    pictures count. So what is told is always of ``least`` faces or more, and a face that is found by mistake for a
    moment does not make a group of a few.
    """

    def __init__(self, *, least: int = LEAST, interval_s: float = INTERVAL_S) -> None:
        """Begin; raises ValueError for a group of one, or an interval that is none."""
        if least < FEWEST or not interval_s > 0:
            raise ValueError(f"expected at least {FEWEST} faces and seconds above 0, got {least} and {interval_s}")
        self.least = least
        self.interval_s = interval_s
        self._number: int | None = None
        self._clear()

    def note(self, faces: Sequence[FaceResult], *, time_s: float) -> GroupInterval | None:
        """Take in the faces of a picture, and return the interval that has ended with it, if one has."""
        number = math.floor(time_s / self.interval_s)
        ended = self.finish() if number != self._number else None
        self._number = number
        self._pictures += 1
        if len(faces) >= self.least:
            self._counted += 1
            probabilities = np.array([face.probabilities for face in faces], dtype=np.float64)
            self._labels += np.bincount([LABELS.index(face.label) for face in faces], minlength=len(LABELS))
            self._sums += probabilities.sum(axis=0)
            self._squares += np.square(probabilities).sum(axis=0)
        return ended

    def finish(self) -> GroupInterval | None:
        """Return what there is of the present interval, None where that has no picture, and begin anew."""
        if self._number is None:
            return None
        start_s = self._number * self.interval_s
        ended = GroupInterval(start_s, start_s + self.interval_s, self._reading())
        self._number = None
        self._clear()
        return ended

    def _clear(self) -> None:
        self._pictures = self._counted = 0
        self._labels = np.zeros(len(LABELS), np.int64)
        self._sums = np.zeros(len(EMOTIONS))
        self._squares = np.zeros(len(EMOTIONS))

    def _reading(self) -> GroupReading | None:
        if not self._counted or 2 * self._counted < self._pictures:
            return None
        readings = int(self._labels.sum())
        means = self._sums / readings
        return GroupReading(
            faces=round(readings / self._counted),
            uncertain=round(int(self._labels[-1]) / self._counted),
            shares=self._labels / readings,
            means=means,
            # Rounding may bring equal probabilities a little below 0.
            spreads=np.sqrt(np.maximum(self._squares / readings - np.square(means), 0.0)),
        )

"""Intervals of a recording: from a marker ``NAME start`` to the next one ``NAME stop``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fer_core.recording.edits import Marker

START: Final = " start"
STOP: Final = " stop"


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a recording, in seconds from its start; ``number`` counts those of the same name from 1."""

    name: str
    number: int
    start_s: float
    stop_s: float


def intervals_of(markers: Sequence[Marker]) -> tuple[tuple[Interval, ...], tuple[Marker, ...]]:
    """Return the intervals that markers make, in the order of their starts, and the markers left without a partner.

    A start is closed by the next stop of the same name; a second start before that has no partner. Other markers are
    moments, and neither.
    """
    open_starts: dict[str, Marker] = {}
    found: list[tuple[str, float, float]] = []
    alone: list[Marker] = []
    for marker in sorted(markers):
        if marker.name in (START, STOP):
            alone.append(marker)
        elif marker.name.endswith(START):
            if (name := marker.name.removesuffix(START)) in open_starts:
                alone.append(marker)
            else:
                open_starts[name] = marker
        elif marker.name.endswith(STOP):
            start = open_starts.pop(marker.name.removesuffix(STOP), None)
            if start is None:
                alone.append(marker)
            else:
                found.append((marker.name.removesuffix(STOP), start.time_s, marker.time_s))
    counts: dict[str, int] = {}
    intervals = []
    for name, start_s, stop_s in sorted(found, key=lambda each: each[1]):
        counts[name] = counts.get(name, 0) + 1
        intervals.append(Interval(name, counts[name], start_s, stop_s))
    return tuple(intervals), tuple(sorted((*alone, *open_starts.values())))

"""Means of a study: each participant with each stimulus, then each stimulus and each interval over participants."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.rows.columns import Kind, Value
from fer_core.study.bootstrap import MeanInterval, bootstrap_means
from fer_core.study.summary import MEANS, MEASURES, SHARES, Summary

PARTICIPANT_KINDS: Final[dict[str, Kind]] = {
    "participant": str, "stimulus": str, "interval": str, "recordings": int, "seen_s": float,
    **dict.fromkeys(MEASURES, float),
}  # fmt: skip
"""Columns of ``participants``: a row per participant, stimulus and interval, its recordings pooled by seconds seen."""

STIMULUS_KINDS: Final[dict[str, Kind]] = {
    "stimulus": str, "interval": str, "measure": str, "participants": int, "mean": float, "low": float, "high": float,
}  # fmt: skip
"""Columns of ``stimuli``: a row per stimulus, interval and measure, its mean over participants with its interval."""

DIFFERENCE_KINDS: Final[dict[str, Kind]] = {
    "stimulus": str, "other": str, "measure": str, "participants": int, "mean": float, "low": float, "high": float,
}  # fmt: skip
"""Columns of ``differences``: a row per pair of stimuli and measure, the first minus the other within participants."""

_SHOWN: Final = (*SHARES, *MEANS)
"""Those of ``MEASURES`` that are means over the seconds seen."""

Stretch = tuple[str, str]
"""A stimulus and an interval, empty for whole recordings."""


@dataclass(slots=True)
class _Pool:
    """What a participant showed with a stimulus: sums over seconds seen, and how long there was something to see."""

    sums: NDArray[np.float64] = field(default_factory=lambda: np.zeros(len(_SHOWN)))
    seen_s: float = 0.0
    length_s: float = 0.0
    recordings: set[str] = field(default_factory=set)

    def add(self, summary: Summary) -> None:
        self.length_s += max(summary.stop_s - summary.start_s, 0.0)
        if summary.seen_s > 0:
            self.sums += summary.seen_s * np.array([summary.measures[name] for name in _SHOWN])
            self.seen_s += summary.seen_s
            self.recordings.add(summary.recording)

    @property
    def means(self) -> NDArray[np.float64]:
        """The values of ``MEASURES``."""
        return np.array([min(self.seen_s / self.length_s, 1.0), *(self.sums / self.seen_s)])


class Groups:
    """Gathers summaries as they come; memory grows with participants times stimuli, not with recordings' lengths."""

    def __init__(self) -> None:
        self._pools: dict[Stretch, dict[str, _Pool]] = {}
        self._unseen: dict[tuple[Stretch, str], _Pool] = {}
        self._means: dict[Stretch, dict[str, MeanInterval]] = {}
        self._differences: dict[tuple[str, str], dict[str, MeanInterval]] = {}

    def add(self, summaries: Iterable[Summary]) -> None:
        """Count in the summaries of a recording; a participant who was never seen counts nowhere."""
        self._means.clear()
        self._differences.clear()
        for summary in summaries:
            stretch, who = (summary.stimulus, summary.interval), summary.participant
            people = self._pools.get(stretch, {})
            pool = people.get(who) or self._unseen.setdefault((stretch, who), _Pool())
            pool.add(summary)
            if pool.seen_s > 0 and who not in people:
                self._pools.setdefault(stretch, {})[who] = self._unseen.pop((stretch, who))

    @property
    def stretches(self) -> list[Stretch]:
        """What there are means of: each stimulus as a whole, as they first came, and then its intervals."""
        places = {stimulus: place for place, (stimulus, _) in reversed([*enumerate(self._pools)])}
        return sorted(self._pools, key=lambda stretch: (places[stretch[0]], stretch[1]))

    def participants(self, stretch: Stretch) -> int:
        """Return how many participants were seen with a stimulus, or in an interval of it."""
        return len(self._pools[stretch])

    @property
    def fewest(self) -> int | None:
        """Over how few participants some mean is, None where there is none."""
        counts = [len(people) for people in self._pools.values()] + [len(self._both(*pair)) for pair in self.pairs]
        return min(counts, default=None)

    def means(self, stretch: Stretch) -> dict[str, MeanInterval]:
        """Return for each of ``MEASURES`` the mean over participants, each counting once, with its interval."""
        if stretch not in self._means:
            people = self._pools[stretch]
            values = np.array([people[name].means for name in sorted(people)])
            self._means[stretch] = dict(zip(MEASURES, bootstrap_means(values), strict=True))
        return self._means[stretch]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every two stimuli that some participant was seen with, in their order."""
        stimuli = [stimulus for stimulus, interval in self.stretches if not interval]
        return [pair for pair in combinations(stimuli, 2) if self._both(*pair)]

    def differences(self, stimulus: str, other: str) -> dict[str, MeanInterval]:
        """Return for each of ``MEASURES`` by how much it was more with a stimulus than with another, with its interval.

        It is the mean over the participants who were seen with both.
        """
        if (stimulus, other) not in self._differences:
            first, second = self._pools[stimulus, ""], self._pools[other, ""]
            values = np.array([first[name].means - second[name].means for name in self._both(stimulus, other)])
            self._differences[stimulus, other] = dict(zip(MEASURES, bootstrap_means(values), strict=True))
        return self._differences[stimulus, other]

    def difference_rows(self) -> Iterator[dict[str, Value]]:
        """Yield the rows of ``DIFFERENCE_KINDS``."""
        for pair in self.pairs:
            for measure, each in self.differences(*pair).items():
                values = (*pair, measure, each.n, *map(_rounded, (each.mean, each.low, each.high)))
                yield dict(zip(DIFFERENCE_KINDS, values, strict=True))

    def _both(self, stimulus: str, other: str) -> list[str]:
        return sorted(self._pools[stimulus, ""].keys() & self._pools[other, ""].keys())

    def participant_rows(self) -> Iterator[dict[str, Value]]:
        """Yield the rows of ``PARTICIPANT_KINDS``."""
        for stimulus, interval in self.stretches:
            for participant, pool in sorted(self._pools[stimulus, interval].items()):
                values = (participant, stimulus, interval, len(pool.recordings), round(pool.seen_s, 3))
                means = (round(value, 6) for value in pool.means.tolist())
                yield dict(zip(PARTICIPANT_KINDS, (*values, *means), strict=True))

    def stimulus_rows(self) -> Iterator[dict[str, Value]]:
        """Yield the rows of ``STIMULUS_KINDS``."""
        for stretch in self.stretches:
            for measure, each in self.means(stretch).items():
                values = (*stretch, measure, each.n, *map(_rounded, (each.mean, each.low, each.high)))
                yield dict(zip(STIMULUS_KINDS, values, strict=True))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)

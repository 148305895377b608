"""Confidence intervals of means over participants, by the bootstrap."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

RESAMPLES: Final = 10_000
"""Efron and Tibshirani, An Introduction to the Bootstrap (1993), ask for 1,000 or more; ten times that is steady."""

LEVEL: Final = 0.95
FEW: Final = 5
"""Below so many participants, percentile intervals are far too narrow: resampling three people gives ten samples."""

_SEED: Final = 20_13
_MOST_DRAWN: Final = 250_000


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean over ``n`` participants with the ends of its interval, None where there is only one participant."""

    mean: float
    low: float | None
    high: float | None
    n: int


def bootstrap_means(values: NDArray[np.float64], *, seed: int = _SEED) -> list[MeanInterval]:
    """Return the mean of each column of ``values``, (participants, measures), with its interval of 95 %.

    Percentile intervals (Efron and Tibshirani 1993, chapter 13): participants are drawn with replacement, whole rows at
    a time. The same values give the same intervals.
    """
    n = len(values)
    means = values.mean(axis=0)
    if n < 2:
        return [MeanInterval(float(mean), None, None, n) for mean in means]
    rng, step = np.random.default_rng(seed), max(1, _MOST_DRAWN // n)
    drawn = np.concatenate(
        [
            rng.multinomial(n, np.full(n, 1 / n), size=min(step, RESAMPLES - start)) @ values / n
            for start in range(0, RESAMPLES, step)
        ]
    )
    lows, highs = np.quantile(drawn, ((1 - LEVEL) / 2, (1 + LEVEL) / 2), axis=0)
    return [
        MeanInterval(float(mean), float(low), float(high), n)
        for mean, low, high in zip(means, lows, highs, strict=True)
    ]

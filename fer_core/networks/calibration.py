"""Probabilities that mean what they say, and how far they are from it."""

from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

BINS: Final = 15
"""Number of bins that Guo et al. (2017) sort confidences into."""

Float = TypeVar("Float", bound=np.floating[Any])


def calibrate(probabilities: NDArray[Float], temperature: float) -> NDArray[Float]:
    """Return probabilities (…, 7), same shape and type, softened by a ``temperature`` above 1, sharpened by one below.

    Temperature scaling (Guo et al. 2017, section 4.2), ``softmax(log p / T)``, written as ``p ** (1 / T)`` over its sum
    so that a probability of 0 stays 0. The order of the classes stays as it is.
    """
    shares = np.asarray(probabilities, dtype=np.float64)
    powers = (shares / shares.max(axis=-1, keepdims=True)) ** (1 / temperature)
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=probabilities.dtype)


class ConfidenceBins:
    """What the expected calibration error needs to know of any number of answers: a sum per bin of confidence."""

    def __init__(self, bins: int = BINS) -> None:
        self._surplus = np.zeros(bins)
        self._count = 0

    def add(self, confidences: ArrayLike, hits: ArrayLike) -> None:
        """Add answers: the probability of each one's most probable class, 0 to 1, and whether it was the true one.

        Raises ValueError unless both have shape (n,).
        """
        confidences, hits = np.asarray(confidences, dtype=np.float64), np.asarray(hits, dtype=np.float64)
        if confidences.ndim != 1 or confidences.shape != hits.shape:
            raise ValueError(f"expected confidences and hits (n,), got {confidences.shape} and {hits.shape}")
        bins = len(self._surplus)
        # Bin m holds the confidences above m / bins up to (m + 1) / bins.
        positions = np.clip(np.ceil(confidences * bins).astype(np.int64) - 1, 0, bins - 1)
        self._surplus += np.bincount(positions, weights=confidences - hits, minlength=bins)
        self._count += len(confidences)

    @property
    def expected_error(self) -> float:
        """The expected calibration error, 0 to 1; NaN before the first answer."""
        return float(np.abs(self._surplus).sum() / self._count) if self._count else float("nan")


def expected_calibration_error(confidences: ArrayLike, hits: ArrayLike, bins: int = BINS) -> float:
    """Return how far confidence and accuracy lie apart on average, 0 to 1, over ``bins`` equally wide bins.

    ``confidences`` (n,) are the probabilities of the most probable classes, ``hits`` (n,) whether they were the true
    ones; each bin counts as much as it holds (Guo et al. 2017, equation 3). Raises ValueError for other shapes, NaN for
    no answers at all.
    """
    result = ConfidenceBins(bins)
    result.add(confidences, hits)
    return result.expected_error

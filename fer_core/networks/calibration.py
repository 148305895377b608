"""Probabilities that mean what they say, and how far they are from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fer_core.emotions import EMOTIONS

BINS: Final = 15
"""Number of bins that Guo et al. (2017) sort confidences into."""

Float = TypeVar("Float", bound=np.floating[Any])


FLOOR: Final = 1e-6
"""Probabilities below this say no more than "no", and count as this where their logarithms are taken."""

_LARGEST: Final = 100.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the vote's probabilities p are corrected by: ``softmax(W log p + b)``.

    ``weights`` are the 7 rows of W, ``offsets`` is b: Dirichlet calibration (Kull et al. 2019, "Beyond temperature
    scaling: obtaining well-calibrated multi-class probabilities with Dirichlet calibration"). Raises ValueError unless
    they are 7 × 7 and 7 finite numbers of 100 at most, those on the diagonal of W at least 0.01; beyond, rounding would
    decide the winner.
    """

    weights: tuple[tuple[float, ...], ...]
    offsets: tuple[float, ...]

    def __post_init__(self) -> None:
        count = len(EMOTIONS)
        if len(self.weights) != count or {len(row) for row in self.weights} != {count} or len(self.offsets) != count:
            raise ValueError(f"{self}, expected {count} rows of {count} weights and {count} offsets")
        weights, offsets = np.array(self.weights), np.array(self.offsets)
        # Written so that NaN is refused as well.
        if not (np.abs(weights).max() <= _LARGEST and np.abs(offsets).max() <= _LARGEST):
            raise ValueError(f"{self}, expected numbers from {-_LARGEST:g} to {_LARGEST:g}")
        if not weights.diagonal().min() >= 1 / _LARGEST:
            raise ValueError(f"{self}, expected at least {1 / _LARGEST:g} on the diagonal")

    @classmethod
    def of_temperature(cls, temperature: float) -> Self:
        """Return ``softmax(log p / temperature)`` (Guo et al. 2017, section 4.2); raises ValueError unless 0.01 to 100.

        A temperature above 1 softens, one below 1 sharpens, and the order of the emotions stays as it is.
        """
        if not 1 / _LARGEST <= temperature <= _LARGEST:
            raise ValueError(f"temperature {temperature}, expected a number from {1 / _LARGEST:g} to {_LARGEST:g}")
        identity = np.eye(len(EMOTIONS)) / temperature
        return cls(tuple(map(tuple, identity.tolist())), (0.0,) * len(EMOTIONS))

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> Self:
        """Read it from a JSON object: of a temperature alone, or of weights and offsets.

        Raises KeyError, TypeError, ValueError or OverflowError for anything else.
        """
        if set(content) == {"temperature"}:
            return cls.of_temperature(float(content["temperature"]))
        if set(content) != {"weights", "offsets"}:
            raise ValueError(f"calibration {content}, expected a temperature, or weights and offsets")
        weights = tuple(tuple(float(number) for number in row) for row in content["weights"])
        return cls(weights, tuple(float(number) for number in content["offsets"]))


def calibrate(probabilities: NDArray[Float], calibration: Calibration) -> NDArray[Float]:
    """Return probabilities (…, 7), same shape and type, as the calibration corrects them; see ``FLOOR``."""
    logits = np.log(np.maximum(np.asarray(probabilities, dtype=np.float64), FLOOR))
    logits = logits @ np.array(calibration.weights).T + np.array(calibration.offsets)
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=probabilities.dtype)


class ConfidenceBins:
    """What the expected calibration error needs to know of any number of answers: a sum per bin of confidence."""

    def __init__(self, bins: int = BINS) -> None:
        self._surplus = np.zeros(bins)
        self._total = 0.0

    def add(self, confidences: ArrayLike, hits: ArrayLike, weights: ArrayLike | None = None) -> None:
        """Add answers: the probability of each one's most probable class, 0 to 1, and whether it was the true one.

        ``weights`` are how much each answer counts, by default alike. Raises ValueError unless all have shape (n,).
        """
        confidences, hits = np.asarray(confidences, dtype=np.float64), np.asarray(hits, dtype=np.float64)
        counts = np.ones_like(confidences) if weights is None else np.asarray(weights, dtype=np.float64)
        if confidences.ndim != 1 or not confidences.shape == hits.shape == counts.shape:
            shapes = f"{confidences.shape}, {hits.shape} and {counts.shape}"
            raise ValueError(f"expected confidences, hits and weights (n,), got {shapes}")
        bins = len(self._surplus)
        # Bin m holds the confidences above m / bins up to (m + 1) / bins.
        positions = np.clip(np.ceil(confidences * bins).astype(np.int64) - 1, 0, bins - 1)
        self._surplus += np.bincount(positions, weights=counts * (confidences - hits), minlength=bins)
        self._total += float(counts.sum())

    @property
    def expected_error(self) -> float:
        """The expected calibration error, 0 to 1; NaN before the first answer."""
        return float(np.abs(self._surplus).sum() / self._total) if self._total else float("nan")


def expected_calibration_error(
    confidences: ArrayLike, hits: ArrayLike, bins: int = BINS, *, weights: ArrayLike | None = None
) -> float:
    """Return how far confidence and accuracy lie apart on average, 0 to 1, over ``bins`` equally wide bins.

    ``confidences`` (n,) are the probabilities of the most probable classes, ``hits`` (n,) whether they were the true
    ones; each bin counts as much as it holds (Guo et al. 2017, equation 3), each answer by its ``weights`` (n,) if
    there are any. Raises ValueError for other shapes, NaN for no answers at all.
    """
    result = ConfidenceBins(bins)
    result.add(confidences, hits, weights)
    return result.expected_error

"""Ways to make rare classes count: oversampling of all but the most frequent one, and weights."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from training.settings import Sampling

_DISGUST_COPIES: Final[dict[Sampling, int]] = {"mild": 10, "full": 18}


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """What an epoch goes through: ``positions``, int64 (m,), in the data, which may repeat.

    ``are_copies``, bool (m,), tells the copies, which are always augmented, from the originals.
    """

    positions: NDArray[np.int64]
    are_copies: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.positions)


def class_weights(labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return weights (7,) under which all classes in ``labels`` (n,) count alike, and n together; 0 for the others."""
    counts = np.bincount(labels, minlength=len(EMOTIONS))
    shares = len(labels) / (np.count_nonzero(counts) * np.maximum(counts, 1))
    return np.where(counts, shares, 0).astype(np.float32)


def oversample(labels: NDArray[np.int64], level: Sampling) -> Samples:
    """Return every sample of ``labels`` (n,) once, followed by the copies of the source project's ``level``.

    "none" adds no copies. "mild" and "full" add 10 and 18 copies of each ``disgust``, none of any ``happy`` and one of
    every other sample: on FER2013, whose ``disgust`` is rarest, "full" brings it level with the others.
    """
    copies = np.full(len(EMOTIONS), int(level != "none"))
    copies[EMOTIONS.index("happy")] = 0
    copies[EMOTIONS.index("disgust")] = _DISGUST_COPIES.get(level, 0)
    originals = np.arange(len(labels))
    positions = np.concatenate([originals, np.repeat(originals, copies[labels])])
    return Samples(positions, np.arange(len(positions)) >= len(labels))

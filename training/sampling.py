"""Oversampling of rare classes."""

import numpy as np
from numpy.typing import NDArray


def oversample(labels: NDArray[np.int64], *, label: int, copies: int) -> NDArray[np.int64]:
    """Return positions (m,) that hold every sample once and those of ``label`` ``copies`` times more.

    The source project repeats ``disgust`` 10 times ("mild") or 18 times ("full"), each repetition augmented anew.
    """
    rare = np.flatnonzero(labels == label)
    return np.concatenate([np.arange(len(labels)), np.tile(rare, copies)])

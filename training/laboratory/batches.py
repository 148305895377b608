"""Batches of what a trial's network is trained and validated on."""

import math
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from training.data.faces import FaceDataset
from training.data.jitter import jitter
from training.fit.batches import scale
from training.fit.distribution import filled_size


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """What a network learns from: faces, uint8 (n, 48, 48), or a frozen base's maps of them, float32 (n, …).

    ``labels`` is int64 (n,) into ``EMOTIONS``.
    """

    inputs: NDArray[Any]
    labels: NDArray[np.int64]

    @classmethod
    def of(cls, faces: FaceDataset) -> "Examples":
        """Return faces as they are."""
        return cls(faces.images, faces.labels)

    def __len__(self) -> int:
        return len(self.labels)


def count_batches(examples: Examples, size: int) -> int:
    """Return how many batches of ``size`` the examples make."""
    return math.ceil(len(examples) / size)


class Batches(keras.utils.PyDataset):
    """Batches of inputs as networks take them, and of one-hot labels.

    With a ``seed`` their order is another one in every epoch, and faces can be ``jittered``. The last batch of an epoch
    is filled up, where it has to be, with those that the epoch began with.
    """

    def __init__(self, examples: Examples, *, size: int, seed: int | None = None, jittered: bool = False) -> None:
        super().__init__()
        self._examples = examples
        self._size = size
        self._random = None if seed is None else np.random.default_rng(seed)
        self._jittered = jittered
        self.on_epoch_end()

    def __len__(self) -> int:
        return count_batches(self._examples, self._size)

    def on_epoch_end(self) -> None:
        """Draw another order."""
        count = len(self._examples)
        order = np.arange(count) if self._random is None else self._random.permutation(count)
        self._order = np.resize(order, filled_size(count, self._size))

    def __getitem__(self, index: int) -> tuple[NDArray[np.float32], ...]:
        """Return inputs, of faces (n, 48, 48, 1), and labels (n, 7)."""
        chosen = self._order[index * self._size : (index + 1) * self._size]
        inputs = self._examples.inputs[chosen]
        if self._jittered and self._random is not None:
            inputs = jitter(inputs, self._random)
        if inputs.dtype == np.uint8:
            inputs = scale(inputs)
        return inputs, np.eye(len(EMOTIONS), dtype=np.float32)[self._examples.labels[chosen]]


class ValidationBatches(Batches):
    """Batches of inputs, labels and weights.

    Those that fill up the last batch weigh nothing. The others weigh as much as they are together, for Keras' loss
    divides by the number of all.
    """

    def __getitem__(self, index: int) -> tuple[NDArray[np.float32], ...]:
        """Return inputs, labels (n, 7) and weights (n,)."""
        inputs, labels = super().__getitem__(index)
        positions = index * self._size + np.arange(len(inputs))
        weights = np.where(positions < len(self._examples), len(self._order) / len(self._examples), 0.0)
        return inputs, labels, weights.astype(np.float32)

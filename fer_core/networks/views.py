"""The two views of a face, as it is and in the mirror: what a network says of both together."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

_FLOOR: Final = float(np.finfo(np.float32).tiny)
"""Probabilities below this count as this, so that their logarithms are finite."""


def with_mirror_images(faces: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return faces (n, rows, columns) and after them their mirror images, (2n, rows, columns)."""
    return np.concatenate([faces, faces[:, :, ::-1]])


def mean_answer(plain: NDArray[np.float32], mirrored: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the softmax of the mean logits where two softmaxes, both (…, 7), are known: their geometric mean."""
    views = np.maximum(np.stack([plain, mirrored]).astype(np.float64), _FLOOR)
    powers = np.sqrt(views[0]) * np.sqrt(views[1])
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def mean_maps(plain: NDArray[np.float32], mirrored: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean of activation maps (n, 7, rows, columns) of faces and of their mirror images, turned back."""
    return np.asarray((plain + mirrored[..., ::-1]) / 2, dtype=np.float32)

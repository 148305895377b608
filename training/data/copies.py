"""The source project's oversampling: copies that are augmented once, before the training."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
from keras import layers
from numpy.typing import NDArray

from training.data.faces import FaceDataset
from training.data.sampling import oversample
from training.settings import Sampling

_BATCH = 512


def add_copies(dataset: FaceDataset, level: Sampling, *, seed: int) -> FaceDataset:
    """Return ``dataset`` followed by augmented copies of some of its faces, as many as ``level`` says."""
    samples = oversample(dataset.labels, level)
    enlarged = dataset.subset(samples.positions)
    if not samples.are_copies.any():
        return enlarged
    copies = augment_once(enlarged.images[samples.are_copies], seed=seed)
    images = np.concatenate([enlarged.images[~samples.are_copies], copies])
    return FaceDataset(images, enlarged.labels, enlarged.paths)


def augment_once(images: NDArray[np.uint8], *, seed: int) -> NDArray[np.uint8]:
    """Return faces, uint8 (n, 48, 48), flipped, turned, shifted, brightened and contrasted as document A does it."""
    return _apply(keras.Sequential(list(_layers(seed).values())), images)


def augment_by_steps(images: NDArray[np.uint8], *, seed: int) -> dict[str, NDArray[np.uint8]]:
    """Return faces, uint8 (n, 48, 48), as they are, after each of document A's changes alone, and after all of them."""
    alone = {name: _apply(layer, images) for name, layer in _layers(seed).items()}
    return {"original": images, **alone, "all": augment_once(images, seed=seed)}


def _layers(seed: int) -> dict[str, keras.Layer]:
    return {
        "flip": layers.RandomFlip("horizontal", seed=seed),
        "rotation": layers.RandomRotation(0.2, seed=seed + 1),
        "translation": layers.RandomTranslation(0.1, 0.1, seed=seed + 2),
        "brightness": layers.RandomBrightness(0.2, seed=seed + 3),
        "contrast": layers.RandomContrast(0.2, value_range=(0, 255), seed=seed + 4),
    }


def _apply(augment: Callable[..., Any], images: NDArray[np.uint8]) -> NDArray[np.uint8]:
    batches = [
        keras.ops.convert_to_numpy(augment(images[first : first + _BATCH, ..., None].astype(np.float32), training=True))
        for first in range(0, len(images), _BATCH)
    ]
    return np.concatenate(batches)[..., 0].round().clip(0, 255).astype(np.uint8)

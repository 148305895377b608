"""The source project's oversampling: copies that are augmented once, before the training."""

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
    augment = keras.Sequential(
        [
            layers.RandomFlip("horizontal", seed=seed),
            layers.RandomRotation(0.2, seed=seed + 1),
            layers.RandomTranslation(0.1, 0.1, seed=seed + 2),
            layers.RandomBrightness(0.2, seed=seed + 3),
            layers.RandomContrast(0.2, value_range=(0, 255), seed=seed + 4),
        ]
    )
    batches = [
        keras.ops.convert_to_numpy(augment(images[first : first + _BATCH, ..., None].astype(np.float32), training=True))
        for first in range(0, len(images), _BATCH)
    ]
    return np.concatenate(batches)[..., 0].round().clip(0, 255).astype(np.uint8)

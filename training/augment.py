"""The source project's augmentation, drawn anew for every batch."""

from dataclasses import dataclass

import tensorflow as tf
from keras import layers


@dataclass(frozen=True, slots=True)
class AugmentationConfig:
    """Ranges of the five random transforms; the defaults are the source project's.

    ``rotation`` is a share of a full turn (0.2 is ±72°), ``translation`` a share of the side, ``brightness`` and
    ``contrast`` shares of the pixel range. ``share`` is the part of a batch that is augmented at all: the source
    project trains on originals beside augmented copies, hence one half.
    """

    share: float = 0.5
    rotation: float = 0.2
    translation: float = 0.1
    brightness: float = 0.2
    contrast: float = 0.2


class Augmenter:
    """Augments a random share of each batch of faces, float32 (n, 48, 48, 1) in [0, 1]."""

    def __init__(self, config: AugmentationConfig, *, seed: int) -> None:
        self._share = config.share
        pixels = {"value_range": (0.0, 1.0)}
        self._transforms = (
            layers.RandomFlip("horizontal", seed=seed, dtype="float32"),
            layers.RandomRotation(config.rotation, seed=seed + 1, dtype="float32"),
            layers.RandomTranslation(config.translation, config.translation, seed=seed + 2, dtype="float32"),
            layers.RandomBrightness(config.brightness, seed=seed + 3, dtype="float32", **pixels),
            layers.RandomContrast(config.contrast, seed=seed + 4, dtype="float32", **pixels),
        )

    def __call__(self, faces_nhwc: tf.Tensor) -> tf.Tensor:
        """Return the batch with about ``share`` of its faces replaced by augmented ones."""
        chosen = tf.random.uniform(tf.shape(faces_nhwc)[:1]) < self._share
        augmented = faces_nhwc
        for transform in self._transforms:
            augmented = transform(augmented, training=True)
        return tf.where(chosen[:, None, None, None], augmented, faces_nhwc)

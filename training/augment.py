"""The source project's augmentation, drawn anew for every batch."""

import tensorflow as tf
from keras import layers

from training.configs import AugmentationConfig


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

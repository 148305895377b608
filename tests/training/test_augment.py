import numpy as np
import pytest
import tensorflow as tf

from training.augment import Augmenter
from training.configs import AugmentationConfig


def changed(share):
    faces = tf.constant(np.random.default_rng(0).random((200, 48, 48, 1)), tf.float32)
    augmented = Augmenter(AugmentationConfig(share=share), seed=1)(faces)
    assert augmented.shape == faces.shape
    assert augmented.dtype == tf.float32
    assert 0 <= float(tf.reduce_min(augmented)) <= float(tf.reduce_max(augmented)) <= 1
    return float(tf.reduce_mean(tf.cast(tf.reduce_any(augmented != faces, axis=(1, 2, 3)), tf.float32)))


@pytest.mark.parametrize(("share", "low", "high"), [(0.0, 0, 0), (0.5, 0.35, 0.65), (1.0, 0.99, 1)])
def test_the_share_of_augmented_faces(share, low, high):
    assert low <= changed(share) <= high

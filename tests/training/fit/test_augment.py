import numpy as np
import pytest
import tensorflow as tf

from training.fit.augment import Augmenter, Mixup
from training.settings import AugmentationConfig

STILL = AugmentationConfig(share=1.0, rotation=0, translation=0, brightness=0, contrast=0)


def made_up_faces(count):
    return tf.constant(np.random.default_rng(0).random((count, 48, 48, 1)), tf.float32)


def changed(share):
    faces = made_up_faces(200)
    augmented = Augmenter(AugmentationConfig(share=share, scale=0.2, erasing=0.5), size=48, seed=1)(faces)
    assert augmented.shape == faces.shape
    assert augmented.dtype == tf.float32
    assert 0 <= float(tf.reduce_min(augmented)) <= float(tf.reduce_max(augmented)) <= 1
    return float(tf.reduce_mean(tf.cast(tf.reduce_any(augmented != faces, axis=(1, 2, 3)), tf.float32)))


@pytest.mark.parametrize(("share", "low", "high"), [(0.0, 0, 0), (0.5, 0.35, 0.65), (1.0, 0.99, 1)])
def test_the_share_of_augmented_faces(share, low, high):
    assert low <= changed(share) <= high


def test_half_of_the_faces_are_mirrored_exactly():
    faces = made_up_faces(100)
    drawn = Augmenter(STILL, size=48, seed=1)(faces)
    mirrored = np.abs(drawn - faces[:, :, ::-1]).max(axis=(1, 2, 3)) < 1e-4
    same = np.abs(drawn - faces).max(axis=(1, 2, 3)) < 1e-4
    assert (mirrored ^ same).all()
    assert 30 <= mirrored.sum() <= 70


def test_a_smaller_size_shows_the_whole_face():
    ramp = tf.broadcast_to(tf.range(48, dtype=tf.float32)[None, :, None, None], (2, 48, 48, 1)) / 47
    drawn = Augmenter(AugmentationConfig(share=0.0), size=32, seed=1)(ramp)
    assert drawn.shape == (2, 32, 32, 1)
    np.testing.assert_allclose(drawn[0, :, 5, 0], ((np.arange(32) + 0.5) * 1.5 - 0.5) / 47, atol=1e-5)


@pytest.mark.parametrize("change", [{"rotation": 0.03}, {"translation": 0.1}, {"scale": 0.2}, {"erasing": 1.0}])
def test_each_transform_alone_changes_most_faces(change):
    faces = made_up_faces(8)
    settings = {"share": 1.0, "rotation": 0, "translation": 0, "brightness": 0, "contrast": 0} | change
    drawn = Augmenter(AugmentationConfig(**settings), size=48, seed=1)(faces)
    for original in (faces, faces[:, :, ::-1]):
        assert (np.abs(drawn - original).max(axis=(1, 2, 3)) > 0.01).mean() > 0.5


def test_mixup_blends_faces_and_targets_alike():
    labels = tf.eye(4)
    faces = tf.reshape(labels, (4, 2, 2, 1))
    mixed, targets = Mixup(0.4, seed=1)(faces, {"probabilities": labels})
    np.testing.assert_allclose(tf.reshape(mixed, (4, 4)), targets["probabilities"], atol=1e-6)
    np.testing.assert_allclose(tf.reduce_sum(targets["probabilities"], axis=1), 1, atol=1e-6)
    assert ((targets["probabilities"].numpy() > 0).sum(axis=1) == 2).all()

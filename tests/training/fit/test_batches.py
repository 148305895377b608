from dataclasses import replace

import numpy as np
import pytest

from training.data.faces import FaceDataset
from training.data.sampling import Samples, oversample
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.fit.batches import EMOTION_HEAD, VOTES_HEAD, training_batches

LABELS = np.array([0, 0, 0, 3])


@pytest.fixture
def faces():
    return FaceDataset(np.zeros((4, 48, 48), np.uint8), LABELS, tuple("abcd"))


def only_batch(faces, config, votes):
    targets = {EMOTION_HEAD: np.eye(7, dtype=np.float32)[LABELS], VOTES_HEAD: votes}
    (batch,) = training_batches(
        faces, targets, oversample(LABELS, "none"), replace(config, batch_size=4), size=32, seed=1
    )
    return batch


def test_an_image_without_votes_weighs_nothing_in_the_votes_head_alone(faces):
    votes = np.full((4, 10), 0.1, np.float32)
    votes[3] = 0
    images, targets, weights = only_batch(faces, SMOKE, votes)
    assert images.shape == (4, 32, 32, 1)
    assert targets[VOTES_HEAD].shape == (4, 10)
    np.testing.assert_array_equal(weights[VOTES_HEAD], targets[VOTES_HEAD].numpy().sum(axis=1) > 0)
    np.testing.assert_array_equal(weights[EMOTION_HEAD], np.ones(4))


def test_with_mixup_a_target_that_is_half_unknown_weighs_nothing(faces):
    votes = np.full((4, 10), 0.1, np.float32)
    votes[3] = 0
    _, targets, weights = only_batch(faces, replace(SMOKE, mixup=1.0), votes)
    sums = targets[VOTES_HEAD].numpy().sum(axis=1)
    assert sorted(weights[VOTES_HEAD].numpy()) == [0, 0, 1, 1]
    np.testing.assert_allclose(sums[weights[VOTES_HEAD] > 0], 1, atol=1e-5)
    assert (sums[weights[VOTES_HEAD] == 0] < 1).all()
    np.testing.assert_array_equal(weights[EMOTION_HEAD], np.ones(4))


def test_class_weights_give_every_class_the_same_total(faces):
    config = replace(SMOKE, class_weights=True)
    _, targets, weights = only_batch(faces, config, np.full((4, 10), 0.1, np.float32))
    labels, weights = targets[EMOTION_HEAD].numpy().argmax(axis=1), weights[EMOTION_HEAD].numpy()
    assert weights[labels == 0].sum() == pytest.approx(weights[labels == 3].sum())
    assert weights.mean() == pytest.approx(1)


def test_copies_are_augmented_and_originals_are_not():
    rng = np.random.default_rng(0)
    faces = FaceDataset(rng.integers(0, 256, (4, 48, 48), dtype=np.uint8), LABELS, tuple("abcd"))
    samples = Samples(np.array([0, 1, 2, 3, 0, 1, 2, 3]), np.arange(8) >= 4)
    targets = {EMOTION_HEAD: np.eye(4, dtype=np.float32)}
    config = replace(SMOKE, batch_size=8, augmentation=replace(SMOKE.augmentation, share=0.0))
    ((images, positions, _),) = training_batches(faces, targets, samples, config, size=48, seed=1)
    originals = faces.images[positions[EMOTION_HEAD].numpy().argmax(axis=1)]
    same = np.abs(255 * images[..., 0] - originals).max(axis=(1, 2)) < 0.1
    assert sorted(positions[EMOTION_HEAD].numpy()[same].argmax(axis=1)) == [0, 1, 2, 3]

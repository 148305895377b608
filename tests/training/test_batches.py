from dataclasses import replace

import numpy as np
import pytest

from training.batches import EMOTION_HEAD, VOTES_HEAD, training_batches
from training.configs.smoke import CONFIG as SMOKE
from training.data import FaceDataset

LABELS = np.array([0, 0, 0, 3])


@pytest.fixture
def faces():
    return FaceDataset(np.zeros((4, 48, 48), np.uint8), LABELS, tuple("abcd"))


def only_batch(faces, config, votes):
    targets = {EMOTION_HEAD: np.eye(7, dtype=np.float32)[LABELS], VOTES_HEAD: votes}
    (batch,) = training_batches(faces, targets, np.arange(4), replace(config, batch_size=4), size=32, seed=1)
    return batch


def test_an_image_without_votes_weighs_nothing_in_the_votes_head_alone(faces):
    votes = np.full((4, 10), 0.1, np.float32)
    votes[3] = 0
    images, targets, weights = only_batch(faces, SMOKE, votes)
    assert images.shape == (4, 32, 32, 1)
    assert targets[VOTES_HEAD].shape == (4, 10)
    np.testing.assert_array_equal(weights[VOTES_HEAD], targets[VOTES_HEAD].numpy().sum(axis=1) > 0)
    np.testing.assert_array_equal(weights[EMOTION_HEAD], np.ones(4))


def test_class_weights_give_every_class_the_same_total(faces):
    config = replace(SMOKE, class_weights=True)
    _, targets, weights = only_batch(faces, config, np.full((4, 10), 0.1, np.float32))
    labels, weights = targets[EMOTION_HEAD].numpy().argmax(axis=1), weights[EMOTION_HEAD].numpy()
    assert weights[labels == 0].sum() == pytest.approx(weights[labels == 3].sum())
    assert weights.mean() == pytest.approx(1)

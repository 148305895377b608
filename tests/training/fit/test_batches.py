from dataclasses import replace

import keras
import numpy as np
import pytest

from training.data.faces import FaceDataset
from training.data.sampling import Samples, oversample
from training.ensemble.presets.smoke import CONFIG as SMOKE
from training.fit.batches import COPIES, EMOTION_HEAD, FACES, OWN_SHARES, VOTES_HEAD, TrainingBatches, with_augmentation

LABELS = np.array([0, 0, 0, 3])


@pytest.fixture
def faces():
    return FaceDataset(np.zeros((4, 48, 48), np.uint8), LABELS, tuple("abcd"))


def only_batch(faces, config, votes):
    targets = {EMOTION_HEAD: np.eye(7, dtype=np.float32)[LABELS], VOTES_HEAD: votes}
    (batch,) = TrainingBatches(faces, targets, oversample(LABELS, "none"), replace(config, batch_size=4), seed=1)
    return batch


def test_an_image_without_votes_weighs_nothing_in_the_votes_head_alone(faces):
    votes = np.full((4, 10), 0.1, np.float32)
    votes[3] = 0
    inputs, targets, weights = only_batch(faces, SMOKE, votes)
    assert inputs[FACES].shape == (4, 48, 48)
    assert targets[VOTES_HEAD].shape == (4, 10)
    np.testing.assert_array_equal(weights[VOTES_HEAD], targets[VOTES_HEAD].sum(axis=1) > 0)
    np.testing.assert_array_equal(weights[EMOTION_HEAD], np.ones(4))


def test_with_mixup_a_target_that_is_half_unknown_weighs_nothing(faces):
    votes = np.full((4, 10), 0.1, np.float32)
    votes[3] = 0
    _, targets, weights = only_batch(faces, replace(SMOKE, mixup=1.0), votes)
    sums = targets[VOTES_HEAD].sum(axis=1)
    assert sorted(weights[VOTES_HEAD]) == [0, 0, 1, 1]
    np.testing.assert_allclose(sums[weights[VOTES_HEAD] > 0], 1, atol=1e-5)
    assert (sums[weights[VOTES_HEAD] == 0] < 1).all()
    np.testing.assert_array_equal(weights[EMOTION_HEAD], np.ones(4))


def test_mixup_blends_faces_and_targets_alike():
    images = np.zeros((4, 48, 48), np.uint8)
    images[np.arange(4), np.arange(4)] = 255
    faces, targets = FaceDataset(images, LABELS, tuple("abcd")), {EMOTION_HEAD: np.eye(4, dtype=np.float32)}
    config = replace(SMOKE, batch_size=4, mixup=0.4, augmentation=replace(SMOKE.augmentation, share=0.0))
    ((inputs, mixed, _),) = TrainingBatches(faces, targets, oversample(LABELS, "none"), config, seed=1)
    rows = keras.Input((48, 48, 1))
    blended = with_augmentation(keras.Model(rows, rows), config, size=48, seed=1)(inputs)
    np.testing.assert_allclose(np.asarray(blended)[:, :4, 0, 0], mixed[EMOTION_HEAD], atol=1e-6)
    np.testing.assert_allclose(mixed[EMOTION_HEAD].sum(axis=1), 1, atol=1e-6)
    assert 0 < inputs[OWN_SHARES].min() < inputs[OWN_SHARES].max() < 1


def test_class_weights_give_every_class_the_same_total(faces):
    config = replace(SMOKE, class_weights=True)
    _, targets, weights = only_batch(faces, config, np.full((4, 10), 0.1, np.float32))
    labels, weights = targets[EMOTION_HEAD].argmax(axis=1), weights[EMOTION_HEAD]
    assert weights[labels == 0].sum() == pytest.approx(weights[labels == 3].sum())
    assert weights.mean() == pytest.approx(1)


def test_an_epoch_shows_every_face_and_copy_once_and_the_next_in_another_order():
    images = np.broadcast_to(np.arange(4, dtype=np.uint8)[:, None, None], (4, 48, 48))
    faces, samples = FaceDataset(images, LABELS, tuple("abcd")), Samples(np.arange(8) % 4, np.arange(8) >= 4)
    batches = TrainingBatches(faces, {EMOTION_HEAD: np.eye(4)}, samples, replace(SMOKE, batch_size=2), seed=1)
    orders = []
    for _ in range(2):
        epoch = [(face[0, 0], copy) for inputs, _, _ in (batches[i] for i in range(4))
                 for face, copy in zip(inputs[FACES], inputs[COPIES], strict=True)]  # fmt: skip
        assert sorted(epoch) == [(number, is_copy) for number in range(4) for is_copy in (False, True)]
        orders.append(epoch)
        batches.on_epoch_end()
    assert orders[0] != orders[1]

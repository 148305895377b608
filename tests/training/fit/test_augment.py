import numpy as np
import pytest

from training.fit.augment import Augment, Blend
from training.settings import AugmentationConfig

STILL = AugmentationConfig(share=1.0, rotation=0, translation=0, brightness=0, contrast=0)


def made_up_faces(count):
    return np.random.default_rng(0).integers(0, 256, (count, 48, 48), dtype=np.uint8)


def drawn(config, faces, *, size=48, are_copies=False):
    augment = Augment(config, size=size, seed=1)
    return np.asarray(augment(faces, np.full(len(faces), are_copies)))


def changed(share, **settings):
    faces = made_up_faces(200)
    augmented = drawn(AugmentationConfig(share=share, scale=0.2, erasing=0.5, **settings), faces)
    assert augmented.shape == (200, 48, 48, 1)
    assert augmented.dtype == np.float32
    assert 0 <= augmented.min() <= augmented.max() <= 1
    return (np.abs(augmented[..., 0] - faces / 255) > 1e-5).any(axis=(1, 2)).mean()


@pytest.mark.parametrize("webcam", [0.0, 1.0])
@pytest.mark.parametrize(("share", "low", "high"), [(0.0, 0, 0), (0.5, 0.35, 0.65), (1.0, 0.99, 1)])
def test_the_share_of_augmented_faces(share, low, high, webcam):
    assert low <= changed(share, webcam=webcam) <= high


def test_copies_are_augmented_whatever_the_share():
    faces = made_up_faces(20)
    augmented = drawn(AugmentationConfig(share=0.0), faces, are_copies=True)
    assert (np.abs(augmented[..., 0] - faces / 255).max(axis=(1, 2)) > 0.01).all()


def test_half_of_the_faces_are_mirrored_exactly():
    faces = made_up_faces(100)
    augmented = drawn(STILL, faces)[..., 0]
    mirrored = np.abs(augmented - faces[:, :, ::-1] / 255).max(axis=(1, 2)) < 1e-4
    same = np.abs(augmented - faces / 255).max(axis=(1, 2)) < 1e-4
    assert (mirrored ^ same).all()
    assert 30 <= mirrored.sum() <= 70


def test_a_smaller_size_shows_the_whole_face():
    ramp = np.broadcast_to(np.arange(48, dtype=np.uint8), (2, 48, 48))
    shown = drawn(AugmentationConfig(share=0.0), ramp, size=32)
    assert shown.shape == (2, 32, 32, 1)
    np.testing.assert_allclose(shown[0, 5, :, 0], ((np.arange(32) + 0.5) * 1.5 - 0.5) / 255, atol=1e-5)


@pytest.mark.parametrize(
    "change", [{"rotation": 0.03}, {"translation": 0.1}, {"scale": 0.2}, {"erasing": 1.0}, {"webcam": 1.0}]
)
def test_each_transform_alone_changes_most_faces(change):
    faces = made_up_faces(40)
    settings = {"share": 1.0, "rotation": 0, "translation": 0, "brightness": 0, "contrast": 0} | change
    augmented = drawn(AugmentationConfig(**settings), faces)[..., 0]
    for original in (faces, faces[:, :, ::-1]):
        assert (np.abs(augmented - original / 255).max(axis=(1, 2)) > 0.01).mean() > 0.5


def test_a_shrunken_face_is_as_often_as_much_smaller_as_larger():
    spot = np.zeros((400, 48, 48), np.uint8)
    spot[:, 16:32, 16:32] = 255
    config = AugmentationConfig(share=1.0, rotation=0, translation=0, brightness=0, contrast=0, scale=0.5)
    sides = np.sqrt(drawn(config, spot).sum(axis=(1, 2, 3))) / 16
    assert 1 / 1.55 < sides.min() < 0.7
    assert 1.4 < sides.max() < 1.55
    assert np.median(np.log(sides)) == pytest.approx(0, abs=0.05)


def test_a_blended_batch_has_its_own_share_of_every_face():
    faces = np.random.default_rng(0).random((4, 2, 2, 1), dtype=np.float32)
    own = np.array([1, 0.5, 0.25, 0], np.float32)
    mixed = np.asarray(Blend()(faces, own))
    np.testing.assert_allclose(mixed[0], faces[0])
    np.testing.assert_allclose(mixed[2], 0.25 * faces[2] + 0.75 * faces[1], atol=1e-6)
    np.testing.assert_allclose(mixed[3], faces[0])

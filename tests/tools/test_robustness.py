import cv2
import numpy as np
import pytest

from tools.benchmarks.robustness import CLEAN, MEAN, TOGETHER, measure
from tools.corruptions import CORRUPTIONS, corrupted


@pytest.fixture(scope="module")
def faces():
    coarse = np.random.default_rng(0).integers(0, 256, (12, 12, 12), dtype=np.uint8)
    return np.stack([cv2.resize(each, (48, 48), interpolation=cv2.INTER_CUBIC) for each in coarse])


@pytest.mark.parametrize("name", [corruption.name for corruption in CORRUPTIONS])
def test_each_corruption_changes_every_face_and_more_so_the_stronger_it_is(name, faces):
    changes = [
        np.abs(changed.astype(int) - faces).mean(axis=(1, 2))
        for corruption, _, changed in corrupted(faces)
        if corruption.name == name
    ]
    assert (np.array(changes) > 0).all()
    assert changes[0].mean() < changes[1].mean() < changes[2].mean()


def test_the_same_faces_are_corrupted_alike_every_time(faces):
    for (_, _, first), (_, _, second) in zip(corrupted(faces), corrupted(faces), strict=True):
        np.testing.assert_array_equal(first, second)


class Brightness:
    """Says angry of dark faces and disgust of bright ones, and is sure of it."""

    def vote(self, faces):
        bright = faces.mean(axis=(1, 2)) > 128
        probabilities = np.eye(7)[bright.astype(int)]
        return type("Vote", (), {"probabilities": probabilities})()


def test_accuracy_and_calibration_error_are_those_of_every_condition(faces):
    labels = (faces.mean(axis=(1, 2)) > 128).astype(int)
    figures = measure({"own": Brightness()}, faces, labels)
    assert len(figures) == 3 + 21
    assert figures[CLEAN]["own"] == (1.0, 0.0)
    accuracy, error = figures[MEAN]["own"]
    assert 0.5 < accuracy < 1
    assert error == pytest.approx(1 - accuracy)
    together, error = figures[TOGETHER]["own"]
    assert together == pytest.approx((21 * accuracy + 1) / 22)
    assert error == pytest.approx(1 - together)
    assert measure({"own": Brightness()}, faces, labels, every=5)[CLEAN]["own"] == (1.0, 0.0)

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from training.data.sampling import oversample

FER2013 = {"angry": 3995, "disgust": 436, "fear": 4097, "happy": 7215, "neutral": 4965, "sad": 4830, "surprise": 3171}


def counts(level):
    labels = np.repeat(np.arange(7), [FER2013[emotion] for emotion in EMOTIONS])
    samples = oversample(labels, level)
    assert not samples.are_copies[: len(labels)].any()
    assert samples.are_copies[len(labels) :].all()
    return dict(zip(EMOTIONS, np.bincount(labels[samples.positions]).tolist(), strict=True))


@pytest.mark.parametrize(("level", "disgust"), [("mild", 436 + 4360), ("full", 436 + 7848)])
def test_disgust_gets_its_copies_happy_none_and_every_other_class_one(level, disgust):
    assert counts(level) == {
        "angry": 7990,
        "disgust": disgust,
        "fear": 8194,
        "happy": 7215,
        "neutral": 9930,
        "sad": 9660,
        "surprise": 6342,
    }


def test_none_leaves_every_sample_once():
    assert counts("none") == FER2013
    assert oversample(np.array([1, 0, 1]), "none").positions.tolist() == [0, 1, 2]


def test_every_sample_of_a_class_has_as_many_copies():
    labels = np.array([EMOTIONS.index(emotion) for emotion in ("sad", "disgust", "happy", "disgust")])
    samples = oversample(labels, "mild")
    assert np.bincount(samples.positions[samples.are_copies]).tolist() == [1, 10, 0, 10]

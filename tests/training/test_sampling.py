import numpy as np

from training.sampling import oversample


def test_the_rare_class_is_repeated_and_the_others_are_not():
    labels = np.array([0, 1, 2, 1, 0])
    positions = oversample(labels, label=1, copies=10)
    assert np.bincount(labels[positions]).tolist() == [2, 2 + 20, 1]
    assert np.bincount(positions).tolist() == [1, 11, 1, 11, 1]


def test_no_copies_leave_every_sample_once():
    assert oversample(np.array([1, 0, 1]), label=1, copies=0).tolist() == [0, 1, 2]

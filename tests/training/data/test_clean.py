import cv2
import numpy as np

from tests.data_sets import require_fer2013
from training.data.clean import find_blank, find_seen, find_worth_keeping, group_duplicates
from training.data.faces import FaceDataset, load_folder


def photograph(seed):
    coarse = np.random.default_rng(seed).integers(0, 255, (6, 6), dtype=np.uint8)
    return cv2.resize(coarse, (48, 48), interpolation=cv2.INTER_CUBIC)


def made_up(labels):
    first, second = photograph(1), photograph(2)
    brighter = cv2.convertScaleAbs(first, alpha=0.8, beta=20)
    images = np.stack([first, second, brighter, np.full((48, 48), 7, np.uint8), first])
    return FaceDataset(images, np.array(labels), tuple(range(5)))


def test_copies_share_a_group_and_others_do_not():
    groups = group_duplicates(made_up([0, 0, 0, 0, 0]).images)
    assert groups[0] == groups[2] == groups[4]
    assert len(set(groups)) == 3


def test_images_that_are_also_in_the_training_set_are_found():
    images = made_up([0, 0, 0, 0, 0]).images
    assert find_seen(images[:2], images[2:]).tolist() == [True, False]


def test_blank_images_and_repeated_ones_go_but_other_labels_stay():
    dataset = made_up([0, 1, 0, 2, 5])
    assert find_blank(dataset.images).tolist() == [False, False, False, True, False]
    assert find_worth_keeping(dataset, group_duplicates(dataset.images)).tolist() == [0, 1, 4]


def test_what_fer2013_holds_twice():
    dataset = load_folder(require_fer2013() / "train")
    assert find_blank(dataset.images).sum() == 12
    assert len(find_worth_keeping(dataset, group_duplicates(dataset.images))) == 26825

import numpy as np

from fer_core.emotions import EMOTIONS
from training.data.copies import add_copies
from training.data.faces import load_folder

PER_CLASS = 16


def test_copies_are_as_many_as_the_document_says_and_augmented(made_up_data):
    dataset = load_folder(made_up_data / "train")
    for level, disgust in (("none", 0), ("mild", 10), ("full", 18)):
        enlarged = add_copies(dataset, level, seed=1)
        counts = np.bincount(enlarged.labels) // PER_CLASS - 1
        assert counts[EMOTIONS.index("disgust")] == disgust
        assert counts[EMOTIONS.index("happy")] == 0
        assert counts[EMOTIONS.index("sad")] == (level != "none")
        np.testing.assert_array_equal(enlarged.images[: len(dataset)], dataset.images)
        copies = enlarged.subset(np.arange(len(dataset), len(enlarged)))
        changed = [not np.array_equal(image, dataset.images[dataset.paths.index(path)]) for image, path in
                   zip(copies.images, copies.paths, strict=True)]  # fmt: skip
        assert all(changed)


def test_the_same_seed_gives_the_same_copies(made_up_data):
    dataset = load_folder(made_up_data / "train")
    one, again, other = (add_copies(dataset, "mild", seed=seed).images for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)

import json

import numpy as np
import pandas as pd

from tests.data_sets import require_fer2013
from training.data.copies import augment_by_steps, augment_once
from training.data.faces import FaceDataset, limit_per_class, load_folder
from training.laboratory.inspection import find_suspects, inspect


def test_suspects_are_counted_and_listed(made_up_data, tmp_path):
    train, test = (load_folder(made_up_data / part) for part in ("train", "test"))
    images = train.images.copy()
    images[0] = 7
    images[1] = images[2]
    images[3] = test.images[0]
    train = FaceDataset(images, train.labels, train.paths)
    report = inspect({"train": train, "test": test}, tmp_path / "data")
    assert report["images"] == {"train": len(train), "test": len(test)}
    assert report["per_class"]["train"]["disgust"] == 16
    assert report["blank"] == {"train": 1, "test": 0}
    assert report["exact_duplicates"] == {"train": 1, "test": 1}
    assert report["near_duplicates"]["groups"] == 2
    assert report["near_duplicates"]["groups_across_parts"] == 1
    assert report == json.loads((tmp_path / "data" / "data.json").read_text())
    assert (tmp_path / "data" / "class_distribution.png").stat().st_size
    suspects = pd.read_csv(tmp_path / "data" / "suspects.csv")
    assert list(suspects.loc[suspects["reason"] == "blank", "path"]) == [str(train.paths[0])]
    assert set(suspects.loc[suspects["reason"] == "exact duplicate", "path"]) == {
        str(train.paths[2]), str(test.paths[0])
    }  # fmt: skip


def test_what_is_unlike_a_face_is_found_among_real_ones():
    faces = limit_per_class(load_folder(require_fer2013() / "test"), 300).images
    noise = np.random.default_rng(0).integers(0, 255, (3, 48, 48), dtype=np.uint8)
    suspects = find_suspects(np.concatenate([faces, noise]))
    assert suspects.not_faces[-3:].all()
    assert suspects.not_faces[:-3].mean() <= 0.02


def test_classes_augmentation_and_oversampling_are_drawn(made_up_data, tmp_path):
    parts = {part: load_folder(made_up_data / part) for part in ("train", "test")}
    report = inspect(parts, tmp_path)
    assert set(report["unlike_others"]) == {"train", "test"}
    for name in ("samples_per_class.png", "augmented_faces.png", "oversampled_classes.png"):
        assert (tmp_path / name).stat().st_size


def test_each_change_of_the_augmentation_is_shown_alone(made_up_data):
    faces = load_folder(made_up_data / "train").images[:4]
    steps = augment_by_steps(faces, seed=0)
    assert list(steps) == ["original", "flip", "rotation", "translation", "brightness", "contrast", "all"]
    assert np.array_equal(steps["all"], augment_once(faces, seed=0))
    assert sorted(steps["flip"][0].ravel()) == sorted(faces[0].ravel())

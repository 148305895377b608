import shutil
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from tests.data_sets import require_fer2013
from tests.training.conftest import PER_CLASS
from training.data.faces import grouped_split, limit_per_class, load_folder


def test_both_spellings_load_in_the_fixed_order(made_up_data):
    dataset = load_folder(made_up_data / "train")
    assert dataset.images.shape == (7 * PER_CLASS, 48, 48)
    assert dataset.images.dtype == np.uint8
    assert np.bincount(dataset.labels).tolist() == [PER_CLASS] * 7
    assert dataset.paths[PER_CLASS].parent.name == "disgusted"
    assert dataset.labels[PER_CLASS] == EMOTIONS.index("disgust")


def test_the_real_training_set_has_its_known_counts():
    dataset = load_folder(require_fer2013() / "train")
    assert np.bincount(dataset.labels).tolist() == [3995, 436, 4097, 7215, 4965, 4830, 3171]


@pytest.fixture
def damaged(made_up_data, tmp_path):
    return shutil.copytree(made_up_data / "train", tmp_path / "train")


def test_images_are_read_in_few_pieces_that_keep_their_order(made_up_data, monkeypatch):
    whole, submit, tasks = load_folder(made_up_data / "train"), ThreadPoolExecutor.submit, []

    def counted(pool, *arguments):
        tasks.append(arguments)
        return submit(pool, *arguments)

    monkeypatch.setattr(ThreadPoolExecutor, "submit", counted)
    monkeypatch.setattr("training.data.faces._PIECE", 50)
    pieces = load_folder(made_up_data / "train")
    assert len(tasks) == 3 < len(whole) / 30
    assert pieces.paths == whole.paths
    np.testing.assert_array_equal(pieces.images, whole.images)


def test_files_that_other_systems_hide_are_passed_over(damaged):
    (damaged / "sad" / "._train_1.jpg").write_bytes(b"left by a Mac")
    assert len(load_folder(damaged).labels) == 7 * PER_CLASS


def test_a_missing_folder_or_class_says_what_is_expected(damaged, tmp_path):
    with pytest.raises(DataError, match="Download FER2013"):
        load_folder(tmp_path / "nowhere")
    shutil.rmtree(damaged / "sad")
    with pytest.raises(DataError, match="no images of the class 'sad'"):
        load_folder(damaged)


def test_a_damaged_or_foreign_image_is_named(damaged):
    path = damaged / "sad" / "train_000.png"
    cv2.imwrite(str(path), np.zeros((50, 48), np.uint8))
    with pytest.raises(DataError, match="48×50"):
        load_folder(damaged)
    jpeg = cv2.imencode(".jpg", np.full((48, 48), 90, np.uint8))[1].tobytes()
    for content in (b"", b"no image", jpeg[: len(jpeg) // 2], jpeg[:-30]):
        path.write_bytes(content)
        with pytest.raises(DataError, match="not a readable image"):
            load_folder(damaged)


def test_the_split_is_disjoint_stratified_and_seeded_and_keeps_groups_together():
    labels = np.repeat(np.arange(7), [100, 10, 100, 200, 100, 100, 90])
    groups = np.arange(700)
    groups[:50] = 0
    train, validation = grouped_split(labels, groups, validation_fraction=0.2, seed=1)
    assert sorted([*train, *validation]) == list(range(len(labels)))
    assert not set(groups[train]) & set(groups[validation])
    ungrouped = np.setdiff1d(validation, np.arange(50))
    np.testing.assert_allclose(np.bincount(labels[ungrouped])[1:], [2, 20, 40, 20, 20, 18], atol=1)
    again = grouped_split(labels, groups, validation_fraction=0.2, seed=1)[1]
    other = grouped_split(labels, groups, validation_fraction=0.2, seed=2)[1]
    np.testing.assert_array_equal(validation, again)
    assert set(validation) != set(other)


def test_too_few_images_for_a_split_are_one_sentence():
    for labels in (np.arange(7), np.array([], dtype=np.int64)):
        with pytest.raises(DataError, match="No class has 10 different images"):
            grouped_split(labels, np.arange(len(labels)), validation_fraction=0.1, seed=0)


def test_limit_keeps_the_first_of_each_class(made_up_data):
    few = limit_per_class(load_folder(made_up_data / "train"), 3)
    assert np.bincount(few.labels).tolist() == [3] * 7
    assert few.paths[0].name == "train_000.png"

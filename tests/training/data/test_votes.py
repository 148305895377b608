from pathlib import Path

import numpy as np
import pytest

from fer_core.errors import DataError
from tests.data_sets import require_fer2013
from training.data.votes import CHOICES, FILE, emotion_votes, load_votes

HEADER = "file,fer2013_class,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n"
IMAGES = [Path("train/happy/a.jpg"), Path("train/sad/b.jpg"), Path("train/sad/c.jpg")]


@pytest.fixture
def table(tmp_path):
    path = tmp_path / FILE
    path.write_text(HEADER + "b.jpg,sad,0,0,0,0,0,0,0,0,0,10\na.jpg,happy,2,6,0,0,0,0,0,2,0,0\n")
    return path


def test_votes_follow_the_images_and_the_order_of_the_emotions(table):
    votes = load_votes(table, IMAGES)
    assert votes[0, CHOICES.index("happiness")] == pytest.approx(0.6)
    assert votes[1, CHOICES.index("NF")] == 1
    assert not votes[2].any()
    emotions = emotion_votes(votes, np.array([3, 5, 5]))
    np.testing.assert_allclose(emotions[0], [0, 0, 0, 0.75, 0.25, 0, 0])
    np.testing.assert_array_equal(emotions[1:], np.eye(7)[[5, 5]])


def test_two_rows_of_one_image_are_added_up(table):
    with table.open("a") as file:
        file.write("a.jpg,sad,0,0,0,10,0,0,0,0,0,0\n")
    assert load_votes(table, IMAGES)[0].max() == pytest.approx(0.5)


def test_negative_votes_are_refused(table):
    with table.open("a") as file:
        file.write("c.jpg,sad,0,0,0,-1,3,0,0,0,0,0\n")
    with pytest.raises(DataError, match="negative"):
        load_votes(table, IMAGES)


def test_missing_or_foreign_votes_are_one_sentence(table, tmp_path):
    with pytest.raises(DataError, match="is missing"):
        load_votes(tmp_path / "nowhere.csv", IMAGES)
    with pytest.raises(DataError, match="their names differ"):
        load_votes(table, [Path("train/happy/x.jpg")])
    table.write_text("file,neutral\na.jpg,3\n")
    with pytest.raises(DataError, match="lacks columns"):
        load_votes(table, IMAGES)
    table.write_bytes(b"\x00\xff\xfe")
    with pytest.raises(DataError, match="not a table"):
        load_votes(table, IMAGES)


def test_the_annotators_agree_with_fer2013_on_part_of_it():
    data = require_fer2013()
    images = [*sorted((data / "train" / "happy").glob("*.jpg")), *sorted((data / "train" / "fear").glob("*.jpg"))]
    votes = load_votes(data / FILE, images)
    happy = [image.parent.name == "happy" for image in images]
    assert (votes[happy].argmax(axis=1) == CHOICES.index("happiness")).mean() > 0.8
    assert 0.1 < (votes[~np.array(happy)].argmax(axis=1) == CHOICES.index("fear")).mean() < 0.3

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from training.data.clean import group_duplicates
from training.data.drawn import PER_CLASS, RARE, draw_faces, draw_set, name_data
from training.data.faces import load_part
from training.data.where import find_data


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    return draw_set(tmp_path_factory.mktemp("drawn"))


def test_drawn_faces_are_a_data_set_in_kaggle_s_layout(drawn):
    counts = {part: np.bincount(load_part(drawn, part).labels).tolist() for part in PER_CLASS}
    assert counts["test"] == [PER_CLASS["test"]] * len(EMOTIONS)
    assert counts["train"] == [RARE[1] if emotion == RARE[0] else PER_CLASS["train"] for emotion in EMOTIONS]
    assert len(load_part(drawn, "public")) == len(load_part(drawn, "test"))
    assert name_data(drawn) == "drawn faces"
    assert name_data(drawn.parent) == "FER2013"


def test_drawn_faces_are_the_same_every_time_and_differ_from_each_other():
    first, again = (draw_faces("sad", 6, seed=3) for _ in range(2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, draw_faces("sad", 6, seed=4))


def test_emotions_of_drawn_faces_can_be_learnt_and_no_two_pass_for_one(drawn):
    train, test = (load_part(drawn, part) for part in ("train", "test"))
    assert len(set(group_duplicates(train.images))) == len(train)
    model = LogisticRegression(C=0.01, max_iter=1000)
    model.fit(train.images.reshape(len(train), -1) / 255, train.labels)
    assert model.score(test.images.reshape(len(test), -1) / 255, test.labels) > 3 / len(EMOTIONS)


def test_data_is_found_where_it_is_named_or_usual(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EMOLENS_DATA", raising=False)
    with pytest.raises(DataError, match=r"(?s)download FER2013.*--data or EMOLENS_DATA.*--preset smoke"):
        find_data(None, draws=False, out=tmp_path)
    (tmp_path / "fer2013.csv").touch()
    assert find_data(None, draws=False, out=tmp_path).name == "fer2013.csv"
    (tmp_path / "fer2013").mkdir()
    assert find_data(None, draws=False, out=tmp_path).name == "fer2013"
    monkeypatch.setenv("EMOLENS_DATA", "elsewhere")
    with pytest.raises(DataError, match="There is no data set elsewhere"):
        find_data(None, draws=False, out=tmp_path)
    for name in ("elsewhere", "named"):
        (tmp_path / name).mkdir()
    assert find_data(None, draws=False, out=tmp_path).name == "elsewhere"
    assert find_data(tmp_path / "named", draws=True, out=tmp_path).name == "named"
    assert load_part(find_data(None, draws=True, out=tmp_path / "out"), "test").images.shape[1:] == (48, 48)

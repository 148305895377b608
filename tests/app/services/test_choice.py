import pytest

from app.services.choice import choose_face, face_at
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


def test_face_at_takes_the_innermost():
    inner = make_face(4, box_xywh=(120, 20, 10, 10))
    assert face_at([LARGE, inner], 125, 25) is inner
    assert face_at([LARGE, inner], 105, 5) is LARGE
    assert face_at([LARGE, inner], 99.9, 5) is None
    assert face_at([], 0, 0) is None

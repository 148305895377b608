from fer_core.output.slots import SLOTS, FaceSlots
from tests.app.fakes import make_face

A, B, C, D, E = (make_face(number) for number in range(1, 6))


def ids(placed):
    return [None if face is None else face.face_id for face in placed]


def test_a_face_keeps_its_place_while_another_comes_and_goes():
    slots = FaceSlots()
    assert ids(slots.place([A], 0.0)) == [1, None, None, None]
    assert ids(slots.place([A, B], 0.1)) == [1, 2, None, None]
    assert ids(slots.place([B], 0.2)) == [None, 2, None, None]
    assert ids(slots.place([A, B], 0.3)) == [1, 2, None, None]


def test_a_place_waits_a_second_for_its_face_and_goes_to_the_next_then():
    slots = FaceSlots()
    slots.place([A], 0.0)
    assert ids(slots.place([B], 0.9)) == [None, 2, None, None]
    assert ids(slots.place([B, C], 1.1)) == [3, 2, None, None]


def test_one_person_who_leaves_and_returns_stays_first():
    slots = FaceSlots()
    slots.place([A], 0.0)
    slots.place([], 1.0)
    assert ids(slots.place([B], 2.0))[0] == 2


def test_faces_beyond_the_places_are_left_out_and_one_that_waits_gives_way():
    slots = FaceSlots()
    assert ids(slots.place([A, B, C, D, E], 0.0)) == [1, 2, 3, 4]
    assert len(slots.place([A, B, C, D, E], 0.0)) == SLOTS
    assert ids(slots.place([A, B, D, E], 0.1)) == [1, 2, 5, 4]


def test_a_clock_that_starts_again_frees_the_places():
    slots = FaceSlots()
    slots.place([A], 100.0)
    assert ids(slots.place([B], 1.0))[0] == 2

import pytest

from fer_core.tracking import IouTracker, intersection_over_union


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [((0, 0, 10, 10), (0, 0, 10, 10), 1.0), ((0, 0, 10, 10), (5, 0, 10, 10), 50 / 150),
     ((0, 0, 10, 10), (10, 0, 10, 10), 0.0), ((0, 0, 10, 10), (20, 20, 5, 5), 0.0)],
)  # fmt: skip
def test_intersection_over_union(a, b, expected):
    assert intersection_over_union(a, b) == pytest.approx(expected)
    assert intersection_over_union(b, a) == pytest.approx(expected)


def ids(tracked):
    return [face.face_id for face in tracked]


def test_two_faces_keep_their_ids_while_they_move_and_swap_order():
    tracker = IouTracker()
    for step in range(20):
        left, right = (step * 5, 0, 60, 60), (300 - step * 5, 0, 60, 60)
        boxes = [left, right] if step % 2 else [right, left]
        found = dict(zip(boxes, ids(tracker.update(boxes, time_s=step / 30)), strict=True))
        if step == 0:
            first = (found[left], found[right])
        assert (found[left], found[right]) == first


def test_a_short_gap_keeps_the_id_and_a_long_one_does_not():
    tracker = IouTracker(max_gap_s=1.0)
    box = [(10, 10, 50, 50)]
    assert ids(tracker.update(box, time_s=0.0)) == [1]
    assert tracker.update([], time_s=0.5) == []
    assert ids(tracker.update(box, time_s=0.9)) == [1]
    assert tracker.update([], time_s=2.0) == []
    assert tracker.alive == frozenset()
    assert ids(tracker.update(box, time_s=2.1)) == [2]


def test_a_newcomer_gets_a_new_id_and_reset_forgets():
    tracker = IouTracker()
    tracker.update([(0, 0, 50, 50)], time_s=0.0)
    assert ids(tracker.update([(200, 0, 50, 50), (0, 0, 50, 50)], time_s=0.1)) == [2, 1]
    tracker.reset()
    assert ids(tracker.update([(0, 0, 50, 50)], time_s=0.2)) == [3]

import pytest

from fer_core.faces.tracking import IouTracker, intersection_over_union


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


def walk(tracker, *, rate, speed, hidden_s=0.0, turns_back=False):
    """Let two people cross at pixels a second, the one from the left behind; return their ids before and after."""
    ids_of, span_s = [], 400 / speed
    for step in range(round(span_s * rate) + 1):
        time_s = step / rate
        way = speed * time_s
        is_hidden = abs(time_s - span_s / 2) < hidden_s / 2
        # The one behind turns where nobody can see it.
        left = (round(min(way, 400 - way) if turns_back else way), 10, 60, 60)
        right = (round(400 - way), 0, 60, 60)
        boxes = [right] if is_hidden else [left, right]
        found = dict(zip(boxes, ids(tracker.update(boxes, time_s=time_s)), strict=True))
        ids_of.append((found.get(left), found[right]))
    return ids_of[0], ids_of[-1]


@pytest.mark.parametrize(("rate", "speed"), [(30, 60), (30, 120), (30, 300), (8, 120), (4, 100), (2, 60)])
def test_two_who_cross_keep_their_ids(rate, speed):
    before, after = walk(IouTracker(), rate=rate, speed=speed)
    assert before == after == (1, 2)


@pytest.mark.parametrize(("rate", "speed", "hidden_s"), [(30, 120, 0.9), (15, 120, 0.8), (30, 300, 0.4), (8, 120, 0.7)])
def test_who_was_hidden_is_known_again_where_the_way_led(rate, speed, hidden_s):
    tracker = IouTracker()
    before, after = walk(tracker, rate=rate, speed=speed, hidden_s=hidden_s)
    assert before == after == (1, 2)
    assert len(tracker.alive) == 2


def test_who_is_hidden_for_too_long_gets_a_new_id_and_takes_nobodys():
    before, after = walk(IouTracker(max_gap_s=1.0), rate=30, speed=100, hidden_s=1.4)
    assert before == (1, 2)
    assert after == (3, 2)


def test_who_turns_back_unseen_never_takes_the_id_of_the_other():
    _, (left, right) = walk(IouTracker(), rate=30, speed=120, hidden_s=0.6, turns_back=True)
    assert right == 2
    assert left != 2


def test_who_stops_out_of_sight_is_known_where_they_were_last():
    tracker = IouTracker()
    for step in range(30):
        tracker.update([(step * 10, 0, 60, 60)], time_s=step / 30)
    tracker.update([], time_s=1.2)
    assert ids(tracker.update([(295, 0, 60, 60)], time_s=1.6)) == [1]


def test_faces_are_known_again_in_pictures_of_another_size():
    tracker = IouTracker()
    for step in range(10):
        tracker.update([(100 + step, 100, 60, 60), (400, 100, 60, 60)], time_s=step / 10)
    tracker.rescale(2.0, 1.5)
    assert ids(tracker.update([(800, 150, 120, 90), (220, 150, 120, 90)], time_s=1.0)) == [2, 1]

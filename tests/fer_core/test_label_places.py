import numpy as np
import pytest

from fer_core.label_places import place_labels

SIZES = [(80, 20), (45, 20)]


def rectangles(boxes, sizes=SIZES, size_wh=(1000, 800)):
    places = place_labels([sizes] * len(boxes), boxes, size_wh)
    return [(left, top, left + sizes[n][0], top + sizes[n][1]) for n, left, top in places]


def shared_area(first, second):
    width = min(first[2], second[2]) - max(first[0], second[0])
    height = min(first[3], second[3]) - max(first[1], second[1])
    return max(0, width) * max(0, height)


def inner(box):
    x, y, width, height = box
    return x + 0.15 * width, y + 0.15 * height, x + 0.85 * width, y + 0.85 * height


def test_alone_a_label_stands_on_its_face_in_its_best_size():
    assert place_labels([SIZES], [(300, 200, 60, 60)], (1000, 800)) == [(0, 300, 180)]


@pytest.mark.parametrize("seed", range(20))
def test_where_there_is_room_labels_hide_neither_faces_nor_each_other(seed):
    random = np.random.default_rng(seed)
    boxes = []
    for column in range(7):
        for row in range(6):
            side = int(random.integers(30, 70))
            x, y = 20 + 140 * column + random.integers(0, 30), 30 + 125 * row + random.integers(0, 20)
            boxes.append((int(x), int(y), side, side))
    labels = rectangles(boxes)
    for i, label in enumerate(labels):
        assert 0 <= label[0] <= label[2] <= 1000
        assert 0 <= label[1] <= label[3] <= 800
        assert all(shared_area(label, other) == 0 for other in labels[:i])
        assert all(shared_area(label, inner(box)) == 0 for box in boxes)


def test_faces_that_touch_have_labels_that_do_not():
    boxes = [(100 + 62 * i, 300 + 5 * (i % 2), 60, 60) for i in range(10)]
    labels = rectangles(boxes)
    assert all(shared_area(a, b) == 0 for i, a in enumerate(labels) for b in labels[:i])
    assert all(shared_area(a, inner(box)) == 0 for a in labels for box in boxes)


def test_a_face_that_fills_the_picture_has_its_label_on_its_rim():
    ((number, left, top),) = place_labels([SIZES], [(0, 0, 300, 300)], (300, 300))
    assert number == 0
    assert top in (0, 280)
    assert 0 <= left <= 220


def test_where_everything_is_taken_a_label_goes_where_it_hides_least_and_stays_in_the_picture():
    boxes = [(x, y, 40, 40) for x in range(0, 200, 40) for y in range(0, 200, 40)]
    labels = rectangles(boxes, size_wh=(200, 200))
    assert all(left >= 0 and right <= 200 and top >= 0 and bottom <= 200 for left, top, right, bottom in labels)


@pytest.mark.parametrize("box", [(-500, -500, 40, 40), (5000, 5000, 40, 40), (0, 0, 1, 1), (-20, 100, 60, 60)])
def test_boxes_outside_the_picture_do_no_harm(box):
    (label,) = rectangles([box])
    assert 0 <= label[0] <= label[2] <= 1000
    assert 0 <= label[1] <= label[3] <= 800


def test_no_faces_have_no_labels():
    assert place_labels([], [], (10, 10)) == []

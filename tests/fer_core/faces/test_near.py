"""Searching where faces were: fewer pixels, the same faces."""

import cv2
import numpy as np
import pytest

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.detectors.haar import HaarDetector
from fer_core.faces.detectors.near import FULL_EVERY_S, NearSearch
from fer_core.faces.tracking import intersection_over_union

WIDTH, HEIGHT = 640, 480
SIDE = 120


class SquareDetector(FaceDetector):
    """Takes bright spots for faces, and notes how many pixels it was given."""

    search_side = 240

    def __init__(self, *, takes_colour=False):
        self.takes_colour = takes_colour
        self.pixels = []

    def detect(self, frame):
        assert (frame.ndim == 3) == self.takes_colour
        self.pixels.append(frame.shape[0] * frame.shape[1])
        bright = ((frame[..., 2] if self.takes_colour else frame) > 100).astype(np.uint8)
        _, _, stats, _ = cv2.connectedComponentsWithStats(bright)
        boxes = [tuple(int(value) for value in row[:4]) for row in stats[1:] if min(row[2:4]) >= 8]
        return sorted(boxes, key=lambda box: box[2] * box[3], reverse=True)


class WholeOnly(SquareDetector):
    search_side = None


def drawn(*corners, side=SIDE):
    picture = np.zeros((HEIGHT, WIDTH), np.uint8)
    for x, y in corners:
        picture[max(0, y) : max(0, y + side), max(0, x) : max(0, x + side)] = 255
    return picture


def boxes_of(search, frame, *, time_s):
    return [face.box_xywh for face in search.find(frame, time_s=time_s)]


def is_whole(pixels):
    return pixels in (WIDTH * HEIGHT, WIDTH * HEIGHT // 4)


@pytest.fixture
def squares():
    return SquareDetector()


def overlaps(boxes, *corners):
    return len(boxes) == len(corners) and all(
        max(intersection_over_union((*corner, SIDE, SIDE), box) for box in boxes) > 0.85 for corner in corners
    )


def test_a_known_face_is_looked_for_around_its_place(squares):
    search = NearSearch(squares)
    for frame in range(5):
        assert overlaps(boxes_of(search, drawn((200, 150)), time_s=frame / 30), (200, 150))
    assert is_whole(squares.pixels[0])
    assert max(squares.pixels[1:]) < WIDTH * HEIGHT / 16


def test_a_moving_face_is_followed_without_searching_everything(squares):
    search = NearSearch(squares)
    for frame in range(9):
        corner = (40 + 12 * frame, 100 + 6 * frame)  # three widths a second
        assert overlaps(boxes_of(search, drawn(corner), time_s=frame / 30), corner)
    assert [is_whole(pixels) for pixels in squares.pixels] == [True] + [False] * 8


def test_a_face_that_jumps_is_found_in_the_same_frame(squares):
    search = NearSearch(squares)
    boxes_of(search, drawn((20, 20)), time_s=0.0)
    assert overlaps(boxes_of(search, drawn((400, 300)), time_s=0.03), (400, 300))


def test_a_face_that_leaves_is_gone_in_the_same_frame_and_the_others_stay(squares):
    search = NearSearch(squares)
    assert overlaps(boxes_of(search, drawn((20, 20), (400, 300)), time_s=0.0), (20, 20), (400, 300))
    assert overlaps(boxes_of(search, drawn((400, 300)), time_s=0.03), (400, 300))
    assert boxes_of(search, drawn(), time_s=0.06) == []


def test_everywhere_is_searched_if_that_is_asked_for(squares):
    search = NearSearch(squares)
    for frame in range(3):
        search.find(drawn((200, 150)), time_s=frame / 30, everywhere=True)
    assert all(map(is_whole, squares.pixels))


def test_a_face_cut_by_the_border_is_still_looked_for_there(squares):
    search = NearSearch(squares)
    for frame in range(4):
        (box,) = boxes_of(search, drawn((-60, 300)), time_s=frame / 30)
        assert np.abs(np.subtract(box, (0, 300, 60, 120))).max() <= 4
    assert not any(is_whole(pixels) for pixels in squares.pixels[1:])


@pytest.mark.parametrize("rate", [5, 10, 30, 60])
def test_a_new_face_is_seen_within_a_third_of_a_second_at_any_rate(squares, rate):
    search = NearSearch(squares)
    boxes_of(search, drawn((20, 20)), time_s=0.0)
    frame = 1
    while not overlaps(boxes_of(search, drawn((20, 20), (400, 300)), time_s=frame / rate), (20, 20), (400, 300)):
        frame += 1
    assert frame / rate <= FULL_EVERY_S <= 1 / 3


def test_where_nobody_is_known_every_frame_is_searched(squares):
    search = NearSearch(squares)
    boxes_of(search, drawn(), time_s=0.0)
    assert overlaps(boxes_of(search, drawn((400, 300)), time_s=0.03), (400, 300))


def test_faces_side_by_side_are_found_once_each(squares):
    search = NearSearch(squares)
    for frame in range(5):
        corners = (100, 150), (250 - 5 * frame, 160)
        assert overlaps(boxes_of(search, drawn(*corners), time_s=frame / 30), *corners)
    assert not any(is_whole(pixels) for pixels in squares.pixels[1:])


def test_colours_reach_a_detector_that_takes_them():
    squares = SquareDetector(takes_colour=True)
    search = NearSearch(squares)
    assert search.takes_colour
    for frame in range(3):
        picture = np.repeat(drawn((200, 150))[..., None], 3, axis=2)
        assert overlaps(boxes_of(search, picture, time_s=frame / 30), (200, 150))
    assert not is_whole(squares.pixels[-1])


def test_a_detector_that_needs_the_whole_frame_always_gets_it():
    whole = WholeOnly()
    search = NearSearch(whole)
    for frame in range(4):
        boxes_of(search, drawn((200, 150)), time_s=frame / 30)
    assert whole.pixels == [WIDTH * HEIGHT] * 4


@pytest.mark.parametrize("change", ["size", "backwards", "reset"])
def test_another_source_is_searched_whole(squares, change):
    search = NearSearch(squares)
    picture = drawn((200, 150))
    boxes_of(search, picture, time_s=5.0)
    if change == "reset":
        search.reset()
    boxes_of(search, picture[:-2] if change == "size" else picture, time_s=4.9 if change == "backwards" else 5.03)
    assert squares.pixels[-1] >= (HEIGHT - 2) * WIDTH


@pytest.mark.slow
@pytest.mark.parametrize("speed", [0, 2, 4])
def test_the_demo_face_is_found_as_often_as_by_searching_everything(demo_frames, speed):
    whole, search = HaarDetector(), NearSearch(HaarDetector())
    seen = missed = 0
    for number, frame in enumerate(demo_frames):
        # Face widths a second, to and fro.
        shift = 150 * np.sin(speed * number / 30)
        moved = cv2.warpAffine(
            to_grey(frame.image_bgr), np.float32([[1, 0, shift], [0, 1, 0]]), (640, 480), borderMode=cv2.BORDER_REFLECT
        )
        found = boxes_of(search, moved, time_s=number / 30)
        for box in whole.detect(moved):
            seen += 1
            missed += not any(intersection_over_union(box, other) > 0.5 for other in found)
    assert seen > 0.6 * len(demo_frames)
    assert missed <= 0.02 * seen

"""People who come back are drawn: a box for the head, and clothes of some colours below it."""

import numpy as np
import pytest

from fer_core.faces.pipeline import FacePipeline
from fer_core.faces.returning import REMEMBERED_S, ReturningTracker
from tests.stand_ins import BrightnessEnsemble, FixedDetector

RED, BLUE, GREEN, DARK_RED = (40, 40, 200), (200, 60, 40), (60, 180, 60), (34, 34, 170)
SIDE = 60


def scene(*people):
    """A picture of people, each the left of a face, in whose place there is skin, and the colour of the clothes."""
    picture = np.full((480, 640, 3), 90, np.uint8)
    for left, colour in people:
        picture[100 : 100 + SIDE, left : left + SIDE] = (140, 170, 210)
        picture[100 + SIDE :, left - 30 : left + SIDE + 30] = colour
    return picture


def box(left, side=SIDE, top=100):
    return (left, top, side, side)


class Camera:
    """Shows people to a tracker at a tenth of a second's distance."""

    def __init__(self):
        self.tracker = ReturningTracker()
        self.now = 0.0

    def show(self, *people, seconds=1.0, boxes=None, mistaken=(), picture=None):
        """Let people be in view for a while; return their ids at the beginning, in their order."""
        boxes = [box(left) for left, _ in people] if boxes is None else boxes
        ids = []
        for _ in range(round(seconds * 10)):
            frame = scene(*people) if picture is None else picture
            tracked = self.tracker.update(boxes, frame=frame, time_s=self.now, mistaken=mistaken)
            ids.append([place.face_id for place in tracked])
            self.now += 0.1
        assert ids[0] == ids[-1]
        return ids[0]


def test_who_comes_back_within_a_minute_keeps_the_id_and_is_said_to_be_recognised():
    camera = Camera()
    assert camera.show((200, RED)) == [1]
    assert not camera.tracker.is_recognised(1)
    camera.show(seconds=30)
    assert camera.show((260, RED)) == [1]
    assert camera.tracker.is_recognised(1)


@pytest.mark.parametrize("clothes", [DARK_RED, (50, 50, 235)])
def test_another_light_is_no_other_person(clothes):
    camera = Camera()
    camera.show((200, RED))
    camera.show(seconds=10)
    assert camera.show((200, clothes)) == [1]


def test_who_was_only_followed_is_not_said_to_be_recognised():
    camera = Camera()
    camera.show((200, RED))
    camera.show(seconds=1)
    assert camera.show((200, RED)) == [1]
    assert not camera.tracker.is_recognised(1)


@pytest.mark.parametrize(
    ("left", "clothes", "side", "away_s"),
    [
        (200, BLUE, SIDE, 5),
        (530, RED, SIDE, 5),
        (200, RED, SIDE // 2, 5),
        (200, RED, SIDE, REMEMBERED_S + 1),
        (320, RED, SIDE, 1),
    ],
    ids=["other clothes", "far away", "much smaller", "after more than a minute", "elsewhere while still followed"],
)
def test_a_person_who_may_be_another_gets_a_new_id(left, clothes, side, away_s):
    camera = Camera()
    camera.show((200, RED))
    camera.show(seconds=away_s)
    assert camera.show((left, clothes), boxes=[box(left, side)]) == [2]
    assert not camera.tracker.is_recognised(2)


def test_of_two_who_left_each_is_known_by_the_clothes():
    camera = Camera()
    assert camera.show((200, RED), (380, BLUE)) == [1, 2]
    camera.show(seconds=5)
    assert camera.show((260, BLUE), (430, RED)) == [2, 1]


def test_of_two_who_are_dressed_alike_nobody_is_recognised():
    camera = Camera()
    camera.show((200, RED), (380, RED))
    camera.show((380, RED), seconds=5)  # the first leaves, the second stays
    assert camera.show((380, RED), (200, RED)) == [2, 3]
    camera.show(seconds=5)  # all leave
    assert camera.show((200, RED)) == [4]


def test_two_who_come_at_once_in_the_same_clothes_are_both_new():
    camera = Camera()
    camera.show((200, RED))
    camera.show(seconds=5)
    assert camera.show((200, RED), (380, RED)) == [2, 3]


def test_who_is_in_view_is_nobody_elses():
    camera = Camera()
    camera.show((200, RED))
    assert camera.show((200, RED), (400, RED)) == [1, 2]


def test_nobody_is_recognised_whose_clothes_are_out_of_the_picture_or_without_colours():
    camera = Camera()
    low = [box(200, top=400)]
    camera.show((200, RED), boxes=low)
    camera.show(seconds=5)
    assert camera.show((200, RED), boxes=low) == [2]
    for grey in (scene((200, RED))[..., 0], np.repeat(scene((200, RED))[..., :1], 3, axis=2)):
        camera = Camera()
        camera.show((200, RED), picture=grey)
        camera.show(seconds=5)
        assert camera.show((200, RED), picture=grey) == [2]


def test_who_was_taken_for_another_gets_an_id_and_a_memory_of_their_own():
    camera = Camera()
    camera.show((200, RED))
    camera.show(seconds=5)
    assert camera.show((200, RED)) == [1]
    assert camera.show((200, RED), mistaken={1}) == [2]
    assert not camera.tracker.is_recognised(2)
    camera.show(seconds=5)
    assert camera.show((200, RED), mistaken={1}) == [2]
    assert camera.tracker.is_recognised(2)


def test_what_is_said_to_be_mistaken_changes_nothing_where_nobody_was_recognised():
    camera = Camera()
    camera.show((200, RED))
    assert camera.show((200, RED), mistaken={1, 7}) == [1]


def test_people_are_expected_at_the_same_place_of_a_picture_of_another_size():
    camera = Camera()
    camera.show((200, RED))
    camera.show(seconds=5)
    camera.tracker.rescale(0.5, 0.5)
    small = np.ascontiguousarray(scene((200, RED))[::2, ::2])
    assert camera.show((200, RED), boxes=[box(100, 30, 50)], picture=small) == [1]


def test_who_had_no_pixel_left_in_a_tiny_picture_is_no_problem():
    camera = Camera()
    camera.show((200, RED))
    camera.tracker.rescale(0.002, 0.002)
    camera.show(seconds=5)
    assert camera.show((200, RED)) == [2]


@pytest.mark.parametrize("pause_s", [0.5, 2.0], ids=["followed", "recognised"])
def test_two_in_view_keep_their_ids_where_frames_are_left_out(pause_s):
    tracker = ReturningTracker()
    for number in range(8):
        left, other = 150 + 4 * number, 400 - 4 * number
        tracked = tracker.update(
            [box(other), box(left)], frame=scene((left, RED), (other, BLUE)), time_s=number * pause_s
        )
        assert [place.face_id for place in tracked] == [1, 2]
        assert tracker.is_recognised(1) == (number > 0 and pause_s == 2.0)


def test_reset_forgets_everybody():
    camera = Camera()
    camera.show((200, RED))
    camera.tracker.reset()
    assert camera.show((200, RED)) == [2]


def test_the_pipeline_tells_who_was_recognised():
    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector(box(200)))
    shown, empty = scene((200, GREEN)), np.zeros((480, 640, 3), np.uint8)
    for moment_s, picture in enumerate([shown, empty, empty, empty, shown]):
        result = pipeline.analyze(picture, time_s=float(moment_s))
    (face,) = result.faces
    assert (face.face_id, face.is_recognised) == (1, True)

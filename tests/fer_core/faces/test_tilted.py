import cv2
import numpy as np
import pytest

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors import live_detector, stills_detector
from fer_core.faces.detectors.base import FaceDetector, MinFace
from fer_core.faces.detectors.haar import HaarDetector
from fer_core.faces.detectors.tilted import HELD_SEARCHES, TiltedDetector
from fer_core.faces.tracking import intersection_over_union


class Counting(FaceDetector):
    """Counts the searches of a detector."""

    def __init__(self, detector):
        self._detector = detector
        self.searches = 0

    def detect(self, frame):
        self.searches += 1
        return self._detector.detect(frame)


@pytest.fixture(scope="module")
def frames(demo_frames):
    return [to_grey(frame.image_bgr) for frame in demo_frames[:12]]


def tilt(grey, degrees):
    """Turn a picture about its middle, and tell where the face goes to."""
    rows, columns = grey.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
    (x, y, width, height), *_ = HaarDetector().detect(grey)
    centre_x, centre_y = turn @ (x + width / 2, y + height / 2, 1)
    turned = cv2.warpAffine(grey, turn, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    return turned, (centre_x - width / 2, centre_y - height / 2, width, height)


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [-30, -25, 25, 30])
def test_tilted_faces_are_found_where_the_upright_search_misses_them(frames, degrees):
    tilted = [tilt(grey, degrees) for grey in frames]
    upright, detector = Counting(HaarDetector()), TiltedDetector(HaarDetector())
    assert not any(upright.detect(grey) for grey, _ in tilted)
    found = [detector.detect(grey) for grey, _ in tilted]
    # Each picture tries one angle; after one round at the latest the face is there, and stays.
    assert all(found[4:])
    overlaps = [
        max(intersection_over_union(truth, box) for box in boxes)
        for boxes, (_, truth) in zip(found[4:], tilted[4:], strict=True)
    ]
    assert min(overlaps) > 0.5


def test_no_picture_takes_more_than_two_searches(frames):
    counting = Counting(HaarDetector())
    detector = TiltedDetector(counting)
    for grey, _ in (tilt(grey, 30) for grey in frames[:5]):
        before = counting.searches
        detector.detect(grey)
        assert counting.searches - before <= 2
    before = counting.searches
    detector.detect(frames[0])
    assert counting.searches - before == 1


@pytest.mark.parametrize("degrees", [-30, 25])
def test_in_a_photograph_every_angle_is_tried_and_nothing_stands_for_the_next(frames, degrees):
    detector = stills_detector("tilted")
    for grey in frames[:3]:
        turned, truth = tilt(grey, degrees)
        assert max(intersection_over_union(truth, box) for box in detector.detect(turned)) > 0.5
        assert detector.detect(np.full_like(turned, 128)) == []


def test_upright_faces_are_found_as_ever(frames):
    detector = TiltedDetector(HaarDetector())
    assert [detector.detect(grey) for grey in frames] == [HaarDetector().detect(grey) for grey in frames]


def test_a_face_stands_for_a_short_while_after_it_was_lost(frames):
    detector = TiltedDetector(HaarDetector())
    (box,) = detector.detect(frames[0])
    blank = np.full_like(frames[0], 128)
    assert [detector.detect(blank) for _ in range(HELD_SEARCHES)] == [[box]] * HELD_SEARCHES
    assert detector.detect(blank) == []


def test_pictures_of_another_size_start_afresh(frames):
    detector = TiltedDetector(HaarDetector())
    detector.detect(frames[0])
    assert detector.detect(np.full((100, 100), 128, np.uint8)) == []
    detector.detect(frames[0])
    detector.reset()
    assert detector.detect(np.full_like(frames[0], 128)) == []


@pytest.mark.parametrize("times", [1, 2])
def test_boxes_are_in_pixels_of_the_given_picture(frames, times):
    picture, truth = tilt(frames[0], -30)
    detector = TiltedDetector(HaarDetector())
    larger = cv2.resize(picture, None, fx=times, fy=times)
    boxes = [detector.detect(larger) for _ in range(4)][-1]
    assert max(intersection_over_union(truth, np.array(box) / times) for box in boxes) > 0.5


@pytest.mark.parametrize("make", [live_detector, stills_detector])
def test_the_narrowest_face_is_in_pixels_of_the_picture_in_turned_copies_as_well(frames, make):
    picture, truth = tilt(frames[0], -30)
    scale = 130 / truth[2]
    face = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    large = np.full((1080, 1440), 128, np.uint8)
    large[400 : 400 + face.shape[0], 500 : 500 + face.shape[1]] = face
    expected = np.add(np.multiply(truth, scale), (500, 400, 0, 0))
    detector = make("tilted", MinFace(100, is_share=False))
    boxes = [detector.detect(large) for _ in range(4)][-1]
    assert max(intersection_over_union(expected, box) for box in boxes) > 0.5
    wide = make("tilted", MinFace(170, is_share=False))
    assert not any(wide.detect(large) for _ in range(4))

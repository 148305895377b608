import cv2
import numpy as np
import pytest

from fer_core.blur import blur_all, blur_faces
from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.haar import HaarDetector
from fer_core.resources import asset_path

BOX = (30, 20, 60, 60)


@pytest.fixture(scope="module")
def noise():
    return np.random.default_rng(0).integers(0, 255, (120, 160, 3), dtype=np.uint8)


def test_next_to_nothing_is_left_of_a_face(noise):
    blurred = blur_faces(noise, [BOX])
    face = blurred[20:80, 30:90]
    assert len(np.unique(face.reshape(-1, 3), axis=0)) <= 36
    assert abs(np.corrcoef(face.ravel(), noise[20:80, 30:90].ravel())[0, 1]) < 0.2


def test_the_face_is_hidden_with_a_margin_and_the_rest_stays(noise):
    blurred = blur_faces(noise, [BOX])
    changed = (blurred != noise).any(axis=2)
    assert changed[10:90, 20:100].mean() > 0.95
    assert not changed[:, 120:].any()
    assert not changed[100:].any()


def test_boxes_beyond_the_edge_are_taken_as_far_as_they_go(noise):
    assert (
        blur_faces(noise, [(-20, -20, 30, 30), (150, 110, 40, 40), (500, 500, 9, 9)])[:5, :5] != noise[:5, :5]
    ).any()


def test_the_picture_itself_is_not_touched(noise):
    before = noise.copy()
    blur_faces(noise, [BOX])
    blur_all(noise)
    assert (noise == before).all()


def test_the_whole_picture_can_be_hidden(noise):
    assert len(np.unique(blur_all(noise).reshape(-1, 3), axis=0)) <= 36


def test_no_face_is_found_any_more_where_one_was():
    ok, frame = cv2.VideoCapture(str(asset_path("demo/demo.mp4"))).read()
    assert ok
    detector = HaarDetector()
    boxes = detector.detect(to_grey(frame))
    assert len(boxes) == 1
    assert detector.detect(to_grey(blur_faces(frame, boxes))) == []

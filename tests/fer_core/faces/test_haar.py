import cv2
import numpy as np
import pytest

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.haar import STILLS, HaarConfig, HaarDetector


@pytest.fixture(scope="module")
def frame(demo_frames):
    """One grey demo frame, 640×480."""
    return to_grey(demo_frames[0].image_bgr)


@pytest.mark.parametrize("times", [2, 4])
def test_boxes_are_in_pixels_of_the_given_picture(frame, times):
    (box,) = HaarDetector().detect(frame)
    (larger,) = HaarDetector().detect(cv2.resize(frame, None, fx=times, fy=times))
    # The reduced copy that is searched rounds to two pixels of the frame.
    assert np.array(larger) / times == pytest.approx(np.array(box), abs=6)


def test_the_largest_face_comes_first(frame):
    half = cv2.resize(frame, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    picture = np.vstack([np.hstack([np.full_like(half, 90), half]), np.full((480, 640), 90, np.uint8)])
    picture[240:, :] = frame
    boxes = HaarDetector(HaarConfig(search_side=720)).detect(picture)
    (_, y, width, _), (_, smaller_y, smaller_width, _) = boxes
    assert width == pytest.approx(2 * smaller_width, rel=0.2)
    assert smaller_y < 240 < y


def test_stills_show_small_faces_that_live_video_does_not_search(frame):
    (_, _, width, _), *_ = HaarDetector().detect(frame)
    scale = 75 / width
    small = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    picture = np.full((960, 1280), 90, np.uint8)
    picture[400 : 400 + small.shape[0], 500 : 500 + small.shape[1]] = small
    assert HaarDetector().detect(picture) == []
    assert len(HaarDetector(STILLS).detect(picture)) == 1


@pytest.mark.parametrize("config", [HaarConfig(), STILLS])
@pytest.mark.parametrize("shape", [(1, 1), (1, 2000), (2000, 1), (20, 20), (48, 48), (480, 640)])
@pytest.mark.parametrize("grey", [0, 128, 255])
def test_blank_and_tiny_pictures_have_no_face(config, shape, grey):
    assert HaarDetector(config).detect(np.full(shape, grey, np.uint8)) == []

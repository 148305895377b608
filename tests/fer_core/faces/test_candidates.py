import cv2
import numpy as np
import pytest

from fer_core.faces.detectors.candidates import (
    VIEW_FRAMING,
    VIEW_SIDE,
    Views,
    box_of,
    candidates_of,
    corrected,
    kept_of,
    supporters_of,
)


def arrow(*, tilt_degrees: float = 0.0, size: int = 200) -> np.ndarray:
    """A picture that is bright above its centre's horizontal and dark below it, turned clockwise."""
    picture = np.zeros((size, size), np.uint8)
    picture[: size // 2] = 200
    turn = cv2.getRotationMatrix2D(((size - 1) / 2, (size - 1) / 2), -tilt_degrees, 1.0)
    return cv2.warpAffine(picture, turn, (size, size), borderMode=cv2.BORDER_REPLICATE)


@pytest.mark.parametrize("tilt", [0.0, 30.0, -45.0, 180.0])
@pytest.mark.parametrize("side", [20.0, 90.0])
def test_a_view_shows_a_tilted_candidate_upright(tilt, side):
    (view,) = Views(arrow(tilt_degrees=tilt)).cut(np.array([[100.0, 100.0, side, tilt]]))
    assert view.shape == (VIEW_SIDE, VIEW_SIDE)
    assert view[: VIEW_SIDE // 2 - 3].min() > 150
    assert view[VIEW_SIDE // 2 + 3 :].max() < 50


def test_a_view_of_a_large_candidate_skips_no_pixels():
    chequered = (np.indices((512, 512)).sum(axis=0) % 2 * 255).astype(np.uint8)
    (view,) = Views(chequered).cut(np.array([[256.0, 256.0, 512 / VIEW_FRAMING, 0.0]]))
    assert view.min() > 120
    assert view.max() < 135


def test_views_beyond_a_picture_repeat_its_border():
    (view,) = Views(np.full((10, 30), 77, np.uint8)).cut(np.array([[500.0, -500.0, 40.0, 12.0]]))
    assert (view == 77).all()


def test_a_correction_moves_along_the_axes_of_the_tilted_candidate():
    candidates = np.array([[100.0, 50.0, 40.0, 90.0]])
    ((x, y, side, tilt),) = corrected(candidates, np.array([[0.5, 0.0, np.log(2), -90.0]], np.float32))
    assert (x, y, side, tilt) == pytest.approx((100.0, 70.0, 80.0, 0.0))


def test_boxes_become_candidates_and_candidates_boxes():
    candidates = candidates_of(np.array([[10, 20, 30, 20]], np.int32), framing=2.0)
    assert candidates.tolist() == [[25.0, 30.0, 60.0, 0.0]]
    assert box_of(candidates[0]) == (-5, 0, 60, 60)
    assert candidates_of(np.empty((0, 4), np.int32)).shape == (0, 4)


def test_of_candidates_that_overlap_the_most_probable_is_kept():
    candidates = np.array([[50.0, 50, 40, 0], [52, 50, 40, 0], [50, 50, 10, 0], [150, 50, 40, 0]])
    assert kept_of(candidates, np.array([0.8, 0.9, 0.7, 0.6], np.float32), most_overlap=0.5).tolist() == [1, 3]
    assert kept_of(np.zeros((0, 4)), np.zeros(0, np.float32), most_overlap=0.5).tolist() == []


def test_supporters_are_at_about_the_same_place_and_of_about_the_same_size():
    faces = np.array([[50.0, 50, 40, 0], [150, 50, 40, 0]])
    others = np.array([[50.0, 50, 40, 0], [55, 52, 45, 20], [50, 50, 90, 0], [90, 50, 40, 0]])
    assert supporters_of(faces, others).tolist() == [2, 0]

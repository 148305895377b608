import numpy as np
import pytest

from app.pages.live.letterbox import Letterbox
from tests.app.fakes import make_face, make_frame

BOX = (20, 10, 16, 16)


def picture(size_wh):
    return make_frame(size_wh=size_wh).image_bgr


def test_what_has_the_size_already_stays_as_it_is():
    same, fit = picture((64, 48)), Letterbox.between((64, 48), (64, 48))
    assert fit.picture(same) is same
    assert fit.box(BOX) == BOX


@pytest.mark.parametrize(
    ("size_wh", "box", "bars"),
    [
        ((32, 24), (40, 20, 32, 32), np.s_[:0]),
        ((128, 96), (10, 5, 8, 8), np.s_[:0]),
        ((128, 72), (10, 11, 8, 8), np.s_[:6]),
        ((48, 96), (30, 5, 8, 8), np.s_[:, :20]),
    ],
)
def test_pictures_and_boxes_of_another_size_fit_undistorted_in_the_middle(size_wh, box, bars):
    fit = Letterbox.between(size_wh, (64, 48))
    fitted = fit.picture(picture(size_wh))
    assert fitted.shape == (48, 64, 3)
    assert fitted.flags.c_contiguous
    black = np.zeros((48, 64), bool)
    black[bars] = True
    np.testing.assert_array_equal((fitted == 0).all(axis=2), black | black[::-1, ::-1])
    (face,) = fit.faces([make_face(7, box_xywh=BOX)])
    assert (face.face_id, face.box_xywh, face.label) == (7, box, "happy")


def test_a_box_never_vanishes():
    assert Letterbox.between((6400, 4800), (64, 48)).box((0, 0, 30, 30)) == (0, 0, 1, 1)


@pytest.mark.parametrize("target_wh", [(640, 480), (639, 479), (1, 1)])
@pytest.mark.parametrize("size_wh", [(2000, 3), (3, 2000), (1, 1)])
def test_of_the_longest_and_thinnest_picture_something_is_left(size_wh, target_wh):
    fitted = Letterbox.between(size_wh, target_wh).picture(picture(size_wh))
    assert fitted.shape == (target_wh[1], target_wh[0], 3)
    assert fitted.max() == 90

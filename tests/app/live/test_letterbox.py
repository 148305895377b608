import numpy as np
import pytest

from app.live.letterbox import Fit, fit_analysis, fit_shot
from app.live.messages import Analysis, Shot
from fer_core.results import FrameResult
from tests.app.fakes import make_face, make_frame

BOX = (20, 10, 16, 16)


def shot(size_wh):
    return Shot(1, 1, make_frame(size_wh=size_wh))


def analysis(size_wh):
    return Analysis(1, 1, 0.0, size_wh, FrameResult((make_face(7, box_xywh=BOX),), 1.0))


def test_what_has_the_size_already_stays_as_it_is():
    same, seen = shot((64, 48)), analysis((64, 48))
    assert fit_shot(same, (64, 48)) is same
    assert fit_analysis(seen, (64, 48)) is seen


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
    fitted = fit_shot(shot(size_wh), (64, 48)).frame.image_bgr
    assert fitted.shape == (48, 64, 3)
    assert fitted.flags.c_contiguous
    black = np.zeros((48, 64), bool)
    black[bars] = True
    np.testing.assert_array_equal((fitted == 0).all(axis=2), black | black[::-1, ::-1])
    result = fit_analysis(analysis(size_wh), (64, 48))
    assert result.size_wh == (64, 48)
    (face,) = result.result.faces
    assert (face.face_id, face.box_xywh, face.label) == (7, box, "happy")


def test_a_box_never_vanishes():
    assert Fit.between((6400, 4800), (64, 48)).box((0, 0, 30, 30)) == (0, 0, 1, 1)

import cv2
import numpy as np
import pytest

from fer_core.demo.__main__ import load_portrait
from fer_core.demo.expression import Expression
from fer_core.demo.face import FacePainter
from fer_core.demo.landmarks import FACE_XYWH

SCALE = 2


@pytest.fixture(scope="module")
def portrait_bgr():
    return load_portrait(None)


@pytest.fixture(scope="module")
def painter(portrait_bgr):
    return FacePainter(portrait_bgr, SCALE)


def test_no_weights_give_the_portrait(painter, portrait_bgr):
    enlarged = cv2.resize(portrait_bgr, None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_LANCZOS4)
    painted = painter.paint(Expression())
    assert painted.dtype == np.uint8
    assert cv2.absdiff(painted, enlarged).max() <= 1


def test_only_the_face_region_changes(painter):
    face = Expression(relax=1, jaw_drop=1, inner_brow=1, knit=1, eyes=1, furrow_shade=1)
    changed = cv2.absdiff(painter.paint(face), painter.paint(Expression())).max(axis=2)
    left, top, width, height = (SCALE * n for n in FACE_XYWH)
    inside = changed[top : top + height, left : left + width]
    assert inside.max() > 50
    assert np.count_nonzero(changed) == np.count_nonzero(inside)


def test_a_dropped_jaw_opens_a_dark_mouth(painter):
    face = Expression(relax=0.8, jaw_drop=0.9, narrow=0.5)
    mouth = np.s_[154 * SCALE : 158 * SCALE, 220 * SCALE : 228 * SCALE]
    assert painter.paint(face)[mouth].mean() < 80 < painter.paint(Expression())[mouth].mean()


def test_closed_lips_hide_the_teeth(painter):
    teeth = np.s_[140 * SCALE : 152 * SCALE, 212 * SCALE : 236 * SCALE]

    def white_share(face):
        bgr = painter.paint(face)[teeth]
        return ((bgr.min(axis=2) > 200) & (np.ptp(bgr, axis=2) < 30)).mean()

    assert white_share(Expression()) > 0.1
    assert white_share(Expression(relax=1, close=1)) < 0.02


def test_painting_twice_gives_the_same(painter, portrait_bgr):
    face = Expression(relax=1, corners_down=0.5, fold_shade=-0.5, brow_shade=0.5)
    again = FacePainter(portrait_bgr, SCALE).paint(face)
    np.testing.assert_array_equal(painter.paint(face), again)

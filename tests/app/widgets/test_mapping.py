import pytest
from PySide6.QtCore import QPointF, QRectF

from app.widgets.mapping import FrameMapping


@pytest.mark.parametrize(
    ("area", "target"),
    [
        (QRectF(0, 0, 640, 480), QRectF(0, 0, 640, 480)),
        (QRectF(0, 0, 1280, 480), QRectF(320, 0, 640, 480)),
        (QRectF(0, 0, 320, 480), QRectF(0, 120, 320, 240)),
    ],
)
def test_the_shape_of_the_frame_is_kept(area, target):
    assert FrameMapping.fit((640, 480), area).target == target


@pytest.mark.parametrize(("mirrored", "left"), [(False, 20), (True, 2 * (640 - 10 - 100))])
def test_boxes_follow_the_mirror(mirrored, left):
    mapping = FrameMapping.fit((640, 480), QRectF(0, 0, 1280, 960), is_mirrored=mirrored)
    assert mapping.rect_of((10, 20, 100, 50)) == QRectF(left, 40, 200, 100)


@pytest.mark.parametrize("mirrored", [False, True])
def test_pixel_at_undoes_rect_of(mirrored):
    mapping = FrameMapping.fit((640, 480), QRectF(7, 3, 900, 500), is_mirrored=mirrored)
    center = mapping.rect_of((100, 200, 40, 60)).center()
    assert mapping.pixel_at(center) == pytest.approx((120, 230))
    assert mapping.pixel_at(QPointF(-50, -50))[1] < 0

"""Signs drawn with lines in whatever colour the desktop has, on a field of 28 by 28: where they go is others' work."""

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

PaintIcon: TypeAlias = Callable[[QPainter], None]
"""Draws a sign, with the painter's pen, on a field of 28 by 28."""

_FIELD: Final = 28
_SCALE: Final = 2.0


def draw_lines(paint: PaintIcon, ink: QColor, *, side: int = _FIELD, gap: int = 0) -> QPixmap:
    """Draw a sign in a colour, ``side`` pixels wide and high, with a ``gap`` of so many pixels at its right."""
    pixmap = QPixmap(round((side + gap) * _SCALE), round(side * _SCALE))
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / _FIELD, side / _FIELD)
    # Small signs keep lines of more than a pixel.
    width = max(2.0, 1.4 * _FIELD / side)
    painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    paint(painter)
    painter.end()
    return pixmap


def paint_dot(painter: QPainter) -> None:
    """Draw the filled dot that stands for recording."""
    painter.setBrush(painter.pen().color())
    painter.drawEllipse(QPointF(14, 14), 8, 8)


def paint_pause(painter: QPainter) -> None:
    """Draw two bars."""
    for x in (7, 17):
        painter.drawRect(QRectF(x, 5, 4, 18))


def paint_play(painter: QPainter) -> None:
    """Draw a triangle that points to the right."""
    painter.drawPolygon(QPolygonF([QPointF(8, 5), QPointF(23, 14), QPointF(8, 23)]))


def paint_mirror(painter: QPainter) -> None:
    """Draw an axis, and a triangle on either side of it."""
    painter.drawLine(QPointF(14, 3), QPointF(14, 25))
    for away in (-1, 1):
        corners = ((4, 20), (11, 20), (4, 8))
        painter.drawPolygon(QPolygonF([QPointF(14 + away * x, y) for x, y in corners]))


def paint_snapshot(painter: QPainter) -> None:
    """Draw a camera for photographs."""
    painter.drawRoundedRect(QRectF(3, 8, 22, 15), 3, 3)
    painter.drawPolyline([QPointF(9, 8), QPointF(11, 4.5), QPointF(17, 4.5), QPointF(19, 8)])
    painter.drawEllipse(QPointF(14, 15.5), 4.5, 4.5)


def paint_marker(painter: QPainter) -> None:
    """Draw a flag."""
    painter.drawLine(QPointF(7, 4), QPointF(7, 25))
    painter.drawPolyline([QPointF(7, 5), QPointF(22, 5), QPointF(18, 10), QPointF(22, 15), QPointF(7, 15)])


def paint_next_face(painter: QPainter) -> None:
    """Draw a head, and what points on from it."""
    painter.drawEllipse(QPointF(10, 9), 5, 5)
    painter.drawArc(QRectF(2, 17, 16, 14), 0, 180 * 16)
    painter.drawPolyline([QPointF(21, 9), QPointF(25, 14), QPointF(21, 19)])


def paint_group(painter: QPainter) -> None:
    """Draw three heads beside each other."""
    for x, y, size in ((6, 11, 3.0), (22, 11, 3.0), (14, 9, 4.0)):
        painter.drawEllipse(QPointF(x, y), size, size)
        painter.drawArc(QRectF(x - 1.6 * size, y + size + 2, 3.2 * size, 3.4 * size), 0, 180 * 16)


def paint_timeline(painter: QPainter) -> None:
    """Draw a line that goes up and down above an axis."""
    painter.drawPolyline([QPointF(4, 4), QPointF(4, 24), QPointF(25, 24)])
    painter.drawPolyline([QPointF(8, 17), QPointF(13, 10), QPointF(17, 14), QPointF(24, 6)])


def paint_mini(painter: QPainter) -> None:
    """Draw a small window that lies on a large one."""
    painter.drawPolyline([QPointF(11, 22), QPointF(3, 22), QPointF(3, 5), QPointF(25, 5), QPointF(25, 12)])
    painter.drawRoundedRect(QRectF(14, 15, 12, 9), 1, 1)

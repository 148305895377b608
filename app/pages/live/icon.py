"""The sign of the page on the rail."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF


def paint_icon(painter: QPainter) -> None:
    """Draw a camera, with the painter's pen, on a field of 28 by 28."""
    painter.drawRoundedRect(QRectF(3, 8, 15, 12), 3, 3)
    painter.drawPolygon(QPolygonF([QPointF(18, 13), QPointF(25, 9), QPointF(25, 19), QPointF(18, 15)]))

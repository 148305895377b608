"""The sign of the page on the rail."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF


def paint_icon(painter: QPainter) -> None:
    """Draw a curve in a frame, with the painter's pen, on a field of 28 by 28."""
    painter.drawRoundedRect(QRectF(3, 5, 22, 18), 3, 3)
    painter.drawPolyline(QPolygonF([QPointF(7, 17), QPointF(11, 11), QPointF(14, 15), QPointF(17, 9), QPointF(21, 14)]))

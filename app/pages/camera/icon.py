"""The sign of the page on the rail."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF


def paint_icon(painter: QPainter) -> None:
    """Draw a magnifying glass with a tick in it, with the painter's pen, on a field of 28 by 28."""
    painter.drawEllipse(QRectF(4, 4, 15, 15))
    painter.drawLine(QPointF(17, 17), QPointF(24, 24))
    painter.drawPolyline(QPolygonF([QPointF(8, 12), QPointF(11, 15), QPointF(15.5, 9)]))

"""The sign of the page on the rail."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter


def paint_icon(painter: QPainter) -> None:
    """Draw a question mark in a circle, with the painter's pen, on a field of 28 by 28."""
    painter.drawEllipse(QPointF(14, 14), 10.5, 10.5)
    painter.drawArc(QRectF(10.5, 8, 7, 7), -90 * 16, 270 * 16)
    painter.drawLine(QPointF(14, 15), QPointF(14, 16.5))
    painter.drawPoint(QPointF(14, 20))

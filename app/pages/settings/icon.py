"""The sign of the page on the rail."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter


def paint_icon(painter: QPainter) -> None:
    """Draw three sliders, with the painter's pen, on a field of 28 by 28."""
    for y, x in ((7, 17), (14, 9), (21, 19)):
        painter.drawLine(QPointF(4, y), QPointF(x - 3, y))
        painter.drawLine(QPointF(x + 3, y), QPointF(24, y))
        painter.drawEllipse(QPointF(x, y), 3, 3)

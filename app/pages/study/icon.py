"""The sign of the page on the rail."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter


def paint_icon(painter: QPainter) -> None:
    """Draw means with their intervals beside an axis, with the painter's pen, on a field of 28 by 28."""
    painter.drawLine(QLineF(5, 4, 5, 24))
    painter.drawLine(QLineF(5, 24, 24, 24))
    for x, top, bottom in ((11, 12, 20), (20, 5, 14)):
        painter.drawLine(QLineF(x, top, x, bottom))
        painter.drawEllipse(QRectF(x - 2.5, (top + bottom) / 2 - 2.5, 5, 5))

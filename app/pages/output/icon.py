"""The sign of the page on the rail."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter


def paint_icon(painter: QPainter) -> None:
    """Draw a mast from which waves go out to both sides, with the painter's pen, on a field of 28 by 28."""
    painter.drawEllipse(QPointF(14, 12), 2, 2)
    painter.drawLine(QPointF(14, 14.5), QPointF(14, 25))
    for radius in (6, 10.5):
        around = QRectF(14 - radius, 12 - radius, 2 * radius, 2 * radius)
        for middle in (0, 180):
            painter.drawArc(around, (middle - 48) * 16, 96 * 16)

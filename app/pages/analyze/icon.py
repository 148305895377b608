"""The sign of the page on the rail."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF


def paint_icon(painter: QPainter) -> None:
    """Draw a pile of pictures, with the painter's pen, on a field of 28 by 28."""
    painter.drawRoundedRect(QRectF(3, 9, 17, 14), 2, 2)
    painter.drawPolyline(QPolygonF([QPointF(8, 5), QPointF(25, 5), QPointF(25, 18)]))
    painter.drawPolyline(
        QPolygonF([QPointF(5, 20), QPointF(10, 14), QPointF(13, 17), QPointF(15, 15), QPointF(18, 19)])
    )

"""The signs of the pages, drawn in the colours of the desktop."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication

_SIDE: Final = 28


def page_icon(name: str) -> QIcon:
    """Draw the sign of a page in the text's colour, and in the highlighted text's where its button is pressed."""
    icon = QIcon()
    palette = QApplication.palette()
    icon.addPixmap(_glyph(name, palette.color(QPalette.ColorRole.ButtonText)), QIcon.Mode.Normal, QIcon.State.Off)
    icon.addPixmap(_glyph(name, palette.color(QPalette.ColorRole.HighlightedText)), QIcon.Mode.Normal, QIcon.State.On)
    return icon


def _glyph(name: str, ink: QColor) -> QPixmap:
    pixmap = QPixmap(2 * _SIDE, 2 * _SIDE)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    _GLYPHS[name](painter)
    painter.end()
    return pixmap


def _draw_camera(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 8, 15, 12), 3, 3)
    painter.drawPolygon(QPolygonF([QPointF(18, 13), QPointF(25, 9), QPointF(25, 19), QPointF(18, 15)]))


def _draw_check_up(painter: QPainter) -> None:
    painter.drawEllipse(QRectF(4, 4, 15, 15))
    painter.drawLine(QPointF(17, 17), QPointF(24, 24))
    painter.drawPolyline(QPolygonF([QPointF(8, 12), QPointF(11, 15), QPointF(15.5, 9)]))


def _draw_sliders(painter: QPainter) -> None:
    for y, x in ((7, 17), (14, 9), (21, 19)):
        painter.drawLine(QPointF(4, y), QPointF(x - 3, y))
        painter.drawLine(QPointF(x + 3, y), QPointF(24, y))
        painter.drawEllipse(QPointF(x, y), 3, 3)


def _draw_question(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(14, 14), 10.5, 10.5)
    painter.drawArc(QRectF(10.5, 8, 7, 7), -90 * 16, 270 * 16)
    painter.drawLine(QPointF(14, 15), QPointF(14, 16.5))
    painter.drawPoint(QPointF(14, 20))


def _draw_clock(painter: QPainter) -> None:
    painter.drawEllipse(QPointF(14, 14), 10.5, 10.5)
    painter.drawPolyline([QPointF(14, 8), QPointF(14, 14), QPointF(18, 16.5)])


def _draw_timeline(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 5, 22, 18), 3, 3)
    painter.drawPolyline(QPolygonF([QPointF(7, 17), QPointF(11, 11), QPointF(14, 15), QPointF(17, 9), QPointF(21, 14)]))


def _draw_pictures(painter: QPainter) -> None:
    painter.drawRoundedRect(QRectF(3, 9, 17, 14), 2, 2)
    painter.drawPolyline(QPolygonF([QPointF(8, 5), QPointF(25, 5), QPointF(25, 18)]))
    painter.drawPolyline(
        QPolygonF([QPointF(5, 20), QPointF(10, 14), QPointF(13, 17), QPointF(15, 15), QPointF(18, 19)])
    )


_GLYPHS: Final[dict[str, Callable[[QPainter], None]]] = {
    "live": _draw_camera,
    "analyze": _draw_pictures,
    "review": _draw_timeline,
    "camera": _draw_check_up,
    "recent": _draw_clock,
    "settings": _draw_sliders,
    "help": _draw_question,
}

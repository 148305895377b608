"""A small sign for every emotion: its own outline and its own face, so that colour is never all that differs."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QApplication

from app.look.theme import label_colour, text_colour_on
from fer_core.emotions import Label

_SCALE: Final = 2.0


def emotion_pixmap(label: Label, *, size: int = 20) -> QPixmap:
    """Draw the sign of a label, ``size`` pixels wide and high, edged in the text's colour to show on any window."""
    pixmap = QPixmap(round(size * _SCALE), round(size * _SCALE))
    pixmap.setDevicePixelRatio(_SCALE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    edge = QApplication.palette().color(QPalette.ColorRole.WindowText)
    paint_emotion(painter, label, QRectF(0, 0, size, size), edge=edge)
    painter.end()
    return pixmap


def paint_emotion(painter: QPainter, label: Label, area: QRectF, *, edge: QColor) -> None:
    """Paint the sign of a label into a square of another painting."""
    outline, face = _SIGNS[label]
    colour = label_colour(label)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(area.topLeft())
    # Signs are drawn on a field of 20 by 20.
    painter.scale(area.width() / 20, area.height() / 20)
    painter.setBrush(colour)
    painter.setPen(_pen(edge, 1.2))
    painter.drawPath(outline())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(text_colour_on(colour), 1.6))
    face(painter)
    painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


# Outlines.


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _circle() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(10, 10), 8.8, 8.8)
    return path


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(2, 2, 16, 16), 2, 2)
    return path


def _drop() -> QPainterPath:
    path = QPainterPath(QPointF(10, 0.8))
    path.cubicTo(QPointF(13, 5), QPointF(17.5, 8.5), QPointF(17.5, 12.5))
    path.arcTo(QRectF(2.5, 5, 15, 14.4), 0, -180)
    path.cubicTo(QPointF(2.5, 8.5), QPointF(7, 5), QPointF(10, 0.8))
    return path


def _spikes() -> QPainterPath:
    return _polygon((1, 3), (6, 4), (10, 0.8), (14, 4), (19, 3), (17.5, 12), (10, 19.2), (2.5, 12))


def _triangle() -> QPainterPath:
    return _polygon((10, 1), (19.2, 18.6), (0.8, 18.6))


def _hexagon() -> QPainterPath:
    return _polygon((5.5, 1.5), (14.5, 1.5), (19, 10), (14.5, 18.5), (5.5, 18.5), (1, 10))


def _diamond() -> QPainterPath:
    return _polygon((10, 0.6), (19.4, 10), (10, 19.4), (0.6, 10))


def _pill() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(1, 4.5, 18, 11), 5.5, 5.5)
    return path


# Faces.


def _eyes(painter: QPainter, y: float, *, apart: float = 3.2) -> None:
    for x in (10 - apart, 10 + apart):
        painter.drawPoint(QPointF(x, y))


def _scowl(painter: QPainter) -> None:
    painter.drawLine(QPointF(5.5, 6.6), QPointF(8.4, 8.4))
    painter.drawLine(QPointF(14.5, 6.6), QPointF(11.6, 8.4))
    painter.drawLine(QPointF(7, 13), QPointF(13, 13))


def _sneer(painter: QPainter) -> None:
    _eyes(painter, 7)
    painter.drawPolyline([QPointF(5.8, 12), QPointF(8.6, 14), QPointF(11.4, 12), QPointF(14.2, 14)])


def _scare(painter: QPainter) -> None:
    painter.drawLine(QPointF(10, 7), QPointF(10, 12.2))
    painter.drawPoint(QPointF(10, 15.6))


def _smile(painter: QPainter) -> None:
    _eyes(painter, 7.4)
    painter.drawArc(QRectF(5.4, 5.6, 9.2, 9), 200 * 16, 140 * 16)


def _calm(painter: QPainter) -> None:
    _eyes(painter, 7.4)
    painter.drawLine(QPointF(6.4, 13), QPointF(13.6, 13))


def _frown(painter: QPainter) -> None:
    _eyes(painter, 9.4, apart=2.8)
    painter.drawArc(QRectF(6.4, 12.6, 7.2, 6), 30 * 16, 120 * 16)


def _gape(painter: QPainter) -> None:
    _eyes(painter, 7.4, apart=2.8)
    painter.drawEllipse(QPointF(10, 12.6), 1.9, 2.3)


def _doubt(painter: QPainter) -> None:
    for x in (6, 10, 14):
        painter.drawPoint(QPointF(x, 10))


_SIGNS: Final[dict[Label, tuple[Callable[[], QPainterPath], Callable[[QPainter], None]]]] = {
    "angry": (_spikes, _scowl),
    "disgust": (_hexagon, _sneer),
    "fear": (_triangle, _scare),
    "happy": (_circle, _smile),
    "neutral": (_square, _calm),
    "sad": (_drop, _frown),
    "surprise": (_diamond, _gape),
    "uncertain": (_pill, _doubt),
}

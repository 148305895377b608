"""Timelines as pictures."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from app.widgets.lines import draw_lines
from app.widgets.pictures import png_of
from fer_core.captions import percent
from fer_core.recording.edits import Marker
from fer_core.recording.tracks import FaceTrack

_WIDTH: Final = 1600
_HEIGHT: Final = 300
_MARGIN: Final = 40
_LEFT: Final = 84
"""Room for the shares at the left, in pixels, and at the right for half of the last moment."""
_RIGHT: Final = 44
_GRID: Final = QColor("#c9cdd1")
_INK: Final = QColor("#30363c")
_GROUND: Final = QColor("#f3f4f5")


def draw_timeline(track: FaceTrack, markers: Sequence[Marker], *, span_s: tuple[float, float]) -> bytes:
    """Draw the seven probabilities of a face over a span of time in seconds, and return the picture as PNG.

    Raises DataError.
    """
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(22)
    painter.setFont(font)
    plot = QRectF(_LEFT, 14, _WIDTH - _LEFT - _RIGHT, _HEIGHT - 14 - _MARGIN)
    painter.fillRect(plot, _GROUND)
    _draw_scale(painter, plot, span_s)
    draw_lines(painter, plot, track.table.times_s, track.table.probabilities, span_s=span_s, width=3)
    painter.setPen(QPen(_INK, 2, Qt.PenStyle.DashLine))
    for marker in markers:
        x = _x(plot, span_s, marker.time_s)
        if plot.left() <= x <= plot.right():
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.drawText(QPointF(x + 5, plot.top() + 22), marker.name)
    painter.end()
    return png_of(image)


def _draw_scale(painter: QPainter, plot: QRectF, span_s: tuple[float, float]) -> None:
    for share in (0.0, 0.5, 1.0):
        y = plot.bottom() - share * plot.height()
        painter.setPen(_GRID)
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(_INK)
        label = QRectF(0, y - 15, plot.left() - 8, 30)
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent(share))
    start, end = span_s
    for part in range(6):
        time_s = start + (end - start) * part / 5
        label = QRectF(_x(plot, span_s, time_s) - 60, plot.bottom() + 4, 120, 30)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, f"{time_s:.1f} s")


def _x(plot: QRectF, span_s: tuple[float, float], time_s: float) -> float:
    start, end = span_s
    return plot.left() + (time_s - start) / max(end - start, 1e-9) * plot.width()

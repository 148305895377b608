"""The axes of probabilities over time."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.look.clock import clock
from fer_core.captions import percent

_STEPS_S: Final = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200)
_ROOM: Final = 90.0
"""Points from one moment that is written to the next, at least."""


def ticks_of(span_s: tuple[float, float], *, most: int) -> list[float]:
    """Return round moments within a span of time, in seconds, at most so many."""
    start, end = span_s
    step = next((step for step in _STEPS_S if (end - start) / step <= most), _STEPS_S[-1])
    first = math.ceil(start / step - 1e-9)
    return [number * step for number in range(first, math.floor(end / step + 1e-9) + 1)]


def tick_text(time_s: float) -> str:
    """Write a moment: with tenths where it has some, and before now with a minus."""
    rounded = round(abs(time_s), 1)
    text, tenths = clock(rounded), round(rounded % 1 * 10)
    return ("\N{MINUS SIGN}" if time_s < 0 else "") + text + (f".{tenths}" if tenths else "")


def draw_axes(
    painter: QPainter, area: QRectF, plot: QRectF, span_s: tuple[float, float], *, ink: QColor, grid: QColor
) -> None:
    """Draw lines at 0, 50 and 100 % and at round moments of ``span_s``, with their names around ``plot``."""
    start, end = span_s
    metrics = painter.fontMetrics()
    for share in (0.0, 0.5, 1.0):
        y = plot.bottom() - share * plot.height()
        painter.setPen(QPen(grid, 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(ink)
        top = min(max(y - metrics.height() / 2, area.top()), plot.bottom() - metrics.height() * 0.7)
        where = QRectF(area.left(), top, plot.left() - area.left() - 3, metrics.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, percent(share))
    for time_s in ticks_of(span_s, most=max(1, int(plot.width() / _ROOM))):
        x = plot.left() + (time_s - start) / max(end - start, 1e-9) * plot.width()
        painter.setPen(QPen(grid, 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(ink)
        text = tick_text(time_s)
        width = metrics.horizontalAdvance(text) + 4
        left = min(max(x - width / 2, plot.left()), area.right() - width)
        painter.drawText(QRectF(left, plot.bottom(), width, metrics.height()), Qt.AlignmentFlag.AlignCenter, text)

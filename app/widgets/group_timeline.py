"""What a group shows over time: the shares of each interval as a column, and how many faces there were."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.theme import label_colour
from app.widgets.axes import tick_text, ticks_of
from app.widgets.timeline import Mark
from fer_core.captions import percent
from fer_core.emotions import LABELS
from fer_core.recording.group_table import GroupTable, together

_MARGIN: Final = 6.0
_COUNT_SHARE: Final = 0.3
"""How much of the height the faces' count takes."""
_MOST_COLUMNS: Final = 600
"""Where there are more intervals, some at a time are one column, of their faces together."""
_ROOM: Final = 90.0
"""Points from one moment that is written to the next, at least."""


class GroupTimeline(QWidget):
    """Columns of shares over a span of time, and below them the number of faces; blank where nothing is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: GroupTable | None = None
        self._interval_s = 1.0
        self._span_s = (0.0, 60.0)
        self._marks: Sequence[Mark] = ()
        self.setMinimumSize(220, 110)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Shares and number of faces over time"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a comfortable size."""
        return QSize(600, 180)

    def show_table(
        self,
        table: GroupTable,
        *,
        interval_s: float,
        span_s: tuple[float, float],
        marks: Sequence[Mark] = (),
    ) -> None:
        """Show intervals of ``interval_s`` seconds, and named moments, from the start to the end of ``span_s``."""
        self._table, self._interval_s, self._span_s, self._marks = table, interval_s, span_s, marks
        counts = table.faces[table.is_shown]
        if len(counts):
            words = self.tr("Faces: {least} to {most}").format(least=int(counts.min()), most=int(counts.max()))
        else:
            words = self.tr("Nothing is shown")
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint columns, count and axes."""
        painter = QPainter(self)
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        if self._table is not None:
            draw_group(
                painter,
                QRectF(self.rect()),
                self._table,
                interval_s=self._interval_s,
                span_s=self._span_s,
                ink=ink,
                marks=self._marks,
            )
        painter.end()


def draw_group(
    painter: QPainter,
    area: QRectF,
    table: GroupTable,
    *,
    interval_s: float,
    span_s: tuple[float, float],
    ink: QColor,
    marks: Sequence[Mark] = (),
) -> None:
    """Draw a group over time into ``area`` of a widget or a picture, with words and lines in ``ink``."""
    metrics = painter.fontMetrics()
    left = metrics.horizontalAdvance(percent(1.0)) + _MARGIN
    inside = area.adjusted(left, _MARGIN, -_MARGIN, -metrics.height())
    # So much room that the ends of both scales do not touch.
    gap = float(metrics.height())
    upper = (inside.height() - gap) * (1 - _COUNT_SHARE)
    plot = QRectF(inside.left(), inside.top(), inside.width(), upper)
    below = QRectF(inside.left(), plot.bottom() + gap, inside.width(), inside.height() - gap - upper)
    for part in (plot, below):
        painter.fillRect(part, _faint(ink, 26))
    start, end = span_s
    per_second = plot.width() / max(end - start, 1e-9)
    step = max(1, -(-len(table) // _MOST_COLUMNS))
    painter.save()
    painter.setClipRect(inside)
    most = int(table.faces.max(initial=0))
    for first in range(0, len(table), step):
        rows = table.select(slice(first, first + step))
        if (reading := together(rows)) is not None:
            x = plot.left() + (float(rows.times_s[0]) - start) * per_second
            column = QRectF(x, plot.top(), interval_s * len(rows) * per_second, plot.height())
            _draw_column(painter, column, reading.shares)
            height = below.height() * reading.faces / most
            painter.fillRect(QRectF(x, below.bottom() - height, column.width(), height), _faint(ink, 150))
    _draw_marks(painter, plot, [(plot.left() + (mark.time_s - start) * per_second, mark.name) for mark in marks], ink)
    painter.restore()
    _draw_scales(painter, area, plot, below, span_s=span_s, most=most, ink=ink)


def _draw_column(painter: QPainter, column: QRectF, shares: NDArray[np.float64]) -> None:
    y = column.bottom()
    for label, share in zip(LABELS, shares.tolist(), strict=True):
        height = column.height() * share
        # A little over the edge, so that no ground shows between two columns.
        painter.fillRect(QRectF(column.left(), y - height, column.width() + 0.5, height), label_colour(label))
        y -= height


def _draw_marks(painter: QPainter, plot: QRectF, places: Sequence[tuple[float, str]], ink: QColor) -> None:
    painter.setPen(QPen(ink, 1, Qt.PenStyle.DashLine))
    for x, name in places:
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() + painter.fontMetrics().height()))
        painter.drawText(QPointF(x + _MARGIN / 2, plot.bottom() + painter.fontMetrics().ascent()), name)


def _draw_scales(
    painter: QPainter,
    area: QRectF,
    plot: QRectF,
    below: QRectF,
    *,
    span_s: tuple[float, float],
    most: int,
    ink: QColor,
) -> None:
    """Draw lines at round moments, whose names stand below, and the ends of both scales at the left."""
    start, end = span_s
    metrics = painter.fontMetrics()
    for time_s in ticks_of(span_s, most=max(1, int(plot.width() / _ROOM))):
        x = plot.left() + (time_s - start) / max(end - start, 1e-9) * plot.width()
        painter.setPen(QPen(_faint(ink, 60), 1))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, below.bottom()))
        painter.setPen(ink)
        text = tick_text(time_s)
        width = metrics.horizontalAdvance(text) + 4
        left = min(max(x - width / 2, plot.left()), area.right() - width)
        painter.drawText(QRectF(left, below.bottom(), width, metrics.height()), Qt.AlignmentFlag.AlignCenter, text)
    ends = [(plot.top(), percent(1.0)), (plot.bottom(), percent(0.0))]
    for y, words in (*ends, (below.top(), str(most))) if most else ends:
        place = QRectF(area.left(), y - metrics.height() / 2, plot.left() - area.left() - 3, metrics.height())
        place.moveTop(max(place.top(), area.top()))
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def _faint(ink: QColor, alpha: int) -> QColor:
    return QColor(ink.red(), ink.green(), ink.blue(), alpha)

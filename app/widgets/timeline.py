"""The seven probabilities over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.words import word_for
from app.widgets.axes import draw_axes
from app.widgets.lines import draw_lines
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS, Emotion

_NEAR_S = 1.0
_MARGIN = 6.0
_CLICK = 4.0
_NOTCH = 120.0
"""Eighths of a degree in a notch of the wheel, as Qt counts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment with a name, in seconds."""

    time_s: float
    name: str


class Timeline(QWidget):
    """Seven lines over a span of time, the values under the mouse, marks, a cursor and a range."""

    picked = Signal(float)
    """The user pressed or moved the mouse at this moment, in seconds."""
    range_picked = Signal(float, float)
    """The user drew a range with Shift held, from and to, in seconds."""
    zoom_asked = Signal(float, float)
    """The user turned the wheel with Ctrl held: so many notches, at this moment in seconds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._times_s: NDArray[np.float64] = np.empty(0)
        self._probabilities: NDArray[np.float32] = np.empty((0, len(EMOTIONS)), np.float32)
        self._span_s = (0.0, 60.0)
        self._cursor_s: float | None = None
        self._marks: Sequence[Mark] = ()
        self._range_s: tuple[float, float] | None = None
        self._hovered_s: float | None = None
        self._drawn_from_s: float | None = None
        self._lines: QPixmap | None = None
        self._hidden: frozenset[Emotion] = frozenset()
        self.setMinimumSize(240, 90)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Probabilities over time"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a comfortable size."""
        return QSize(600, 130)

    def show_series(
        self,
        times_s: NDArray[np.float64],
        probabilities: NDArray[np.float32],
        *,
        span_s: tuple[float, float],
    ) -> None:
        """Show probabilities (n, 7) at rising moments (n,) in seconds, from the start to the end of ``span_s``."""
        self._times_s, self._probabilities, self._span_s = times_s, probabilities, span_s
        self._lines = None
        self.update()

    def show_span(self, span_s: tuple[float, float]) -> None:
        """Show another stretch of the same series, from and to, in seconds."""
        if span_s != self._span_s:
            self._span_s = span_s
            self._lines = None
            self.update()

    def hide_lines(self, emotions: frozenset[Emotion]) -> None:
        """Leave out the lines of some emotions."""
        if emotions != self._hidden:
            self._hidden = emotions
            self._lines = None
            self.update()

    def show_cursor(self, time_s: float | None) -> None:
        """Draw a line at the moment that is shown elsewhere, or none."""
        self._cursor_s = time_s
        self.update()

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Draw named moments."""
        self._marks = marks
        self.update()

    def show_range(self, range_s: tuple[float, float] | None) -> None:
        """Shade a range, or none."""
        self._range_s = range_s
        self.update()

    def values_at(self, time_s: float) -> NDArray[np.float32] | None:
        """Return the probabilities (7,) of the nearest moment, None where none is near."""
        if not len(self._times_s):
            return None
        nearest = int(np.abs(self._times_s - time_s).argmin())
        return self._probabilities[nearest] if abs(self._times_s[nearest] - time_s) <= _NEAR_S else None

    # What the mouse does.

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show the values under the mouse; with a button held, pick moments or draw a range."""
        self._hovered_s = self._time_at(event.position().x())
        if self._drawn_from_s is not None:
            self._draw_range(self._hovered_s)
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.picked.emit(self._hovered_s)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pick a moment, or begin a range."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        time_s = self._time_at(event.position().x())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._drawn_from_s = time_s
        else:
            self.picked.emit(time_s)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End a range."""
        if self._drawn_from_s is not None:
            self._draw_range(self._time_at(event.position().x()))
            self._drawn_from_s = None

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """With Ctrl held, ask for a closer look or one from further away."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(event.angleDelta().y() / _NOTCH, self._time_at(event.position().x()))
        else:
            event.ignore()

    def leaveEvent(self, event: object) -> None:  # noqa: N802, ARG002
        """Show no values while the mouse is elsewhere."""
        self._hovered_s = None
        self.update()

    def _draw_range(self, to_s: float) -> None:
        assert self._drawn_from_s is not None
        start, end = sorted((self._drawn_from_s, to_s))
        if self._x_of(end) - self._x_of(start) >= _CLICK:
            self.range_picked.emit(start, end)

    # Painting.

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Draw the lines anew."""
        self._lines = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint ground, range, lines, marks, cursor and the values under the mouse."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        faint = QColor(text.red(), text.green(), text.blue(), 26)
        plot = self._plot()
        painter.fillRect(plot, faint)
        if self._range_s is not None:
            shade = QColor(self.palette().color(QPalette.ColorRole.Highlight))
            shade.setAlpha(70)
            start, end = (self._x_of(moment) for moment in self._range_s)
            painter.fillRect(QRectF(start, plot.top(), end - start, plot.height()) & plot, shade)
        if self._lines is None or self._lines.devicePixelRatio() != self.devicePixelRatio():
            self._lines = self._draw_lines()
        painter.drawPixmap(0, 0, self._lines)
        self._paint_marks(painter, text)
        if self._cursor_s is not None and self._span_s[0] <= self._cursor_s <= self._span_s[1]:
            painter.setPen(QPen(text, 1.5))
            painter.drawLine(
                QPointF(self._x_of(self._cursor_s), plot.top()), QPointF(self._x_of(self._cursor_s), plot.bottom())
            )
        self._paint_values(painter, text)
        painter.end()

    def _draw_lines(self) -> QPixmap:
        """Draw the seven lines once, as a cursor or the mouse moves over them more often than they change."""
        lines = QPixmap((self.size().toSizeF() * self.devicePixelRatio()).toSize())
        lines.setDevicePixelRatio(self.devicePixelRatio())
        lines.fill(Qt.GlobalColor.transparent)
        painter = QPainter(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.palette().color(QPalette.ColorRole.PlaceholderText)
        draw_axes(painter, QRectF(self.rect()), self._plot(), self._span_s, ink=ink, grid=self._ink(45))
        draw_lines(painter, self._plot(), self._times_s, self._probabilities, span_s=self._span_s, hidden=self._hidden)
        painter.end()
        return lines

    def _paint_marks(self, painter: QPainter, text: QColor) -> None:
        """Draw the marks in sight, each name as far as there is room before the next mark."""
        plot, metrics = self._plot(), painter.fontMetrics()
        start_s, end_s = self._span_s
        marks = sorted((mark.time_s, mark.name) for mark in self._marks if start_s <= mark.time_s <= end_s)
        places = [*(self._x_of(time_s) for time_s, _ in marks), float(self.width())]
        painter.setPen(QPen(text, 1, Qt.PenStyle.DashLine))
        for (time_s, name), (x, end) in zip(marks, pairwise(places), strict=True):
            self._paint_moment(painter, time_s)
            room = end - x - _MARGIN
            if room >= metrics.horizontalAdvance("…"):
                shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(room))
                painter.drawText(QPointF(x + _MARGIN / 2, plot.top() + metrics.ascent()), shown)

    def _paint_values(self, painter: QPainter, text: QColor) -> None:
        if self._hovered_s is None or (values := self.values_at(self._hovered_s)) is None:
            return
        strongest = sorted(zip(EMOTIONS, values.tolist(), strict=True), key=lambda pair: -pair[1])[:3]
        moment = QCoreApplication.translate("Timeline", "{seconds} s").format(seconds=f"{self._hovered_s:.1f}")
        words = "   ".join((moment, *(f"{word_for(emotion)} {percent(value)}" for emotion, value in strongest)))
        plot, x = self._plot(), self._x_of(self._hovered_s)
        painter.setPen(QPen(text, 1, Qt.PenStyle.DotLine))
        self._paint_moment(painter, self._hovered_s)
        box = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-_MARGIN, -3, _MARGIN, 3)
        box.moveTopLeft(QPointF(min(x + _MARGIN, plot.right() - box.width()), plot.top()))
        ground = self.palette().color(QPalette.ColorRole.Window)
        painter.fillRect(box, ground)
        painter.setPen(text)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_moment(self, painter: QPainter, time_s: float) -> None:
        plot, x = self._plot(), self._x_of(time_s)
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _ink(self, alpha: int) -> QColor:
        ink = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        ink.setAlpha(alpha)
        return ink

    def _plot(self) -> QRectF:
        left = self.fontMetrics().horizontalAdvance(percent(1.0)) + _MARGIN
        return QRectF(self.rect()).adjusted(left, _MARGIN, -_MARGIN, -self.fontMetrics().height())

    def _x_of(self, time_s: float) -> float:
        start, end = self._span_s
        plot = self._plot()
        return plot.left() + (time_s - start) / max(end - start, 1e-9) * plot.width()

    def _time_at(self, x: float) -> float:
        start, end = self._span_s
        plot = self._plot()
        share = (x - plot.left()) / max(plot.width(), 1.0)
        return start + min(max(share, 0.0), 1.0) * (end - start)

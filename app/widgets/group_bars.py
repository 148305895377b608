"""What a group shows, as bars: the shares of what its faces are called, and mean probabilities with their spread."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.emotion_icons import paint_emotion
from app.look.theme import label_colour, text_colour_on
from app.look.words import word_for
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS, LABELS

_SIGN: Final = 18.0
_GAP: Final = 8.0
_LARGEST_ROW: Final = 40.0
_CAP: Final = 0.16
"""Half the height of a whisker's ends, as a share of its row."""


class ShareBar(QWidget):
    """One bar, stacked of the shares of the eight labels, each with its word and percent where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shares: NDArray[np.float64] | None = None
        self.setMinimumSize(200, 34)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Shares of what the faces are called"))
        self.show_shares(None)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size at which two lines of text fit."""
        return QSize(320, 2 * self.fontMetrics().height() + 8)

    def show_shares(self, shares: NDArray[np.float64] | None) -> None:
        """Show float64 (8,) over ``LABELS``, or an empty bar."""
        self._shares = shares
        words = self.tr("Nothing is shown") if shares is None else described(shares)
        self.setAccessibleDescription(words)
        self.setToolTip("" if shares is None else words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the bar."""
        painter = QPainter(self)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(area, QColor(text.red(), text.green(), text.blue(), 26))
        if self._shares is not None:
            paint_shares(painter, area, self._shares)
        painter.end()


class MeanBars(QWidget):
    """A bar per emotion: the mean probability, and a whisker a standard deviation to either side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._means: NDArray[np.float64] | None = None
        self._spreads: NDArray[np.float64] | None = None
        self.setMinimumSize(230, 7 * 22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Mean probabilities of the seven emotions"))
        self.setToolTip(self.tr("The mean over the faces; the whiskers are a standard deviation to either side"))
        self.show_means(None, None)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size at which all seven rows are legible."""
        return QSize(320, 7 * 26)

    def show_means(self, means: NDArray[np.float64] | None, spreads: NDArray[np.float64] | None) -> None:
        """Show float64 (7,) each over ``EMOTIONS``, or empty rows."""
        self._means, self._spreads = means, spreads
        if means is None or spreads is None:
            words = self.tr("Nothing is shown")
        else:
            values = zip(EMOTIONS, means.tolist(), spreads.tolist(), strict=True)
            words = ", ".join(f"{word_for(name)} {percent(mean)} ± {percent(spread)}" for name, mean, spread in values)
        self.setAccessibleDescription(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the seven rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = min(self.height() / len(EMOTIONS), _LARGEST_ROW)
        metrics = painter.fontMetrics()
        left = _SIGN + max(metrics.horizontalAdvance(word_for(emotion)) for emotion in EMOTIONS) + 2 * _GAP
        right = metrics.horizontalAdvance(f"{percent(1.0)} ± {percent(0.5)}") + _GAP
        for index in range(len(EMOTIONS)):
            row = QRectF(0, index * height, self.width(), height)
            self._paint_row(painter, row, index, track=row.adjusted(left, height * 0.14, -right, -height * 0.14))
        painter.end()

    def _paint_row(self, painter: QPainter, row: QRectF, index: int, *, track: QRectF) -> None:
        text = self.palette().color(QPalette.ColorRole.WindowText)
        emotion = EMOTIONS[index]
        paint_emotion(painter, emotion, QRectF(row.left(), row.center().y() - _SIGN / 2, _SIGN, _SIGN), edge=text)
        painter.setPen(text)
        word = QRectF(row.left(), row.top(), track.left() - _GAP, row.height())
        painter.drawText(word, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word_for(emotion))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(text.red(), text.green(), text.blue(), 26))
        painter.drawRoundedRect(track, 4, 4)
        if self._means is None or self._spreads is None:
            return
        mean, spread = float(self._means[index]), float(self._spreads[index])
        bar = QRectF(track.left(), track.top(), track.width() * mean, track.height())
        painter.setBrush(label_colour(emotion))
        painter.drawRoundedRect(bar, min(4.0, bar.width() / 2), 4)
        self._paint_whisker(painter, track, mean, spread)
        value = QRectF(track.right(), row.top(), row.right() - track.right(), row.height())
        shown = f"{percent(mean)} ± {percent(spread)}"
        painter.drawText(value, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_whisker(self, painter: QPainter, track: QRectF, mean: float, spread: float) -> None:
        """Draw the spread within what a probability can be."""
        low, high = (track.left() + track.width() * min(max(end, 0.0), 1.0) for end in (mean - spread, mean + spread))
        y, cap = track.center().y(), track.height() * _CAP
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.5))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for x in (low, high):
            painter.drawLine(QPointF(x, y - cap), QPointF(x, y + cap))


def paint_shares(painter: QPainter, area: QRectF, shares: NDArray[np.float64]) -> None:
    """Paint shares, float64 (8,) over ``LABELS``, side by side into ``area``, with words where there is room."""
    x = area.left()
    for label, share in zip(LABELS, shares.tolist(), strict=True):
        part = QRectF(x, area.top(), area.width() * share, area.height())
        colour = label_colour(label)
        painter.fillRect(part, colour)
        painter.setPen(text_colour_on(colour))
        words = f"{word_for(label)}\n{percent(share)}"
        metrics = painter.fontMetrics()
        wanted = max(metrics.horizontalAdvance(line) for line in words.split("\n")) + 6
        if part.width() >= wanted:
            painter.drawText(part, Qt.AlignmentFlag.AlignCenter, words)
        x += part.width()


def described(shares: NDArray[np.float64]) -> str:
    """Put shares, float64 (8,) over ``LABELS``, into words, without those of nothing."""
    pairs = zip(LABELS, shares.tolist(), strict=True)
    return ", ".join(f"{word_for(label)} {percent(share)}" for label, share in pairs if share > 0)

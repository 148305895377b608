"""The bar chart of the seven probabilities."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.emotion_icons import paint_emotion
from app.look.palettes import has_high_contrast
from app.look.theme import label_colour, text_colour_on
from app.look.words import word_for
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS, Emotion

_GAP = 10.0
_LARGEST_ROW = 64.0
_SIGN = 18.0


class ProbabilityBars(QWidget):
    """One horizontal bar per emotion, always in the order of ``EMOTIONS``, the value in percent on each."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probabilities: NDArray[np.float32] | None = None
        self._has_winner = False
        self.setMinimumSize(230, 7 * 26)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Probabilities of the seven emotions"))
        self.describe()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a size at which all seven rows are legible; they take what room there is."""
        return QSize(300, 7 * 28)

    def show_probabilities(self, probabilities: NDArray[np.float32] | None, *, has_winner: bool = True) -> None:
        """Show float32 (7,) over ``EMOTIONS``, or empty bars; the largest stands out if ``has_winner``."""
        if probabilities is not self._probabilities or has_winner != self._has_winner:
            self._probabilities = probabilities
            self._has_winner = has_winner
            self.update()

    def describe(self) -> None:
        """Put the values into words for screen readers; often enough is twice a second."""
        if self._probabilities is None:
            description = self.tr("No face")
        else:
            values = zip(EMOTIONS, self._probabilities, strict=True)
            description = ", ".join(f"{word_for(emotion)} {percent(value)}" for emotion, value in values)
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the seven rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._row_font(is_winner=True))
        widest = max(painter.fontMetrics().horizontalAdvance(word_for(emotion)) for emotion in EMOTIONS)
        label_width = _SIGN + widest + 2 * _GAP
        height = min(self.height() / len(EMOTIONS), _LARGEST_ROW)
        winner = None
        if self._probabilities is not None and self._has_winner:
            winner = int(self._probabilities.argmax())
        for index, emotion in enumerate(EMOTIONS):
            value = None if self._probabilities is None else float(self._probabilities[index])
            row = QRectF(0, index * height, self.width(), height)
            self._paint_row(painter, row, label_width, emotion, value, is_winner=index == winner)
        painter.end()

    def _paint_row(
        self,
        painter: QPainter,
        row: QRectF,
        label_width: float,
        emotion: Emotion,
        value: float | None,
        *,
        is_winner: bool,
    ) -> None:
        palette = self.palette()
        text = palette.color(QPalette.ColorRole.WindowText)
        sign = QRectF(row.left(), row.center().y() - _SIGN / 2, _SIGN, _SIGN)
        paint_emotion(painter, emotion, sign, edge=text)
        painter.setFont(self._row_font(is_winner=is_winner))
        painter.setPen(text)
        label = QRectF(row.left(), row.top(), label_width - _GAP, row.height())
        painter.drawText(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word_for(emotion))

        track = row.adjusted(label_width, row.height() * 0.14, -1.5, -row.height() * 0.14)
        edge = QPen(text, 1) if has_high_contrast(palette) else QPen(Qt.PenStyle.NoPen)
        painter.setPen(edge)
        painter.setBrush(QColor(text.red(), text.green(), text.blue(), 26))
        painter.drawRoundedRect(track, 5, 5)
        if value is None:
            return
        colour = label_colour(emotion)
        bar = QRectF(track.left(), track.top(), track.width() * value, track.height())
        painter.setBrush(colour)
        if is_winner:
            painter.setPen(QPen(text, 1.5))
        painter.drawRoundedRect(bar, min(5.0, bar.width() / 2), 5)
        self._paint_value(painter, track, bar, percent(value), colour)

    def _paint_value(self, painter: QPainter, track: QRectF, bar: QRectF, value: str, colour: QColor) -> None:
        width = painter.fontMetrics().horizontalAdvance(value) + 2 * _GAP
        fits_inside = bar.width() >= width
        left = bar.right() - width if fits_inside else bar.right()
        painter.setPen(text_colour_on(colour) if fits_inside else self.palette().color(QPalette.ColorRole.WindowText))
        area = QRectF(left, track.top(), width, track.height())
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, value)

    def _row_font(self, *, is_winner: bool) -> QFont:
        font = self.font()
        font.setBold(is_winner)
        return font

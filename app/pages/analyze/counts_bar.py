"""How many faces have which emotion, as one bar."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.look.emotion_icons import paint_emotion
from app.look.theme import label_colour, text_colour_on
from app.pages.analyze.wording import count_of
from fer_core.emotions import Label

_HEIGHT = 22
_SIGN = 16
_GAP = 4


class CountsBar(QWidget):
    """A stretch in its colour for each label, as wide as its share, with its sign and count where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Sequence[tuple[Label | None, int]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Results by emotion"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of a line."""
        return QSize(300, _HEIGHT)

    def show_counts(self, counts: Sequence[tuple[Label | None, int]]) -> None:
        """Show how many results have each label, None for files without a face."""
        self._counts = counts
        self.setAccessibleDescription(", ".join(count_of(label, count) for label, count in counts))
        self.setVisible(bool(counts))
        self.update()

    def event(self, event: QEvent) -> bool:
        """Say what the stretch under the mouse is."""
        if not isinstance(event, QHelpEvent):
            return super().event(event)
        under = (part for part in self._parts() if part[2].contains(event.pos()))
        QToolTip.showText(event.globalPos(), next((count_of(label, count) for label, count, _ in under), ""), self)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the stretches, with a line between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for label, count, rect in self._parts():
            colour = self._colour(label)
            painter.fillRect(rect.adjusted(0, 0, -1, 0), colour)
            text, ink = f"{count:,}", text_colour_on(colour)
            width = painter.fontMetrics().horizontalAdvance(text)
            if rect.width() >= _SIGN + width + 3 * _GAP:
                if label is not None:
                    sign = QRectF(rect.left() + _GAP, rect.center().y() - _SIGN / 2, _SIGN, _SIGN)
                    paint_emotion(painter, label, sign, edge=ink)
                    rect.setLeft(sign.right())
                painter.setPen(ink)
                painter.drawText(rect.adjusted(_GAP, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _colour(self, label: Label | None) -> QColor:
        return self.palette().color(QPalette.ColorRole.Mid) if label is None else label_colour(label)

    def _parts(self) -> list[tuple[Label | None, int, QRectF]]:
        total, left, parts = sum(count for _, count in self._counts) or 1, 0.0, []
        for label, count in self._counts:
            width = self.width() * count / total
            parts.append((label, count, QRectF(left, 0, width, self.height())))
            left += width
        return parts

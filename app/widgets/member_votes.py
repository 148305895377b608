"""What each network says of one face."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.emotion_icons import paint_emotion
from app.look.words import word_for
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS

_GAP = 8
_SIGN = 14


class MemberVotes(QWidget):
    """A line per network: its name, the emotion that it finds most probable, and how probable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: Sequence[str] = ()
        self._members: NDArray[np.float32] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("What each network says"))
        self.setToolTip(self.tr("What each network says of the chosen face; the bars are their mean, calibrated"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the lines."""
        return QSize(230, len(self._names) * self._row())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the lines, none of which is dispensable."""
        return self.sizeHint()

    @property
    def lines(self) -> tuple[str, ...]:
        """What is to be read, a line per network, such as ``VGG-like: happy 83 %``."""
        return tuple(f"{name}: {answer}" for name, answer in zip(self._names, self._answers(), strict=True))

    def show_names(self, names: Sequence[str]) -> None:
        """Show these networks."""
        self._names = names
        self._members = None
        self.updateGeometry()
        self.update()

    def show_votes(self, members: NDArray[np.float32] | None) -> None:
        """Show the networks' probabilities, float32 (members, 7), or no answers."""
        if members is not None and len(members) != len(self._names):
            members = None
        if members is not self._members:
            self._members = members
            self.update()

    def describe(self) -> None:
        """Put the lines into words for screen readers; often enough is twice a second."""
        description = ", ".join(self.lines)
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        faint = QColor(text)
        faint.setAlpha(170)
        metrics, height = painter.fontMetrics(), self._row()
        left = max((metrics.horizontalAdvance(name) for name in self._names), default=0) + _GAP
        for index, (name, answer) in enumerate(zip(self._names, self._answers(), strict=True)):
            row = QRectF(0, index * height, self.width(), height)
            painter.setPen(faint)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            row.setLeft(left)
            if self._members is not None:
                winner = EMOTIONS[int(self._members[index].argmax())]
                sign = QRectF(left, row.center().y() - _SIGN / 2, _SIGN, _SIGN)
                paint_emotion(painter, winner, sign, edge=text)
                row.setLeft(left + _SIGN + _GAP)
            painter.setPen(text)
            painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, answer)
        painter.end()

    def _answers(self) -> tuple[str, ...]:
        if self._members is None:
            return ("–",) * len(self._names)
        return tuple(f"{word_for(EMOTIONS[int(row.argmax())])} {percent(float(row.max()))}" for row in self._members)

    def _row(self) -> int:
        return self.fontMetrics().height() + 3

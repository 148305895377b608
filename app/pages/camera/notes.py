"""The list of explanations."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.pages.camera.explain import Explanation, Level

_SIGNS: Final = {Level.GOOD: "✓", Level.NOTE: "i", Level.PROBLEM: "!"}


class NoteList(QScrollArea):
    """Shows one framed sentence below the other; their texts can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Explanations"))
        self._shown: tuple[Explanation, ...] | None = None
        self._words = {
            Level.GOOD: self.tr("Good"),
            Level.NOTE: self.tr("Note"),
            Level.PROBLEM: self.tr("Problem"),
        }

    def show_explanations(self, explanations: tuple[Explanation, ...]) -> None:
        """Show these in place of those before."""
        if explanations == self._shown:
            return
        self._shown = explanations
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(8)
        for explanation in explanations:
            layout.addWidget(self._note(explanation))
        layout.addStretch(1)
        self.setWidget(content)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Wrap the sentences anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Be no taller than the sentences, which are followed by the table."""
        if (content := self.widget()) is not None and (layout := content.layout()) is not None:
            self.setMaximumHeight(max(1, layout.heightForWidth(self.viewport().width())) + 2 * self.frameWidth())

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences that are shown."""
        return tuple(explanation.text for explanation in self._shown or ())

    def _note(self, explanation: Explanation) -> QFrame:
        frame = QFrame()
        frame.setObjectName("banner")
        frame.setProperty("problem", explanation.level is Level.PROBLEM)
        sign = QLabel(_SIGNS[explanation.level])
        sign.setFixedWidth(16)
        sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        font = sign.font()
        font.setBold(True)
        sign.setFont(font)
        label = QLabel(explanation.text, wordWrap=True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        flags = Qt.TextInteractionFlag
        label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        label.setAccessibleName(f"{self._words[explanation.level]}: {explanation.text}")
        label.setToolTip(self._words[explanation.level])
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addWidget(sign)
        layout.addWidget(label, 1)
        return frame

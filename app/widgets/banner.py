"""A sentence above the page that does not get in the way."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from app.widgets.keys import pressed_by_keys


class Banner(QFrame):
    """Shows one sentence, an action where there is one, and a button that closes it."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = pressed_by_keys(QToolButton())
        self._action.clicked.connect(self.acted)
        close = pressed_by_keys(QToolButton())
        close.setText("✕")
        close.setToolTip(self.tr("Close this message"))
        close.setAccessibleName(self.tr("Close this message"))
        close.clicked.connect(self.dismissed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._action)
        layout.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown, empty while there is none."""
        return "" if self.isHidden() else self._label.text()

    def show_notice(self, text: str, *, is_problem: bool = False, action: str = "") -> None:
        """Show a sentence and, unless ``action`` is empty, a button with that caption."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setProperty("problem", is_problem)
        # A style sheet looks at properties only when it is applied.
        self.style().unpolish(self)
        self.style().polish(self)
        self.show()

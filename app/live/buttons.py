"""The buttons of the live page, each with its key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

_WIDTH = 78


def make_button(text: str, tip: str, key: Qt.Key) -> QToolButton:
    """Return a button with a caption, an explanation and a key."""
    button = QToolButton()
    button.setToolTip(tip)
    button.setMinimumWidth(_WIDTH)
    set_text(button, text, key)
    return button


def set_text(button: QToolButton, text: str, key: Qt.Key) -> None:
    """Change a button's caption, which takes its key away."""
    if text != button.text() or button.shortcut().isEmpty():
        button.setText(text)
        button.setShortcut(QKeySequence(key))


def keep_place(widget: QWidget) -> None:
    """Let a widget that comes and goes keep its place, so that nothing around it moves."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)

"""Buttons of one look."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton

_PADDING: Final = 26


def tool_button(text: str, tip: str, key: Qt.Key | str | None = None) -> QToolButton:
    """Return a button with a text, a tip for mouse and screen readers, and a key."""
    button = QToolButton()
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    relabel(button, text)
    if key is not None:
        button.setShortcut(QKeySequence(key))
    return button


def relabel(button: QToolButton, text: str) -> None:
    """Give a button another text, and room for it."""
    key = button.shortcut()
    button.setText(text)
    # A new text takes the key away.
    button.setShortcut(key)
    # The style sheet's padding is not in the button's own size, and a narrow window would cut the text.
    button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + _PADDING)

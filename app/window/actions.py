"""Keys of the window that no button has."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def add_action(window: QWidget, text: str, keys: Sequence[str], slot: Callable[[], object]) -> QAction:
    """Let keys do something on every page; the text is for the sheet of keys."""
    action = QAction(text, window)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.triggered.connect(slot)
    window.addAction(action)
    return action

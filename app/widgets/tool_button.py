"""Buttons of one look."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton

_PADDING: Final = 26
_ICON_GAP: Final = 4


def tool_button(text: str, tip: str, key: Qt.Key | str | None = None, *, others: Sequence[str] = ()) -> QToolButton:
    """Return a button with a text, a tip for mouse and screen readers, and a key.

    There is room for ``others``, the texts that it may get later, so that nothing beside it moves then.
    """
    button = QToolButton()
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setText(text)
    if key is not None:
        button.setShortcut(QKeySequence(key))
    for each in (text, *others):
        _make_room(button, each)
    return button


def relabel(button: QToolButton, text: str) -> None:
    """Give a button another text, and room for it."""
    if text != button.text():
        key = button.shortcut()
        button.setText(text)
        # A new text takes the key away.
        button.setShortcut(key)
    _make_room(button, text)


def _make_room(button: QToolButton, text: str) -> None:
    """Let a button be wide enough for a text, and no narrower than it is."""
    icon = 0 if button.icon().isNull() else button.iconSize().width() + _ICON_GAP
    # The style sheet's padding is not in the button's own size, and a narrow window would cut the text.
    wanted = icon + button.fontMetrics().horizontalAdvance(text) + _PADDING
    button.setMinimumWidth(max(button.minimumWidth(), wanted))

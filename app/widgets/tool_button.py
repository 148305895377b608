"""Buttons of one look."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton

from app.widgets.keys import pressed_by_keys


def tool_button(text: str, tip: str, key: Qt.Key | str | None = None, *, others: Sequence[str] = ()) -> QToolButton:
    """Return a button with a text, a tip for mouse and screen readers, and a key.

    There is room for ``others``, the texts that it may get later, so that nothing beside it moves then.
    """
    button = pressed_by_keys(QToolButton())
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setText(text)
    if key is not None:
        button.setShortcut(QKeySequence(key))
    make_room(button, text, *others)
    return button


def relabel(button: QToolButton, text: str) -> None:
    """Give a button another text, and room for it."""
    if text == button.text():
        return
    key = button.shortcut()
    button.setText(text)
    # A new text takes the key away.
    button.setShortcut(key)
    make_room(button, text)


def make_room(button: QToolButton, *texts: str) -> None:
    """Let a button be wide enough for each of some texts, and no narrower than it is."""
    # The style knows how wide a button is around its text, and tells only of a button that has it.
    probe = QToolButton()
    probe.setObjectName(button.objectName())
    probe.setFont(button.font())
    probe.setIcon(button.icon())
    probe.setIconSize(button.iconSize())
    probe.setToolButtonStyle(button.toolButtonStyle())
    for text in texts:
        probe.setText(text)
        button.setMinimumWidth(max(button.minimumWidth(), probe.sizeHint().width()))

"""Space and Enter press what has the focus; the page's own keys act elsewhere, once for each press."""

from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QComboBox, QToolButton, QWidget

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSING: Final = (Qt.Key.Key_Space, *_ENTER)
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

_STEPPING: Final = ("Left", "Right", "Up", "Down")

WidgetT = TypeVar("WidgetT", bound=QWidget)


def press_with(button: QAbstractButton, key: Qt.Key | str) -> QShortcut:
    """Let a key press a button while that is shown and enabled, once however long it is held.

    The shortcut that Qt's buttons have themselves presses them ten times a second.
    """
    shortcut = QShortcut(QKeySequence(key), button)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(button.click)
    return shortcut


def act_once(window: QWidget) -> None:
    """Let every key of a window that does something, rather than going a step, do it once however long it is held."""
    for shortcut in window.findChildren(QShortcut):
        shortcut.setAutoRepeat(any(map(_steps, shortcut.keys())))
    for action in window.findChildren(QAction):
        action.setAutoRepeat(any(map(_steps, action.shortcuts())))


def _steps(sequence: QKeySequence) -> bool:
    return sequence.toString().rpartition("+")[2] in _STEPPING


def pressed_by_keys(widget: WidgetT) -> WidgetT:
    """Let Space and Enter press a button, or unfold a list, that has the focus, whatever keys the page has; return it.

    By itself Qt gives Space to a page's shortcut instead, and has no use for Enter outside dialogs.
    """
    widget.installEventFilter(_Presser(widget))
    return widget


class _Presser(QObject):
    """Keeps the two keys from shortcuts, and presses with Enter as Qt does with Space."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Claim the keys before shortcuts hear of them."""
        if not isinstance(event, QKeyEvent) or event.modifiers() not in _PLAIN:
            return False
        if event.type() is QEvent.Type.ShortcutOverride and event.key() in _PRESSING:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress and event.key() in _ENTER:
            # A key that is held presses once, as Space does.
            if not event.isAutoRepeat():
                _press(watched)
            return True
        return False


def _press(widget: QObject) -> None:
    if isinstance(widget, QToolButton) and widget.menu() is not None:
        widget.showMenu()
    elif isinstance(widget, QAbstractButton):
        widget.click()
    elif isinstance(widget, QComboBox):
        widget.showPopup()

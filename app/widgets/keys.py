"""Space and Enter press what has the focus; the page's own keys act elsewhere."""

from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QToolButton, QWidget

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PRESSING: Final = (Qt.Key.Key_Space, *_ENTER)
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

WidgetT = TypeVar("WidgetT", bound=QWidget)


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

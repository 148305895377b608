"""The rail at the left edge of the window: one button for each page."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from app.look.line_icons import PaintIcon
from app.widgets.keys import pressed_by_keys
from app.window.page_icons import page_icon

_ICON: Final = 28
_SMALL_ICON: Final = 16
_ROOM: Final = 65
"""Pixels of a button with a sign of the usual size, and of the gap below it."""


class Rail(QToolBar):
    """Buttons with signs, of which those of pages exclude each other; the signs follow the colours of the desktop."""

    page_asked = Signal(str)
    """The user pressed the button of the page with this name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Pages"))
        self.setObjectName("rail")
        self.setMovable(False)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._pages = QActionGroup(self)
        self._pages.triggered.connect(self.on_triggered)
        self._signs: list[tuple[QAction, PaintIcon]] = []
        self._dotted = ""

    def add_page(self, name: str, title: str, paint: PaintIcon, keys: Sequence[str]) -> QAction:
        """Add the button of a page with its title, its sign and its keys."""
        action = QAction(title, self._pages, checkable=True)
        action.setData(name)
        self._add(action, paint, keys)
        return action

    def add_menu(self, title: str, paint: PaintIcon, menu: QMenu, key: str) -> QAction:
        """Add a button that unfolds a menu."""
        action = QAction(title, self)
        action.setMenu(menu)
        self._add(action, paint, (key,))
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        action.triggered.connect(button.showMenu)
        return action

    def add_stretch(self) -> None:
        """Keep what comes next at the foot of the rail."""
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.addWidget(gap)

    def select(self, name: str) -> None:
        """Press the button of a page."""
        for action in self._pages.actions():
            if action.data() == name:
                action.setChecked(True)

    def show_dot(self, name: str, is_on: bool) -> None:
        """Put a red dot onto the sign of a page, or take it off."""
        dotted = name if is_on else ""
        if dotted != self._dotted:
            self._dotted = dotted
            self._draw_signs()

    @Slot(QAction)
    def on_triggered(self, action: QAction) -> None:
        """Pass on which page the user wants."""
        self.page_asked.emit(action.data())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take smaller signs where the window is too low for all buttons."""
        super().resizeEvent(event)
        side = _ICON if self.height() >= _ROOM * len(self._signs) else _SMALL_ICON
        self.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the signs again in other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_signs()

    def _draw_signs(self) -> None:
        for action, paint in self._signs:
            action.setIcon(page_icon(paint, has_dot=bool(self._dotted) and action.data() == self._dotted))

    def _add(self, action: QAction, paint: PaintIcon, keys: Sequence[str]) -> None:
        action.setIcon(page_icon(paint))
        action.setShortcuts([QKeySequence(key) for key in keys])
        words = " / ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
        action.setToolTip(f"{action.text()} ({words})")
        self.addAction(action)
        button = pressed_by_keys(self.widgetForAction(action))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._signs.append((action, paint))

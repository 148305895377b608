"""The rail at the left edge of the window: one button for each page."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from app.window.page_icons import page_icon

_ICON: Final = 28


class Rail(QToolBar):
    """Buttons with signs, of which those of pages exclude each other; the signs follow the colours of the desktop."""

    page_asked = Signal(str)
    """The user pressed the button with this sign."""

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

    def add_page(self, name: str, icon: str, keys: Sequence[str]) -> QAction:
        """Add the button of a page, by the name of its sign in ``page_icon`` and with its keys."""
        action = QAction(page_icon(icon), name, self._pages, checkable=True)
        action.setData(icon)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._name_keys(action)
        self.addAction(action)
        return action

    def add_menu(self, name: str, icon: str, menu: QMenu, key: str) -> QAction:
        """Add a button that unfolds a menu."""
        action = QAction(page_icon(icon), name, self, shortcut=QKeySequence(key))
        action.setData(icon)
        action.setMenu(menu)
        self._name_keys(action)
        self.addAction(action)
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

    def select(self, icon: str) -> None:
        """Press the button of a page."""
        for action in self._pages.actions():
            if action.data() == icon:
                action.setChecked(True)

    @Slot(QAction)
    def on_triggered(self, action: QAction) -> None:
        """Pass on which page the user wants."""
        self.page_asked.emit(action.data())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the signs again in other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            for action in self.actions():
                if action.data():
                    action.setIcon(page_icon(action.data()))

    def _name_keys(self, action: QAction) -> None:
        keys = " / ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
        action.setToolTip(f"{action.text()} ({keys})")

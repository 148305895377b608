"""An address that other programs are given."""

from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.widgets.tool_button import tool_button

_TOLD_MS: Final = 2000
"""Milliseconds for which the button says that it copied: long enough to be read."""


class AddressRow(QWidget):
    """Shows an address as plain text, with a button that copies it and says so."""

    def __init__(self, title: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(readOnly=True)
        self.line.setAccessibleName(title)
        self.copy = tool_button(self.tr("Copy"), tip, others=(self.tr("Copied"),))
        self._told = QTimer(self, interval=_TOLD_MS, singleShot=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.copy)
        self.copy.clicked.connect(self.on_copy)
        self._told.timeout.connect(self.on_told)

    def show_address(self, address: str) -> None:
        """Show another address."""
        if address != self.line.text():
            self.line.setText(address)
            self.line.setCursorPosition(0)

    @Slot()
    def on_copy(self) -> None:
        """Put the address on the clipboard, and say so for a while."""
        QGuiApplication.clipboard().setText(self.line.text())
        self.copy.setText(self.tr("Copied"))
        self.copy.setAccessibleDescription(self.tr("Copied"))
        self._told.start()

    @Slot()
    def on_told(self) -> None:
        """Offer to copy again."""
        self.copy.setText(self.tr("Copy"))
        self.copy.setAccessibleDescription("")

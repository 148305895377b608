"""An address that other programs are given."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.widgets.tool_button import tool_button


class AddressRow(QWidget):
    """Shows an address as plain text, with a button that copies it."""

    def __init__(self, title: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(readOnly=True)
        self.line.setAccessibleName(title)
        self.copy = tool_button(self.tr("Copy"), tip)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.copy)
        self.copy.clicked.connect(self.on_copy)

    def show_address(self, address: str) -> None:
        """Show another address."""
        if address != self.line.text():
            self.line.setText(address)
            self.line.setCursorPosition(0)

    @Slot()
    def on_copy(self) -> None:
        """Put the address on the clipboard."""
        QGuiApplication.clipboard().setText(self.line.text())

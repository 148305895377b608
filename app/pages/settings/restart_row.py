"""The row that offers to start Emolens again."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.services.settings import SETTINGS, Settings
from app.widgets.tool_button import tool_button


class RestartRow(QFrame):
    """Is there as long as a setting differs from what it was at the start, and holds only from the next one on."""

    asked = Signal()
    """The user wants to start it again now."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._settings = settings
        self._at_start: dict[str, Any] = {row.key: settings.get(row) for row in SETTINGS if row.needs_restart}
        label = QLabel(self.tr("What you have changed holds when Emolens is started again."), wordWrap=True)
        self.button = tool_button(
            self.tr("Start again now"), self.tr("Close Emolens and start it again; a recording is asked about first")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 12, 6)
        row.addWidget(label, 1)
        row.addWidget(self.button)
        self.button.clicked.connect(self.asked)
        settings.changed.connect(self.on_setting_changed)
        self.hide()

    @Slot(str)
    def on_setting_changed(self, key: str) -> None:
        """Come, or go where everything is again as it was."""
        if key in self._at_start:
            now = {row.key: self._settings.get(row) for row in SETTINGS if row.needs_restart}
            self.setVisible(now != self._at_start)

"""The page of settings, built from their table."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.pages.settings.field import SettingField, setting_word
from app.pages.settings.folder_row import FolderRow
from app.pages.settings.restart_row import RestartRow
from app.services.setting import Setting
from app.services.settings import SETTINGS, Settings
from app.widgets.keys import pressed_by_keys
from app.widgets.page import Page, scrolling

_WIDTH: Final = 720


class SettingsPage(Page):
    """Shows every setting that has a label, by group; a change holds at once, or is offered a new start."""

    restart_asked = Signal()
    """The user wants what is kept for the next start to hold now."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.fields: dict[str, SettingField] = {}
        """The field of each setting, by its key."""
        self.folders: dict[str, FolderRow] = {}
        """The row of each setting that is a folder, by its key."""
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(4)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        shown = sorted((setting for setting in SETTINGS if setting.label), key=_place_of_group)
        for group, rows in groupby(shown, key=lambda setting: setting.group):
            self._add_group(form, setting_word(group), rows)
        self.restart = RestartRow(settings)
        self.restart.asked.connect(self.restart_asked)
        self.reset = pressed_by_keys(QPushButton(self.tr("Reset to defaults")))
        self.reset.setToolTip(self.tr("Return everything on this page to what it was at first"))
        self.reset.clicked.connect(settings.reset)
        content = QWidget()
        content.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 8, 20, 16)
        column.addLayout(form)
        column.addSpacing(16)
        column.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = scrolling(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.restart)
        layout.addWidget(area)

    def shut(self) -> None:
        """Wait for the threads that look at folders."""
        for row in self.folders.values():
            row.close_thread()

    def _row(self, setting: Setting[Any], field: SettingField) -> QWidget:
        if not setting.is_folder:
            return field.widget
        self.folders[setting.key] = FolderRow(setting, field, self._settings)
        return self.folders[setting.key]

    def _add_group(self, form: QFormLayout, name: str, rows: Iterable[Setting[Any]]) -> None:
        heading = QLabel(name)
        heading.setObjectName("heading")
        heading.setContentsMargins(0, 12, 0, 4)
        form.addRow(heading)
        for setting in rows:
            field = SettingField(setting, self._settings, self)
            self.fields[setting.key] = field
            # A box to tick says itself what it is about.
            label = QLabel("" if isinstance(field.widget, QCheckBox) else setting_word(setting.label))
            field.widget.ensurePolished()
            label.setFixedHeight(field.widget.sizeHint().height())
            form.addRow(label, _with_hint(self._row(setting, field), setting_word(setting.hint)))


def _with_hint(row: QWidget, hint: str) -> QWidget:
    """Return a row with what there is to know about it right beneath."""
    if not hint:
        return row
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 10)
    column.setSpacing(2)
    column.addWidget(row)
    label = QLabel(hint, wordWrap=True)
    label.setObjectName("hint")
    column.addWidget(label)
    return both


def _place_of_group(setting: Setting[Any]) -> int:
    """Return where a setting's group first appears in the table: other rows may stand between its own."""
    return next(index for index, other in enumerate(SETTINGS) if other.group == setting.group)

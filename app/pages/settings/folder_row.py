"""The row of a folder among the settings: its line of text, a button to look for it, and what is wrong with it."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.look.words import sentence_for
from app.pages.settings.field import SettingField, setting_word
from app.services.setting import Setting
from app.services.settings import Settings
from app.services.threads import Background
from app.widgets.dialogs import ask_for_folder
from app.widgets.keys import pressed_by_keys
from fer_core.errors import EmolensError


class FolderRow(QWidget):
    """Joins the field of a setting that is a folder with a button, and tells beneath what its ``check`` finds."""

    def __init__(self, setting: Setting[Any], field: SettingField, settings: Settings) -> None:
        super().__init__()
        self._setting = setting
        self._settings = settings
        self._background = Background(parent=self)
        self.browse = pressed_by_keys(QPushButton(self.tr("Browse…")))
        self.browse.setAccessibleName(self.tr("Browse: {name}").format(name=setting_word(setting.label)))
        self.browse.clicked.connect(self.on_browse)
        self.problem = QLabel(wordWrap=True)
        self.problem.setVisible(False)
        line = QHBoxLayout()
        line.addWidget(field.widget, 1)
        line.addWidget(self.browse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.problem)
        settings.changed.connect(self.on_changed)
        self.on_changed(setting.key)

    def close_thread(self) -> None:
        """Wait for the check that is under way, for at most two seconds."""
        self._background.close()

    @Slot()
    def on_browse(self) -> None:
        """Let the user look for the folder, from the present one on."""
        kept = self._settings.get(self._setting)
        title = setting_word(self._setting.label)
        ask_for_folder(self, title, self.on_chosen, folder=Path(kept) if kept else None)

    @Slot(str)
    def on_chosen(self, path: str) -> None:
        """Keep the folder that was chosen."""
        self._settings.set(self._setting, path)

    @Slot(str)
    def on_changed(self, key: str) -> None:
        """Look at another folder, in a thread, as its drive may be slow."""
        check = self._setting.check
        if key != self._setting.key or check is None:
            return
        kept = self._settings.get(self._setting)
        if kept:
            self._background.start("check-folder", partial(check, Path(kept)), partial(self._show_problem, kept))
        else:
            self._show_problem(kept, None)

    def _show_problem(self, checked: str, problem: EmolensError | None) -> None:
        if checked == self._settings.get(self._setting):
            self.problem.setText("" if problem is None else sentence_for(problem))
            self.problem.setVisible(problem is not None)

"""The marker keys on the study page."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.pages.study.view_model import StudyViewModel
from fer_core.study.model import MarkerKey


class MarkerShortcuts(QObject):
    """The marker keys of a study as shortcuts of a page, which hold while something is recorded."""

    def __init__(self, page: QWidget, model: StudyViewModel) -> None:
        super().__init__(page)
        self._page = page
        self._model = model
        self._keys: tuple[MarkerKey, ...] = ()
        self._shortcuts: list[QShortcut] = []

    def follow(self) -> None:
        """Take the keys that the study has now."""
        if self._model.study.keys != self._keys:
            self._make(self._model.study.keys)
        for shortcut in self._shortcuts:
            shortcut.setEnabled(self._model.take is not None)

    def _make(self, keys: tuple[MarkerKey, ...]) -> None:
        for shortcut in self._shortcuts:
            shortcut.setParent(None)
            shortcut.deleteLater()
        self._keys, self._shortcuts = keys, []
        for key in keys:
            shortcut = QShortcut(QKeySequence(key.key), self._page)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self._model.mark, key))
            self._shortcuts.append(shortcut)

"""Which keys set which markers."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.pages.study.view_model import StudyViewModel
from app.services.notice import Notice
from app.widgets.page import Page
from app.widgets.tool_button import tool_button
from fer_core.study.model import LONGEST_ID, MarkerKey


class KeysPanel(QWidget):
    """A list of marker keys, and a row to add one."""

    def __init__(self, model: StudyViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: tuple[MarkerKey, ...] | None = None
        self.keys = QListWidget()
        self.keys.setAccessibleName(self.tr("Marker keys"))
        self.keys.setMinimumHeight(40)
        self.key = QKeySequenceEdit(maximumSequenceLength=1)
        self.key.setAccessibleName(self.tr("Key of the new marker"))
        self.key.findChildren(QLineEdit)[0].setPlaceholderText(self.tr("Key"))
        self.key.setToolTip(self.tr("Press the key that is to set the marker, such as F6"))
        self.name = QLineEdit(maxLength=LONGEST_ID)
        self.name.setPlaceholderText(self.tr("Name of the marker"))
        self.name.setAccessibleName(self.tr("Name of the new marker"))
        self.interval = QCheckBox(self.tr("Start and stop"))
        self.interval.setToolTip(
            self.tr("The key sets the start of an interval and then its stop, each time it is pressed")
        )
        self.add = tool_button(self.tr("Add key"), self.tr("Let this key set a marker of this name"))
        self.remove = tool_button(self.tr("Remove key"), self.tr("Remove the chosen key (Delete)"), Qt.Key.Key_Delete)
        self._lay_out()
        self.add.clicked.connect(self.on_add)
        self.name.returnPressed.connect(self.on_add)
        self.remove.clicked.connect(self.on_remove)
        self.keys.itemSelectionChanged.connect(self.on_changed)
        self.name.textChanged.connect(self.on_changed)
        self.key.keySequenceChanged.connect(self.on_changed)
        model.changed.connect(self.on_changed)
        self.on_changed()

    def _lay_out(self) -> None:
        new = QHBoxLayout()
        new.addWidget(self.key, 1)
        new.addWidget(self.name, 3)
        buttons = QHBoxLayout()
        buttons.addWidget(self.interval)
        buttons.addStretch(1)
        for button in (self.add, self.remove):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QLabel(self.tr("Marker keys")))
        layout.addWidget(self.keys, 1)
        layout.addLayout(new)
        layout.addLayout(buttons)

    @Slot()
    def on_changed(self) -> None:
        """List the keys, and offer what can be done."""
        model = self._model
        if model.study.keys != self._shown:
            self._shown = model.study.keys
            self.keys.clear()
            for key in self._shown:
                self.keys.addItem(QListWidgetItem(_text_of(key, self.tr("{name}, start and stop"))))
        is_free = model.folder is not None and not model.is_busy
        self.add.setEnabled(is_free and bool(self.name.text().strip()) and not self.key.keySequence().isEmpty())
        self.remove.setEnabled(is_free and bool(self.keys.selectedItems()))

    @Slot()
    def on_add(self) -> None:
        """Add the key that was typed; one that is there already sets the new marker."""
        if not self.add.isEnabled():
            return
        if self._is_taken(self.key.keySequence()):
            text = self.tr("{key} does something else on this page. Choose another key.")
            shown = self.key.keySequence().toString(QKeySequence.SequenceFormat.NativeText)
            self._model.tell(Notice(text.format(key=shown), is_problem=True))
            return
        key = self.key.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
        others = tuple(each for each in self._model.study.keys if each.key != key)
        new = MarkerKey(key, self.name.text(), self.interval.isChecked())
        self._model.set_keys((*others, new))
        self.key.clear()
        self.name.clear()

    def _is_taken(self, key: QKeySequence) -> bool:
        """Tell whether a button of the page, or the window, has a key: pressed, neither would do anything."""
        page = self.parentWidget()
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        shortcuts = page.findChildren(QShortcut) if page is not None else []
        taken = [each.key() for each in shortcuts if isinstance(each.parent(), QAbstractButton)]
        taken += [each for action in self.window().findChildren(QAction) for each in action.shortcuts()]
        return key in [*taken, QKeySequence(Qt.Key.Key_Escape)]

    @Slot()
    def on_remove(self) -> None:
        """Remove the chosen key."""
        chosen = self.keys.currentRow()
        self._model.set_keys(tuple(key for row, key in enumerate(self._model.study.keys) if row != chosen))


def _text_of(key: MarkerKey, interval: str) -> str:
    shown = QKeySequence(key.key).toString(QKeySequence.SequenceFormat.NativeText) or key.key
    return f"{shown}  {interval.format(name=key.name) if key.is_interval else key.name}"

"""The list of recordings beside the one that is open."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.pages.review.library import Entry, title_of
from app.pages.review.questions import put_away_with_recording
from app.pages.review.view_model import ReviewViewModel
from app.widgets.dialogs import ask_for_text
from app.widgets.pictures import image_of
from app.widgets.tool_button import tool_button

_PICTURE = QSize(64, 48)


class LibraryPanel(QWidget):
    """Recordings with picture, title, time and people: to search, open, rename and remove."""

    chosen = Signal(Entry)
    """The user wants to see the recording of this entry."""

    def __init__(self, model: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._library = model.library
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search recordings"))
        self.search.setToolTip(self.tr("Search titles, names of people, notes and dates (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Recordings"))
        self.list.setToolTip(self.tr("Recordings in your folder, newest first; Enter opens one"))
        self.list.setIconSize(_PICTURE)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rename = tool_button(
            self.tr("Rename…"), self.tr("Give the recording that is open another title (F2)"), "F2"
        )
        self.remove = tool_button(self.tr("Delete"), self.tr("Delete the chosen recording; that can be undone"))
        buttons = QHBoxLayout()
        for button in (self.rename, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self.list.setMinimumSize(150, 40)
        self.search.textChanged.connect(self._library.search)
        self.list.itemActivated.connect(self.on_chosen)
        self.list.itemClicked.connect(self.on_chosen)
        self.list.currentItemChanged.connect(self.on_current_changed)
        self.rename.clicked.connect(self.ask_for_title)
        self.remove.clicked.connect(self.on_remove)
        finding = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        finding.setWhatsThis(self.tr("Search recordings"))
        finding.activated.connect(self.search.setFocus)
        self._library.changed.connect(self.on_changed)
        model.recording_changed.connect(self.on_changed)
        model.edits_changed.connect(self.on_changed)
        self.on_current_changed()

    @property
    def current(self) -> Entry | None:
        """The entry that is chosen in the list."""
        item = self.list.currentItem()
        entry = None if item is None else item.data(Qt.ItemDataRole.UserRole)
        return entry if isinstance(entry, Entry) else None

    @Slot()
    def on_changed(self) -> None:
        """List the recordings; the one that is open stands out, and what was chosen stays so.

        Where the list has the keyboard and nothing was chosen yet, the newest is.
        """
        is_open = self._model.recording.folder if self._model.recording else None
        kept = self.current.folder if self.current and self.list.hasFocus() else is_open
        self.list.blockSignals(True)
        self.list.clear()
        for entry in map(self._as_edited, self._library.entries):
            item = QListWidgetItem(f"{title_of(entry.info)}\n{entry.facts}{self._people(entry)}")
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setToolTip(str(entry.folder))
            if entry.picture is not None:
                item.setIcon(QIcon(QPixmap.fromImage(image_of(entry.picture))))
            font = item.font()
            font.setBold(entry.folder == is_open)
            item.setFont(font)
            self.list.addItem(item)
            if entry.folder == kept:
                self.list.setCurrentItem(item)
        if self.current is None and self.list.hasFocus():
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self.on_current_changed()

    @Slot()
    def on_current_changed(self) -> None:
        """Offer what can be done with the chosen recording."""
        self.rename.setEnabled(self._model.recording is not None)
        self.remove.setEnabled(self.current is not None)

    @Slot(QListWidgetItem)
    def on_chosen(self, item: QListWidgetItem) -> None:
        """Report that a recording is to be opened."""
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))

    @Slot()
    def ask_for_title(self) -> None:
        """Let the user type another title for the recording that is open."""
        question = ask_for_text(self, self.tr("Rename the recording"), self.tr("Title:"), self._model.give_title)
        put_away_with_recording(question, self._model)

    @Slot()
    def on_remove(self) -> None:
        """Remove the chosen recording."""
        if (entry := self.current) is not None:
            self._model.remove_recording(entry)

    def _as_edited(self, entry: Entry) -> Entry:
        """Return the same with what was edited just now, which is not on the disk yet."""
        recording = self._model.recording
        return replace(entry, info=recording.info) if recording and recording.folder == entry.folder else entry

    def _people(self, entry: Entry) -> str:
        if entry.people is None:
            return ""
        return "  ·  " + self.tr("faces: {count}").format(count=entry.people)

"""Markers and notes of a recording."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from app.look.clock import clock
from app.pages.review.view_model import ReviewViewModel
from app.widgets.tool_button import tool_button
from fer_core.recording.edits import Marker

_PAUSE_MS: Final = 700


class NotesPanel(QWidget):
    """A list of markers to go to, rename and remove, and a field for notes."""

    _renamed = Signal(object, str)

    def __init__(self, model: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown: tuple[Marker, ...] = ()
        self.markers = QListWidget()
        self.markers.setAccessibleName(self.tr("Markers"))
        self.markers.setToolTip(self.tr("Click to go to a marker, double-click to rename it"))
        self.add = tool_button(self.tr("Add"), self.tr("Mark the moment that is shown (K)"), Qt.Key.Key_K)
        self.remove = tool_button(self.tr("Remove"), self.tr("Remove the chosen marker (Delete)"), Qt.Key.Key_Delete)
        self.previous = tool_button("◀", self.tr("To the previous marker (P)"), Qt.Key.Key_P)
        self.next = tool_button("▶", self.tr("To the next marker (N)"), Qt.Key.Key_N)
        self.notes = QPlainTextEdit()
        self.notes.setPlaceholderText(self.tr("Notes"))
        self.notes.setAccessibleName(self.tr("Notes"))
        self.notes.setTabChangesFocus(True)
        # Breaking words, too, takes minutes for a single long one.
        self.notes.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self.keep_notes)
        self._lay_out()
        self.markers.itemClicked.connect(self.on_clicked)
        self.markers.itemActivated.connect(self.on_clicked)
        self.markers.itemChanged.connect(self.on_item_changed)
        # The list is made anew afterwards, which must not happen while it is in the middle of an edit.
        self._renamed.connect(self.on_renamed, Qt.ConnectionType.QueuedConnection)
        self.markers.itemSelectionChanged.connect(self.on_selected)
        self.add.clicked.connect(model.add_marker)
        self.remove.clicked.connect(self.on_remove)
        self.previous.clicked.connect(model.show_previous_marker)
        self.next.clicked.connect(model.show_next_marker)
        self.notes.textChanged.connect(self._pause.start)
        model.recording_changes.connect(self.keep_notes)
        model.edits_changed.connect(self.on_edits_changed)
        self.on_edits_changed()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.add, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        title = QHBoxLayout()
        title.addWidget(QLabel(self.tr("Markers")), 1)
        for button in (self.previous, self.next):
            title.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(title)
        layout.addWidget(self.markers, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.notes, 1)
        self.markers.setMinimumHeight(40)
        self.notes.setMinimumHeight(40)

    def show_recording(self) -> None:
        """Show the markers and notes of another recording."""
        self._pause.stop()
        self.notes.blockSignals(True)
        self.notes.setPlainText(self._model.edits.notes)
        self.notes.blockSignals(False)
        self._list_markers()
        self.on_selected()

    @Slot()
    def keep_notes(self) -> None:
        """Keep what was typed."""
        self._pause.stop()
        self._model.edit(self._model.edits.with_notes(self.notes.toPlainText()))

    @Slot()
    def on_edits_changed(self) -> None:
        """List the markers where they have changed; otherwise what is selected or being renamed stays so."""
        if self._model.edits.markers != self._shown:
            self._list_markers()
        self.on_selected()

    def _list_markers(self) -> None:
        self._shown = self._model.edits.markers
        self.markers.blockSignals(True)
        self.markers.clear()
        for marker in self._shown:
            item = QListWidgetItem(f"{clock(marker.time_s)}  {marker.name}")
            item.setData(Qt.ItemDataRole.UserRole, marker)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.markers.addItem(item)
        self.markers.blockSignals(False)
        self.on_selected()

    @Slot()
    def on_selected(self) -> None:
        """Offer what can be done."""
        has_recording = self._model.recording is not None
        for button in (self.add, self.notes):
            button.setEnabled(has_recording)
        for button in (self.previous, self.next):
            button.setEnabled(bool(self._model.edits.markers))
        self.remove.setEnabled(self._selected() is not None)

    @Slot(QListWidgetItem)
    def on_clicked(self, item: QListWidgetItem) -> None:
        """Go to a marker."""
        self._model.show_moment(_marker_of(item).time_s)

    @Slot(QListWidgetItem)
    def on_item_changed(self, item: QListWidgetItem) -> None:
        """Take the new name, with or without the time before it."""
        marker = _marker_of(item)
        self._renamed.emit(marker, item.text().strip().removeprefix(clock(marker.time_s)))

    @Slot(object, str)
    def on_renamed(self, marker: Marker, name: str) -> None:
        """Keep the new name of a marker."""
        self._shown = ()  # The text of an item is no longer what was listed.
        self._model.edit(self._model.edits.with_renamed_marker(marker, name))
        self.on_edits_changed()

    @Slot()
    def on_remove(self) -> None:
        """Remove the chosen marker."""
        if (marker := self._selected()) is not None:
            self._model.edit(self._model.edits.without_marker(marker))

    def _selected(self) -> Marker | None:
        items = self.markers.selectedItems()
        return _marker_of(items[0]) if items else None


def _marker_of(item: QListWidgetItem) -> Marker:
    marker = item.data(Qt.ItemDataRole.UserRole)
    assert isinstance(marker, Marker)
    return marker

"""Coding by people: the bar and the lanes, and the ways out and in."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.pages.review.codes_lanes import CodesLanes
from app.pages.review.coding_bar import CodingBar
from app.pages.review.coding_model import CodingModel
from app.pages.review.questions import put_away_with_recording
from app.pages.review.view_model import ReviewViewModel
from app.widgets.dialogs import ask_for_file, ask_where_to_save, kinds_of_tables
from app.widgets.tool_button import tool_button


class CodingPanel(QWidget):
    """What the page shows for coding, while ``button`` is pressed."""

    height_changed = Signal()
    """More or less is to be shown."""

    def __init__(self, review: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._height = 0
        self.model = CodingModel(review, self)
        self.bar = CodingBar(self.model, review)
        self.lanes = CodesLanes(self.model, review)
        self.button = tool_button(self.tr("Code"), self.tr("Write down what you see in the faces (C)"), "C")
        self.button.setCheckable(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.bar)
        layout.addWidget(self.lanes)
        self.setVisible(False)
        self.button.toggled.connect(self.on_toggled)
        self.bar.face_changed.connect(self.on_face_changed)
        self.bar.import_codes.clicked.connect(self.ask_for_import)
        review.recording_changed.connect(self.on_recording_changed)
        self.on_recording_changed()
        self.on_face_changed()

    @property
    def wanted_height(self) -> int:
        """Enough for all of it, in pixels; 0 while it is put away."""
        return self.sizeHint().height() if self.button.isChecked() else 0

    def event(self, event: QEvent) -> bool:
        """Tell the page where the keys or a lane came or went."""
        is_done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.wanted_height != self._height:
            self._height = self.wanted_height
            self.height_changed.emit()
        return is_done

    def add_to(self, menu: QMenu) -> None:
        """Offer the codes in the menu of what can be exported."""
        self.action: QAction = menu.addAction(self.tr("Codes…"))
        self.action.setToolTip(self.tr("Write what people have coded to a file for ELAN, or to a table"))
        self.action.triggered.connect(self.ask_for_export)
        menu.aboutToShow.connect(self.on_menu)
        self.on_menu()

    @Slot()
    def on_menu(self) -> None:
        """Offer codes where there are some."""
        self.action.setEnabled(any(codes.codes for codes in self.model.coded))

    @Slot(bool)
    def on_toggled(self, is_wanted: bool) -> None:
        """Show the panel, or put it away, which ends the coding."""
        if not is_wanted:
            self.model.stop()
        self.setVisible(is_wanted)

    @Slot()
    def on_recording_changed(self) -> None:
        """Offer coding where there is something to code."""
        self.button.setEnabled(self._review.recording is not None)

    @Slot()
    def on_face_changed(self) -> None:
        """Show the lanes of the face that is coded."""
        self.lanes.show_face(self.bar.face.currentData())

    @Slot()
    def ask_for_export(self) -> None:
        """Let the user choose where the codes go."""
        if (recording := self._review.recording) is None:
            return
        kinds = [self.tr("ELAN (*.eaf)"), kinds_of_tables()[0]]
        ask = partial(ask_where_to_save, self.window(), self.tr("Save codes as"), kinds, self.on_export_chosen)
        put_away_with_recording(ask(name="codes.eaf", folder=recording.folder), self._review)

    @Slot()
    def ask_for_import(self) -> None:
        """Let the user choose a file of codes."""
        kinds = [self.tr("Codes (*.eaf *.csv)")]
        question = ask_for_file(self.window(), self.tr("Import codes"), kinds, self.on_import_chosen)
        put_away_with_recording(question, self._review)

    @Slot(str)
    def on_export_chosen(self, path: str) -> None:
        """Write the codes."""
        self.model.export(Path(path))

    @Slot(str)
    def on_import_chosen(self, path: str) -> None:
        """Add the codes of a file."""
        self.model.import_from(Path(path))

"""The review page: a recording with its faces over time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from app.look.clock import clock
from app.pages.review.coding_panel import CodingPanel
from app.pages.review.exports import Exports
from app.pages.review.face_rows import FaceRows
from app.pages.review.group_review import GroupReview
from app.pages.review.library import Entry, title_of, when_of
from app.pages.review.library_panel import LibraryPanel
from app.pages.review.notes_panel import NotesPanel
from app.pages.review.progress_row import ProgressRow
from app.pages.review.time_bar import TimeBar
from app.pages.review.transport import Transport
from app.pages.review.view_model import ReviewViewModel
from app.services.folders import recordings_folder
from app.services.settings import Settings
from app.widgets.banner import Banner
from app.widgets.dialogs import (
    ask_for_file,
    ask_for_folder,
    kinds_of_videos,
)
from app.widgets.legend import Legend
from app.widgets.page import Page
from app.widgets.tool_button import tool_button
from app.widgets.video_view import VideoView
from fer_core.files import is_video
from fer_core.recording.info import is_group_folder
from fer_core.recording.reader import is_recording_folder

_VIDEO_HEIGHT: Final = 90


class ReviewPage(Page):
    """Shows a ``ReviewViewModel`` and passes on what the user does."""

    def __init__(self, settings: Settings, model: ReviewViewModel | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.model = model or ReviewViewModel(settings, parent=self)
        self.open = tool_button(self.tr("Open recording…"), self.tr("Open the folder of a recording"))
        self.open_video = tool_button(self.tr("Open video…"), self.tr("Open a video, analysed now or earlier"))
        self.library = LibraryPanel(self.model)
        self.title = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.title.setObjectName("heading")
        self.boxes = tool_button(self.tr("Boxes"), self.tr("Show faces and emotions on the picture (B)"), Qt.Key.Key_B)
        self.boxes.setCheckable(True)
        self.exports = Exports(self.model, settings, self)
        self.legend = Legend()
        self.time_bar = TimeBar(self.model)
        self.banner = Banner()
        self.progress = ProgressRow(self.model.tasks)
        self.video = VideoView()
        self.video.setMinimumSize(200, _VIDEO_HEIGHT)
        self.transport = Transport(self.model)
        self.transport.add_keys(self)
        self.panel = NotesPanel(self.model)
        self.faces = FaceRows(self.model)
        self.coding = CodingPanel(self.model)
        self.coding.add_to(self.exports.button.menu())
        self.group = GroupReview(self.model, settings)
        self._lay_out()
        self._connect()
        self.on_recording_changed()

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        controls.addWidget(self.title, 1)
        for widget in (self.open, self.open_video, self.coding.button, self.exports.button):
            controls.addWidget(widget)
        self.transport.add(self.boxes)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.video, 1)
        column.addWidget(self.transport)
        upper = QSplitter(Qt.Orientation.Horizontal)
        for part, stretch in ((self.library, 1), (left, 4), (self.group, 5), (self.panel, 1)):
            upper.addWidget(part)
            upper.setStretchFactor(upper.count() - 1, stretch)
        upper.setSizes([190, 560, 750, 190])
        self.lanes = QWidget()
        lanes = QVBoxLayout(self.lanes)
        lanes.setContentsMargins(0, 0, 0, 0)
        self._gap = lanes.spacing()
        lanes.addWidget(self.coding)
        lanes.addWidget(self.legend)
        lanes.addWidget(self.faces, 1)
        lanes.addWidget(self.time_bar)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.lanes)
        self.group.stand_for(left, self.panel, self.lanes)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        for splitter in (upper, self.splitter):
            splitter.setChildrenCollapsible(False)
        layout = self.column()
        layout.addLayout(controls)
        layout.addWidget(self.banner)
        layout.addWidget(self.progress)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        model = self.model
        model.recording_changed.connect(self.on_recording_changed)
        model.opened.connect(self.opened)
        self.group.opened.connect(self.opened)
        self.group.changed.connect(self.on_title_changed)
        model.picture_changed.connect(self.on_picture_changed)
        model.edits_changed.connect(self.on_picture_changed)
        model.edits_changed.connect(self.on_title_changed)
        model.tasks.notice_changed.connect(self.on_notice_changed)
        self.open.clicked.connect(self.ask_for_recording)
        self.open_video.clicked.connect(self.ask_for_video)
        self.library.chosen.connect(self.on_entry_chosen)
        self.legend.hidden_changed.connect(self.faces.hide_lines)
        self.faces.rows_changed.connect(self.on_rows_changed)
        self.coding.button.toggled.connect(self.on_rows_changed)
        self.coding.height_changed.connect(self.on_rows_changed)
        self.coding.model.blind_changed.connect(self.on_blind_changed)
        self.boxes.toggled.connect(self.on_picture_changed)
        self.exports.about_to_write.connect(self.panel.keep_notes)
        self.video.clicked.connect(model.choose_face_at)
        self.banner.dismissed.connect(model.tasks.dismiss_notice)
        self.banner.acted.connect(model.library.undo_removal)

    def enter(self) -> None:
        """Look for new recordings; where none is open the list has the keyboard."""
        self.model.library.refresh()
        if self.model.recording is None and self.group.recording is None:
            self.library.list.setFocus()

    def leave(self) -> None:
        """Hold the video."""
        self.panel.keep_notes()
        self.model.set_playing(False)

    def shut(self) -> None:
        """Keep what was typed and stop the threads."""
        self.panel.keep_notes()
        self.coding.model.close()
        self.model.close()

    def accepts_drop(self, paths: Sequence[Path]) -> bool:
        """Take one recording, or one video."""
        return len(paths) == 1 and (is_recording_folder(paths[0]) or is_video(paths[0]))

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a recording or a video."""
        if is_recording_folder(paths[0]):
            self.open_recording(paths[0])
        else:
            self.analyse_video(paths[0])

    def analyse_video(self, path: Path, *, at_s: float = 0.0) -> None:
        """Open a video at a moment in seconds, analysed now or earlier."""
        self.setFocus()
        self.panel.keep_notes()
        self.model.open_video(path, at_s=at_s)

    def open_recording(self, folder: Path) -> None:
        """Open a recording, whose keys then act at once."""
        self.setFocus()
        self._open_recording(folder)

    def _open_recording(self, folder: Path) -> None:
        self.panel.keep_notes()
        if is_group_folder(folder):
            self.group.open_recording(folder)
        else:
            self.model.open_recording(folder)

    @Slot()
    def on_recording_changed(self) -> None:
        """Show another recording."""
        recording = self.model.recording
        self.panel.show_recording()
        self.lanes.setVisible(recording is not None)
        if recording is None:
            self.video.show_message(self.tr("Open a video, or choose a recording at the left."))
        else:
            self.video.show_message("")
            self.boxes.setChecked(not recording.info.settings.get("recording/annotated", False))
        for button in (self.boxes, self.exports.button):
            button.setEnabled(recording is not None)
        self.on_rows_changed()
        self.on_title_changed()
        self.on_picture_changed()

    @Slot()
    def on_picture_changed(self) -> None:
        """Show the picture and the faces on it."""
        model = self.model
        self.video.show_frame(model.frame)
        faces = model.faces if self.boxes.isChecked() else ()
        self.video.show_faces(
            faces,
            chosen_id=model.chosen_id,
            names={face.face_id: model.name_of(face.face_id) for face in faces},
            is_blind=self.coding.model.is_blind,
        )

    @Slot()
    def on_blind_changed(self) -> None:
        """Hide what the model reads from who codes blind, or show it again."""
        is_blind = self.coding.model.is_blind
        self.legend.setHidden(is_blind)
        self.faces.setHidden(is_blind)
        self.on_rows_changed()
        self.on_picture_changed()

    @Slot()
    def on_title_changed(self) -> None:
        """Say which recording is open."""
        recording = self.model.recording
        if recording is None:
            self.title.setText(self.group.title or self.tr("No recording is open"))
            return
        people = self.tr("faces: {count}").format(count=len(self.model.tracks))
        facts = (title_of(recording.info), when_of(recording.info), clock(recording.duration_s), people)
        self.title.setText("  ·  ".join(facts))

    @Slot()
    def on_rows_changed(self) -> None:
        """Give the rows the height that they need, and no more."""
        read = 0 if self.coding.model.is_blind else self.faces.wanted_height + self.legend.sizeHint().height()
        wanted = read + self.coding.wanted_height + self.time_bar.sizeHint().height() + 3 * self._gap
        self.splitter.setSizes([self.splitter.height() - wanted, wanted])

    @Slot(Entry)
    def on_entry_chosen(self, entry: Entry) -> None:
        """Open a recording of the library, where the keyboard stays."""
        self._open_recording(entry.folder)

    @Slot()
    def on_notice_changed(self) -> None:
        """Show the sentence for the banner."""
        self.banner.show_notice(self.model.tasks.notice)

    @Slot()
    def ask_for_recording(self) -> None:
        """Let the user choose the folder of a recording."""
        folder = recordings_folder(self._settings)
        ask_for_folder(self, self.tr("Open a recording"), self.on_recording_chosen, folder=folder)

    @Slot()
    def ask_for_video(self) -> None:
        """Let the user choose a video."""
        ask_for_file(self, self.tr("Open a video"), kinds_of_videos(), self.on_video_chosen)

    @Slot(str)
    def on_recording_chosen(self, folder: str) -> None:
        """Open the recording that was chosen."""
        self.open_recording(Path(folder))

    @Slot(str)
    def on_video_chosen(self, path: str) -> None:
        """Open the video that was chosen."""
        self.analyse_video(Path(path))

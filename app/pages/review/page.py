"""The review page: a recording with its faces over time."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.look.clock import clock
from app.pages.review.face_rows import FaceRows
from app.pages.review.notes_panel import NotesPanel
from app.pages.review.progress_row import ProgressRow
from app.pages.review.transport import Transport
from app.pages.review.view_model import ReviewViewModel
from app.services.folders import recordings_folder
from app.services.settings import Settings
from app.widgets.banner import Banner
from app.widgets.dialogs import (
    ask_for_file,
    ask_for_folder,
    ask_where_to_save,
    ask_where_to_save_table,
    kinds_of_videos,
)
from app.widgets.keys import pressed_by_keys
from app.widgets.page import Page
from app.widgets.tool_button import relabel, tool_button
from app.widgets.video_view import VideoView
from fer_core.files import is_video
from fer_core.recording.info import RecordingInfo
from fer_core.recording.reader import is_recording_folder

_MOST_RECENT: Final = 30
_VIDEO_HEIGHT: Final = 150


class ReviewPage(Page):
    """Shows a ``ReviewViewModel`` and passes on what the user does."""

    def __init__(self, settings: Settings, model: ReviewViewModel | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.model = model or ReviewViewModel(settings, parent=self)
        self.open = tool_button(self.tr("Open recording…"), self.tr("Open the folder of a recording"))
        self.open_video = tool_button(self.tr("Open video…"), self.tr("Open a video, analysed now or earlier"))
        self.recent = pressed_by_keys(QComboBox())
        self.recent.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.recent.setToolTip(self.tr("Recordings in your folder, newest first"))
        self.recent.setAccessibleName(self.tr("Recent recordings"))
        self.recent.setPlaceholderText(self.tr("Recent recordings"))
        self.boxes = tool_button(self.tr("Boxes"), self.tr("Show faces and emotions on the picture (B)"), Qt.Key.Key_B)
        self.boxes.setCheckable(True)
        self.whole = tool_button("", self.tr("Forget the range that was drawn; export everything"))
        self.table = tool_button(self.tr("Table…"), self.tr("Write the faces of the range, or all, to a table"))
        self.report = tool_button(self.tr("Report…"), self.tr("Write a report about the range, or all (HTML)"))
        self.banner = Banner()
        self.progress = ProgressRow(self.model.tasks)
        self.video = VideoView()
        self.video.setMinimumSize(200, _VIDEO_HEIGHT)
        self.transport = Transport(self.model)
        self.transport.add_keys(self)
        self.panel = NotesPanel(self.model)
        self.faces = FaceRows(self.model)
        self._lay_out()
        self._connect()
        self.on_recording_changed()

    def _lay_out(self) -> None:
        controls = QHBoxLayout()
        for widget in (self.open, self.open_video):
            controls.addWidget(widget)
        self.recent.setMinimumWidth(120)
        self.recent.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        controls.addWidget(self.recent, 1)
        for widget in (self.table, self.report):
            controls.addWidget(widget)
        for widget in (self.whole, self.boxes):
            self.transport.add(widget)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.video, 1)
        column.addWidget(self.transport)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(left)
        upper.addWidget(self.panel)
        upper.setStretchFactor(0, 4)
        upper.setStretchFactor(1, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(self.faces)
        self.splitter.setStretchFactor(0, 3)
        self.splitter.setStretchFactor(1, 2)
        for splitter in (upper, self.splitter):
            splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 8)
        layout.setSpacing(10)
        layout.addLayout(controls)
        layout.addWidget(self.banner)
        layout.addWidget(self.progress)
        layout.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        model = self.model
        model.recording_changed.connect(self.on_recording_changed)
        model.opened.connect(self.opened)
        model.picture_changed.connect(self.on_picture_changed)
        model.edits_changed.connect(self.on_picture_changed)
        model.range_changed.connect(self.on_range_changed)
        model.recent_changed.connect(self.on_recent_changed)
        model.tasks.notice_changed.connect(self.on_notice_changed)
        self.open.clicked.connect(self.ask_for_recording)
        self.open_video.clicked.connect(self.ask_for_video)
        self.recent.activated.connect(self.on_recent_chosen)
        self.boxes.toggled.connect(self.on_picture_changed)
        self.whole.clicked.connect(model.clear_range)
        self.table.clicked.connect(self.ask_for_table)
        self.report.clicked.connect(self.ask_for_report)
        self.video.clicked.connect(model.choose_face_at)
        self.banner.dismissed.connect(model.tasks.dismiss_notice)

    def enter(self) -> None:
        """Look for new recordings."""
        self.model.refresh_recent()

    def leave(self) -> None:
        """Hold the video."""
        self.panel.keep_notes()
        self.model.set_playing(False)

    def shut(self) -> None:
        """Keep what was typed and stop the threads."""
        self.panel.keep_notes()
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
        self.panel.keep_notes()
        self.model.open_video(path, at_s=at_s)

    def open_recording(self, folder: Path) -> None:
        """Open a recording."""
        self.panel.keep_notes()
        self.model.open_recording(folder)

    @Slot()
    def on_recording_changed(self) -> None:
        """Show another recording."""
        recording = self.model.recording
        self.panel.show_recording()
        if recording is None:
            self.video.show_message(self.tr("Open a recording or a video, or choose a recent recording above."))
        else:
            self.video.show_message("")
            self.boxes.setChecked(not recording.info.settings.get("recording/annotated", False))
            self.splitter.setSizes([self.splitter.height() - self.faces.wanted_height, self.faces.wanted_height])
        for button in (self.boxes, self.table, self.report):
            button.setEnabled(recording is not None)
        self.on_range_changed()
        self.on_picture_changed()

    @Slot()
    def on_picture_changed(self) -> None:
        """Show the picture and the faces on it."""
        model = self.model
        self.video.show_frame(model.frame)
        faces = model.faces if self.boxes.isChecked() else ()
        self.video.show_faces(faces, chosen_id=model.chosen_id, names=model.edits.names)

    @Slot()
    def on_range_changed(self) -> None:
        """Show which range is exported."""
        range_s = self.model.range_s
        self.whole.setVisible(range_s is not None)
        if range_s is not None:
            relabel(self.whole, f"{clock(range_s[0])} – {clock(range_s[1])}  ✕")

    @Slot()
    def on_recent_changed(self) -> None:
        """List the recordings."""
        self.recent.clear()
        for folder, info in self.model.recent[:_MOST_RECENT]:
            self.recent.addItem(_title(info), folder)
        self.recent.setCurrentIndex(-1)
        self.recent.setEnabled(self.recent.count() > 0)

    @Slot(int)
    def on_recent_chosen(self, index: int) -> None:
        """Open a recording of the list."""
        folder = self.recent.itemData(index)
        self.recent.setCurrentIndex(-1)
        self.open_recording(Path(folder))

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

    @Slot()
    def ask_for_table(self) -> None:
        """Let the user choose where the table goes."""
        ask = partial(ask_where_to_save_table, self, self.tr("Save as"), self.on_table_chosen, name="faces.csv")
        self._ask_for_file(ask)

    @Slot()
    def ask_for_report(self) -> None:
        """Let the user choose where the report goes."""
        kinds = [self.tr("Reports (*.html)")]
        ask = partial(ask_where_to_save, self, self.tr("Save as"), kinds, self.on_report_chosen, name="report.html")
        self._ask_for_file(ask)

    @Slot(str)
    def on_recording_chosen(self, folder: str) -> None:
        """Open the recording that was chosen."""
        self.open_recording(Path(folder))

    @Slot(str)
    def on_video_chosen(self, path: str) -> None:
        """Open the video that was chosen."""
        self.analyse_video(Path(path))

    @Slot(str, bool)
    def on_table_chosen(self, path: str, for_spreadsheets: bool) -> None:
        """Write the table."""
        self.panel.keep_notes()
        self.model.export_table(Path(path), for_spreadsheets=for_spreadsheets)

    @Slot(str)
    def on_report_chosen(self, path: str) -> None:
        """Write the report."""
        self.panel.keep_notes()
        self.model.write_report(Path(path))

    def _ask_for_file(self, ask: Callable[..., QDialog | None]) -> None:
        """Call ``ask`` with the ``folder`` of the recording."""
        if (recording := self.model.recording) is not None and (dialog := ask(folder=recording.folder)) is not None:
            # What is asked about is gone with the recording.
            self.model.recording_changes.connect(dialog.reject)


def _title(info: RecordingInfo) -> str:
    when = info.started_at[:16].replace("T", " ")
    return f"{when}  ·  {info.source}" + (f"  ·  {clock(info.duration_s)}" if info.is_finished else "")

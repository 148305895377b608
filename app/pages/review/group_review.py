"""A group's recording in Review: a chart of its numbers, in place of a video and faces."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.look.clock import clock
from app.pages.review.group_export import export_group
from app.pages.review.group_report import summary_of, write_group_report
from app.pages.review.library import title_of, when_of
from app.pages.review.opening import still_running
from app.pages.review.questions import put_away_with_recording
from app.pages.review.tasks import Progress
from app.pages.review.view_model import ReviewViewModel
from app.services.group_settings import VALENCE
from app.services.notice import Notice
from app.services.settings import Settings
from app.widgets.affect_line import AffectLine
from app.widgets.dialogs import ask_where_to_save, ask_where_to_save_table
from app.widgets.group_bars import MeanBars, ShareBar
from app.widgets.group_timeline import GroupTimeline
from app.widgets.timeline import Mark
from app.widgets.tool_button import tool_button
from fer_core.recording.group_reader import GroupRecording, open_group
from fer_core.recording.group_table import together


class GroupReview(QWidget):
    """Shows the group's ``recording`` while one is open, and hands it on as a table or a report.

    It stands for ``others``, which are hidden meanwhile.
    """

    changed = Signal()
    """Another recording is open, or none any more."""
    opened = Signal(str)

    def __init__(self, model: ReviewViewModel, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._settings = settings
        self._others: tuple[QWidget, ...] = ()
        self.recording: GroupRecording | None = None
        self.summary = QLabel(wordWrap=True)
        self.table = tool_button(self.tr("Table…"), self.tr("Write the numbers of all intervals to a table"))
        self.report = tool_button(self.tr("Report…"), self.tr("Write a report about the group (HTML)"))
        self.shares = ShareBar()
        self.affect = AffectLine(settings)
        self.means = MeanBars()
        self.timeline = GroupTimeline()
        self._lay_out()
        self.table.clicked.connect(self.ask_for_table)
        self.report.clicked.connect(self.ask_for_report)
        model.recording_changed.connect(self.on_recording_changed)
        model.removed.connect(self.on_removed)
        self.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.summary, 1)
        for button in (self.table, self.report):
            top.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.shares)
        column.addWidget(self.affect)
        column.addWidget(self.means, 1)
        column.addWidget(self.timeline, 2)

    @property
    def title(self) -> str:
        """What is open, when it was made, and how long it is."""
        if self.recording is None:
            return ""
        info = self.recording.info
        return "  ·  ".join((title_of(info), when_of(info), clock(self.recording.duration_s)))

    def stand_for(self, *others: QWidget) -> None:
        """Take the place of others while a group's recording is open."""
        self._others = others

    def open_recording(self, folder: Path) -> None:
        """Open a group's recording."""
        self._model.tasks.begin(self.tr("Opening…"), lambda _: open_group(folder), self._take)

    def _take(self, recording: GroupRecording) -> None:
        if recording.is_growing:
            self._model.tasks.tell_errors([still_running()])
            return
        self._model.close_recording()
        self.recording = recording
        reading = together(recording.table)
        self.summary.setText(summary_of(recording, reading))
        self.shares.show_shares(None if reading is None else reading.shares)
        self.means.show_means(None if reading is None else reading.means, None if reading is None else reading.spreads)
        marks = [Mark(marker.time_s, marker.name) for marker in recording.info.edits.markers]
        span_s = (0.0, max(recording.duration_s, recording.interval_s))
        self.timeline.show_table(recording.table, interval_s=recording.interval_s, span_s=span_s, marks=marks)
        self._show(True)
        self.affect.show_probabilities(None if reading is None else reading.means)
        self.opened.emit(str(recording.folder))
        self._model.tasks.tell_errors(recording.problems)

    def _show(self, shown: bool) -> None:
        self.setVisible(shown)
        for other in self._others:
            other.setVisible(not shown)
        self.changed.emit()

    @Slot()
    def on_recording_changed(self) -> None:
        """Give way to a recording of faces."""
        if self._model.recording is not None and self.recording is not None:
            self._close()

    @Slot(Path)
    def on_removed(self, folder: Path) -> None:
        """Show nothing of what was removed."""
        if self.recording is not None and self.recording.folder == folder:
            self._model.recording_changes.emit()
            self._close()

    def _close(self) -> None:
        self.recording = None
        self._show(False)

    @Slot()
    def ask_for_table(self) -> None:
        """Let the user choose where the table goes."""
        if (recording := self.recording) is not None:
            folder, then = recording.folder.parent, self.on_table_chosen
            question = ask_where_to_save_table(self, self.tr("Save as"), then, name="class.csv", folder=folder)
            put_away_with_recording(question, self._model)

    @Slot()
    def ask_for_report(self) -> None:
        """Let the user choose where the report goes."""
        if (recording := self.recording) is not None:
            kinds = [self.tr("Reports (*.html)")]
            question = ask_where_to_save(
                self,
                self.tr("Save as"),
                kinds,
                self.on_report_chosen,
                name="class.html",
                folder=recording.folder.parent,
            )
            put_away_with_recording(question, self._model)

    @Slot(str, bool)
    def on_table_chosen(self, path: str, for_spreadsheets: bool) -> None:
        """Write the table."""
        valence = self._settings.get(VALENCE)
        write = partial(export_group, for_spreadsheets=for_spreadsheets, valence=valence)
        self._hand_on(self.tr("Writing the table…"), Path(path), write)

    @Slot(str)
    def on_report_chosen(self, path: str) -> None:
        """Write the report."""
        write = partial(write_group_report, valence=self._settings.get(VALENCE))
        self._hand_on(self.tr("Writing the report…"), Path(path), write)

    def _hand_on(self, task: str, path: Path, write: partial[None]) -> None:
        recording, tasks = self.recording, self._model.tasks
        if recording is None:
            return

        def work(progress: Progress) -> None:
            write(recording, path, progress)

        written = self.tr("{path} is written.").format(path=path)
        tasks.begin(task, work, lambda _: tasks.tell(Notice(written, path=path)))

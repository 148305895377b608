"""The study page: who was recorded with what, the next recording, and what comes of all."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from app.look.clock import clock
from app.pages.study.grid import StudyGrid
from app.pages.study.keys_panel import KeysPanel
from app.pages.study.marker_shortcuts import MarkerShortcuts
from app.pages.study.stimulus_window import StimulusWindow
from app.pages.study.take import Stage, Take
from app.pages.study.view_model import StudyViewModel
from app.services.notice import Action
from app.widgets.banner import Banner
from app.widgets.dialogs import (
    ask_for_file,
    ask_for_folder,
    ask_for_text,
    ask_to_confirm,
    ask_where_to_save,
    kinds_of_videos,
)
from app.widgets.page import Page
from app.widgets.tool_button import relabel, tool_button
from fer_core.rows.formats import available_suffixes
from fer_core.study.presentation import StimulusPlayer
from fer_core.study.run import paths_of_tables
from fer_core.study.study_file import STUDY_JSON


class StudyPage(Page):
    """Shows a ``StudyViewModel``, and the stimulus window while one is shown; passes on what the user does."""

    def __init__(self, model: StudyViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        model.setParent(self)
        self.stimulus_window: StimulusWindow | None = None
        self._shortcuts = MarkerShortcuts(self, model)
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.new = tool_button(self.tr("New study…"), self.tr("Begin a study in a folder"))
        self.open = tool_button(self.tr("Open study…"), self.tr("Open the folder of a study"))
        self.add_participant = tool_button(self.tr("Add participant…"), self.tr("Add somebody who takes part (P)"), "P")
        self.add_stimulus = tool_button(self.tr("Add stimulus"), self.tr("Add what participants are shown or asked"))
        self.add_stimulus.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.add_stimulus.setMenu(QMenu(self.add_stimulus))
        self.video = self.add_stimulus.menu().addAction(self.tr("A video…"))
        self.question = self.add_stimulus.menu().addAction(self.tr("Without a video…"))
        self.record = tool_button(self.tr("Record"), "", Qt.Key.Key_R, others=(self.tr("Stop"),))
        self.record.setObjectName("record")
        self.results = tool_button(self.tr("Results"), self.tr("Write tables or a report of all recordings"))
        self.results.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.results.setMenu(QMenu(self.results))
        self.report = self.results.menu().addAction(self.tr("Report…"))
        self.tables = [
            self.results.menu().addAction(self.tr("Tables ({suffix})…").format(suffix=suffix))
            for suffix in available_suffixes()
        ]
        self.banner = Banner()
        self.status = QLabel(wordWrap=True)
        self.status.setAccessibleName(self.tr("Status"))
        self.grid = StudyGrid(model)
        self.keys = KeysPanel(model)
        self._lay_out()
        self._connect()
        self.on_changed()

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.title, 1)
        for button in (self.new, self.open, self.results):
            top.addWidget(button)
        for button in (self.record, self.add_participant, self.add_stimulus):
            below.addWidget(button)
        below.addStretch(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid, 1)
        column.addLayout(below)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        for part, stretch in ((left, 3), (self.keys, 1)):
            splitter.addWidget(part)
            splitter.setStretchFactor(splitter.count() - 1, stretch)
        layout = self.column()
        layout.addLayout(top)
        layout.addWidget(self.banner)
        layout.addWidget(self.status)
        layout.addWidget(splitter, 1)

    def _connect(self) -> None:
        model = self.model
        model.changed.connect(self.on_changed)
        model.notice_changed.connect(self.on_notice_changed)
        model.take_begun.connect(self.on_take_begun)
        self.grid.chosen.connect(self.on_changed)
        self.banner.dismissed.connect(partial(model.tell, None))
        self.banner.acted.connect(self.on_banner_acted)
        self.new.clicked.connect(self.ask_where_to_begin)
        self.open.clicked.connect(self.ask_for_study)
        self.add_participant.clicked.connect(self.ask_for_participant)
        self.video.triggered.connect(self.ask_for_video)
        self.question.triggered.connect(self.ask_for_question)
        self.record.clicked.connect(self.on_record)
        self.report.triggered.connect(self.ask_for_report)
        for suffix, action in zip(available_suffixes(), self.tables, strict=True):
            action.triggered.connect(partial(self.ask_for_tables, suffix))

    def enter(self) -> None:
        """Open the study of the last time."""
        self.model.open_last()

    def shut(self) -> None:
        """Close the stimulus and end the threads."""
        if self.stimulus_window is not None:
            self.stimulus_window.dismiss()
        self.model.close()

    def accepts_drop(self, paths: Sequence[Path]) -> bool:
        """Take the folder of a study."""
        return len(paths) == 1 and (paths[0] / STUDY_JSON).is_file()

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open a study."""
        self.model.open(paths[0])

    @Slot()
    def on_changed(self) -> None:
        """Show how far everything is, and offer what can be done."""
        model, take = self.model, self.model.take
        has_study, is_free = model.folder is not None, not model.is_busy and take is None
        self.title.setText((model.study.title or self.tr("Study")) if has_study else self.tr("No study is open"))
        for button in (self.new, self.open):
            button.setEnabled(is_free)
        for button in (self.add_participant, self.add_stimulus, self.results):
            button.setEnabled(is_free and has_study)
        self.record.setEnabled(take is not None or (model.can_record and self.grid.pair is not None))
        relabel(self.record, self.tr("Record") if take is None else self.tr("Stop"))
        tip = self.tr("Record the chosen participant with the chosen stimulus (R)")
        tip = tip if take is None else self.tr("End the recording now; it is kept (R)")
        self.record.setToolTip(tip)
        self.record.setAccessibleName(tip)
        self.status.setText(self._status())
        self._shortcuts.follow()

    @Slot()
    def on_notice_changed(self) -> None:
        """Show the newest notice."""
        self.banner.show_notice(self.model.notice)

    @Slot(Action)
    def on_banner_acted(self, action: Action) -> None:
        """Open the newest recording in Review."""
        if action is Action.REVIEW and self.model.notice is not None:
            self.review_asked.emit(self.model.notice.recording)

    @Slot(Take)
    def on_take_begun(self, take: Take) -> None:
        """Show the stimulus when the take wants it."""
        take.stimulus_due.connect(partial(self._show_stimulus, take))
        take.changed.connect(self.on_take_changed)

    @Slot()
    def on_take_changed(self) -> None:
        """Take the stimulus away once its recording ends."""
        take = self.model.take
        if self.stimulus_window is not None and (take is None or take.stage is Stage.SAVING):
            window, self.stimulus_window = self.stimulus_window, None
            window.dismiss()

    @Slot()
    def on_record(self) -> None:
        """Record the chosen participant with the chosen stimulus, or end the recording."""
        if self.model.take is not None:
            self.model.stop()
        elif self.grid.pair is not None:
            if self.model.study.has_recorded(*self.grid.pair):
                self.ask_whether_to_record_again(*self.grid.pair)
            else:
                self.model.record(*self.grid.pair)

    @Slot(str)
    def on_stimulus_given_up(self, reason: str) -> None:
        """End the recording of a stimulus that was closed or cannot go on."""
        self.stimulus_window = None
        if self.model.take is not None:
            self.model.take.problem = reason or self.model.take.problem
            self.model.stop()

    @Slot()
    def on_stimulus_over(self) -> None:
        """Go on recording a little without the stimulus."""
        self.stimulus_window = None
        if self.model.take is not None:
            self.model.take.end_stimulus()

    def _show_stimulus(self, take: Take, player: StimulusPlayer) -> None:
        window = self.stimulus_window = StimulusWindow(self, player, self.model.study.keys, self.model.mark)
        window.painted.connect(take.note_painted)
        window.over.connect(self.on_stimulus_over)
        window.given_up.connect(self.on_stimulus_given_up)
        window.play()

    # Questions.

    @Slot()
    def ask_where_to_begin(self) -> None:
        """Let the user choose the folder of a new study."""
        ask_for_folder(self, self.tr("Folder of the new study"), lambda path: self.model.begin(Path(path)))

    @Slot()
    def ask_for_study(self) -> None:
        """Let the user choose a study."""
        ask_for_folder(self, self.tr("Open a study"), lambda path: self.model.open(Path(path)))

    def ask_whether_to_record_again(self, participant: str, stimulus: str) -> None:
        """Record what has a recording already only where the user wants another."""
        pair = {"participant": participant, "stimulus": stimulus}
        # Each pair has a question of its own: one that is asked again only comes to the front.
        title = self.tr("Record {participant} with {stimulus} again").format(**pair)
        text = self.tr("{participant} with {stimulus} has a recording already. Record another? Both are kept.")
        record = partial(self.model.record, participant, stimulus)
        ask_to_confirm(self, title, text.format(**pair), self.tr("Record another"), record)

    @Slot()
    def ask_for_participant(self) -> None:
        """Let the user type who takes part."""
        label = self.tr("Id of the participant, better a number than a name:")
        ask_for_text(self, self.tr("Add a participant"), label, self.model.add_participant)

    @Slot()
    def ask_for_video(self) -> None:
        """Let the user choose the video of a stimulus."""
        ask_for_file(
            self, self.tr("Video of the stimulus"), kinds_of_videos(), lambda path: self.model.add_video(Path(path))
        )

    @Slot()
    def ask_for_question(self) -> None:
        """Let the user type what a stimulus without a video is called."""
        ask_for_text(self, self.tr("Add a stimulus"), self.tr("Name of the stimulus:"), self.model.add_stimulus)

    @Slot()
    def ask_for_report(self) -> None:
        """Let the user choose where the report goes."""
        kinds = (self.tr("Web page (*.html)"),)
        title = self.tr("Report about the study")
        folder = self.model.folder
        write = self.model.write_report
        ask_where_to_save(self, title, kinds, lambda path: write(Path(path)), name="report.html", folder=folder)

    def ask_for_tables(self, suffix: str, _checked: bool = False) -> None:
        """Let the user choose the folder of the tables."""
        title = self.tr("Folder for the tables")
        ask_for_folder(self, title, lambda path: self.write_tables(Path(path), suffix), folder=self.model.folder)

    def write_tables(self, out: Path, suffix: str) -> None:
        """Write the tables; where files of their names are there, the user is asked first."""
        write = partial(self.model.write_tables, out, suffix)
        names = ", ".join(path.name for path in paths_of_tables(out, suffix) if path.exists())
        if not names:
            write()
            return
        text = self.tr("{folder} has files of these names already: {names}.").format(folder=out, names=names)
        ask_to_confirm(self, self.tr("Tables are replaced"), text, self.tr("Replace them"), write)

    def _status(self) -> str:
        model, take = self.model, self.model.take
        if take is not None:
            text = self.tr("Recording {participant} with {stimulus}: {time}")
            return text.format(participant=take.participant, stimulus=take.stimulus, time=clock(model.elapsed_s))
        if model.progress is not None:
            done, total = model.progress
            return self.tr("Reading recordings: {done} of {total}").format(done=done, total=total)
        if model.folder is None:
            return self.tr("A study is a folder with the recordings of several participants. Begin one, or open one.")
        missing = sum(1 for _ in model.study.missing())
        text = self.tr("Participants: {people}. Stimuli: {stimuli}. Not recorded yet: {missing}.")
        people, stimuli = len(model.study.participants), len(model.study.stimuli)
        status = text.format(people=people, stimuli=stimuli, missing=missing)
        hint = self.tr("There is no picture to record: open a camera on the page Live.")
        return f"{status} {hint}" if model.lacks_picture else status

"""What the study page shows, without a widget."""

from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.look.words import sentence_for, sentence_of_failure
from app.pages.study.recorder import StudyRecorder
from app.pages.study.take import Take
from app.pages.study.work import (
    RECORDINGS,
    adding,
    begin_study,
    keep_recording,
    make_report,
    make_tables,
    player_of,
)
from app.services.notice import Notice
from app.services.settings import Settings
from app.services.threads import Background
from app.services.window_settings import STUDY_FOLDER
from fer_core.study.model import MarkerKey, Study, path_in_study
from fer_core.study.presentation import StimulusPlayer
from fer_core.study.study_file import change_study, read_study

_STOP_S: Final = 10.0
_TICK_MS: Final = 200

T = TypeVar("T")


class _Stopped(Exception):  # noqa: N818
    """The window is being closed."""


class StudyViewModel(QObject):
    """A study, the recording that is being made for it, and the newest notice; files are read and written in threads.

    One thing is done at a time: while ``is_busy`` the rest waits.
    """

    changed = Signal()
    notice_changed = Signal()
    take_begun = Signal(Take)

    def __init__(self, settings: Settings, recorder: StudyRecorder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._recorder = recorder
        self._background = Background(_STOP_S, self)
        self._stopping = Event()
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.changed)
        self._waiting: deque[Callable[[], Callable[[], object]]] = deque()
        self.folder: Path | None = None
        self.study = Study()
        self.take: Take | None = None
        self.notice: Notice | None = None
        self.is_busy = False
        self.progress: tuple[int, int] | None = None
        """How many recordings of how many are done, of tables or a report in the making."""
        recorder.changed.connect(self.changed)

    @property
    def can_record(self) -> bool:
        """Whether a recording can begin: there is somebody to record, a picture, and no recording yet."""
        is_free = self.take is None and not self.is_busy and not self._recorder.is_recording
        return is_free and self._recorder.can_begin and bool(self.study.participants and self.study.stimuli)

    @property
    def lacks_picture(self) -> bool:
        """Whether there is somebody to record, but nothing that shows them."""
        return bool(self.study.participants and self.study.stimuli) and not self._recorder.can_begin

    @property
    def elapsed_s(self) -> float:
        """The length of the present recording in seconds."""
        return self._recorder.elapsed_s

    # What the user does.

    def open_last(self) -> None:
        """Open the study of the last time, if it is still there."""
        folder = self._settings.get(STUDY_FOLDER)
        if folder and self.folder is None and not self.is_busy:
            self.open(Path(folder))

    def open(self, folder: Path) -> None:
        """Open a study."""
        self._do(partial(read_study, folder), partial(self._show, folder))

    def begin(self, folder: Path) -> None:
        """Begin a study in a folder; the one that is there already is opened."""
        self._do(partial(begin_study, folder), partial(self._show, folder))

    def add_participant(self, participant_id: str) -> None:
        """Add somebody who is not in the study yet."""
        self._change(adding(participant_id, lambda study: study.with_participant(participant_id)))

    def add_stimulus(self, stimulus_id: str) -> None:
        """Add a stimulus without a video, of a new name."""
        self._change(adding(stimulus_id, lambda study: study.with_stimulus(stimulus_id)))

    def add_video(self, video: Path) -> None:
        """Add a stimulus that is a video, called like it."""
        if self.folder is not None:
            path = path_in_study(self.folder, video)
            self._change(adding(video.stem, lambda study: study.with_stimulus(video.stem, path)))

    def set_keys(self, keys: tuple[MarkerKey, ...]) -> None:
        """Choose which keys set which markers."""
        self._change(lambda study: study.with_keys(keys))

    def record(self, participant: str, stimulus: str) -> None:
        """Record a participant of the study with a stimulus, which is shown where it has a video."""
        folder, videos = self.folder, {each.id: each.video for each in self.study.stimuli}
        # Another study may have been opened while it was asked whether to record.
        is_known = stimulus in videos and participant in {each.id for each in self.study.participants}
        if folder is not None and self.can_record and is_known:
            play = partial(player_of, folder, videos[stimulus])
            self._do(play, partial(self._begin_take, participant, stimulus))

    @Slot()
    def stop(self) -> None:
        """End the recording that is being made."""
        if self.take is not None:
            self.take.stop()

    def mark(self, key: MarkerKey) -> None:
        """Set the marker of a key in the recording that is being made."""
        if self.take is not None:
            self.take.mark(key)

    def write_tables(self, out: Path, suffix: str) -> None:
        """Write the tables into a folder."""
        self._make(partial(make_tables, out=out, suffix=suffix), out)

    def write_report(self, path: Path) -> None:
        """Write the report."""
        self._make(partial(make_report, path=path), path)

    def tell(self, notice: Notice | None) -> None:
        """Show a notice, or none."""
        self.notice = notice
        self.notice_changed.emit()

    def close(self) -> None:
        """End everything and wait for the threads."""
        self._stopping.set()
        self._tick.stop()
        self._background.close()
        if self.take is not None and self.take.player is not None:
            self.take.player.close()

    # What comes of it.

    def _begin_take(self, participant: str, stimulus: str, player: StimulusPlayer | None) -> None:
        assert self.folder is not None
        if self._recorder.is_recording:
            # It was begun on the page Live while the stimulus was opened.
            if player is not None:
                player.close()
            self.tell(Notice(self.tr("Another recording runs. End it on the page Live first."), is_problem=True))
            return
        take = self.take = Take(self._recorder, participant, stimulus, player, parent=self)
        if player is not None and player.sound_problem is not None:
            silent = self.tr("The stimulus is shown without its sound. {reason}")
            take.problem = silent.format(reason=sentence_for(player.sound_problem))
            self.tell(Notice(take.problem, is_problem=True))
        take.changed.connect(self.changed)
        take.finished.connect(self.on_take_finished)
        self.take_begun.emit(take)
        take.begin(self.folder / RECORDINGS)
        if not self._recorder.is_recording:
            self.on_take_finished(take, None)

    @Slot(object, object)
    def on_take_finished(self, take: Take, recording: Path | None) -> None:
        """Add a recording to the study."""
        self.take = None
        if take.player is not None:
            take.player.close()
        take.deleteLater()
        if recording is None or self.folder is None:
            self.tell(Notice(self.tr("Nothing was recorded. See the live page."), is_problem=True))
            self.changed.emit()
            return
        folder = self.folder
        keep = partial(keep_recording, folder, recording, take.participant, take.stimulus, take.player)
        told = self.tr("{participant} with {stimulus} is recorded.")
        text = told.format(participant=take.participant, stimulus=take.stimulus)
        notice = Notice(f"{take.problem} {text}".strip(), is_problem=bool(take.problem), recording=recording)
        lost = self.tr("The recording is in {path}, but not in the study.").format(path=recording)
        self._do(keep, partial(self._show, folder, notice=notice), lost=lost)

    def _change(self, change: Callable[[Study], Study]) -> None:
        if self.folder is not None:
            self._do(partial(change_study, self.folder, change), partial(self._show, self.folder))

    def _show(self, folder: Path, study: Study, notice: Notice | None = None) -> None:
        self.folder, self.study = folder, study
        self._settings.set(STUDY_FOLDER, str(folder))
        if notice is not None:
            self.tell(notice)

    def _make(self, make: Callable[..., int], path: Path) -> None:
        if self.folder is None:
            return
        self._tick.start()
        self._do(partial(make, self.folder, note=self._note), partial(self._tell_made, path))

    def _note(self, done: int, total: int) -> None:
        """Called in the thread that makes something."""
        if self._stopping.is_set():
            raise _Stopped
        self.progress = done, total

    def _tell_made(self, path: Path, problems: int) -> None:
        text = self.tr("It is in {path}.").format(path=path)
        if problems:
            text += " " + self.tr("Recordings with problems, which it names: {count}.").format(count=problems)
        self.tell(Notice(text, path=path))

    def _do(self, work: Callable[[], T], then: Callable[[T], object], *, lost: str = "") -> None:
        """Do something in a thread, after what is under way, and pass on what comes of it.

        Where nothing does, it is told why, after what is then ``lost``.
        """
        self._waiting.append(partial(self._result, work, then, lost))
        if not self.is_busy:
            self.tell(None)
            self._go_on()

    def _result(self, work: Callable[[], T], then: Callable[[T], object], lost: str) -> Callable[[], object]:
        try:
            return partial(then, work())
        except _Stopped:
            return lambda: None
        except Exception as error:
            text = self.tr("This failed unexpectedly ({error}).")
            reason = f"{lost} {sentence_of_failure(error, text)}".strip()
            return partial(self.tell, Notice(reason, is_problem=True))

    def _settle(self, go_on: Callable[[], object]) -> None:
        self._tick.stop()
        self.is_busy, self.progress = False, None
        go_on()
        if self._waiting and not self.is_busy:
            self._go_on()
        self.changed.emit()

    def _go_on(self) -> None:
        self.is_busy = True
        self.changed.emit()
        self._background.start("study", self._waiting.popleft(), self._settle)

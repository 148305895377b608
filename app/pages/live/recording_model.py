"""Recording as the live page shows it, without a widget."""

import time
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app import __version__
from app.look.clock import clock
from app.pages.live.group_recording import GroupRecorder
from app.pages.live.hearing import Hearing
from app.pages.live.recording import Recorder, RecordingOptions
from app.pages.live.view_model import LiveViewModel
from app.services.folders import recordings_folder
from app.services.group_settings import GROUP_INTERVAL_S, GROUP_LEAST, IS_GROUP_TOLD, SHOWS_GROUP
from app.services.notice import Notice
from app.services.phase import Phase
from app.services.recording_settings import RECORD_ANNOTATED, RECORD_BLURRED, RECORD_SOUND
from app.services.settings import SETTINGS, Settings
from app.services.threads import Threads
from fer_core.group import GroupMeter
from fer_core.passwords import without_passwords
from fer_core.recording.info import RecordingInfo

_TICK_MS: Final = 250
_LAST_WORDS_S: Final = 10.0
"""Seconds that a recording gets to end when the window closes."""


class RecordingModel(QObject):
    """Starts and ends recordings of what a ``LiveViewModel`` has open, and says on its banner what became of them.

    A recording ends with its source: when it is lost, over or left for another.
    """

    changed = Signal()
    finished = Signal(object)
    """A recording is on the disk: the path of its folder, None where nothing was recorded."""
    marked = Signal(str, float)
    """A marker is set: its name, and its moment of the capture's clock."""
    _ended = Signal()

    def __init__(self, view_model: LiveViewModel, settings: Settings) -> None:
        super().__init__(view_model)
        self._view_model = view_model
        self._settings = settings
        self._recorder: Recorder | GroupRecorder | None = None
        self._running: list[Recorder | GroupRecorder] = []
        self._threads = Threads(_LAST_WORDS_S)
        self._marks: list[tuple[float, str]] = []
        self._told: Notice | None = None
        self._is_silence_told = self._hides_faces = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.on_tick)
        self._ended.connect(self.on_ended, Qt.ConnectionType.QueuedConnection)
        view_model.state_changed.connect(self.on_state_changed)
        view_model.study.changed.connect(self.on_study_changed)
        settings.changed.connect(self.changed)

    @property
    def is_recording(self) -> bool:
        """Whether pictures are being recorded."""
        return self._recorder is not None

    @property
    def can_begin(self) -> bool:
        """Whether there are faces to record for ``begin``, or a recording runs."""
        return self.is_recording or self._view_model.phase is Phase.PLAYING

    @property
    def can_record(self) -> bool:
        """Whether there is anything to record, and of a group, whether it was read where that may not be."""
        is_allowed = not self.is_group or self._settings.get(IS_GROUP_TOLD)
        return self.is_recording or (self.can_begin and is_allowed)

    @property
    def is_group(self) -> bool:
        """Whether the numbers of a group are recorded, and no picture."""
        return self._view_model.study.is_group

    @property
    def elapsed_s(self) -> float:
        """The length of the present recording in seconds."""
        return self._recorder.elapsed_s if self._recorder else 0.0

    @property
    def is_heard(self) -> bool:
        """Whether the present recording has the microphone's sound."""
        return self._recorder is not None and self._recorder.is_heard

    @property
    def dropped(self) -> int:
        """How many pictures of the present recording came too fast to be written."""
        return self._recorder.dropped if self._recorder else 0

    @property
    def marks(self) -> tuple[tuple[float, str], ...]:
        """The markers of the present recording, or the last one: moments of the capture's clock, and names."""
        return tuple(self._marks)

    @property
    def next_marker(self) -> str:
        """The name of the next numbered marker."""
        return str(len(self._marks) + 1)

    @property
    def is_blurred(self) -> bool:
        """Whether faces in the present recording, or else in the next one, are made unrecognisable."""
        return not self.is_group and (self._hides_faces if self.is_recording else self._settings.get(RECORD_BLURRED))

    @Slot()
    def toggle(self) -> None:
        """Start recording, or stop."""
        if self.is_recording:
            self.stop()
        elif self.can_record:
            self._start(recordings_folder(self._settings))

    def begin(self, parent: Path) -> None:
        """Start recording faces into a new folder in ``parent``, if there are any to record and no recording runs.

        A class view is left for that.
        """
        if self.can_begin and not self.is_recording:
            self._settings.set(SHOWS_GROUP, False)
            self._start(parent)

    @Slot()
    def mark(self) -> None:
        """Set the next numbered marker in the present recording."""
        self.mark_as(self.next_marker)

    def mark_as(self, name: str, at: float | None = None) -> None:
        """Set a marker in the present recording, now or at another moment of ``time.perf_counter()``."""
        if self._recorder is not None:
            at = time.perf_counter() if at is None else at
            self._recorder.mark(name, at)
            self._marks.append((at, name))
            text = self.tr("Marker {number} is set at {time}.")
            self._view_model.show_notice(Notice(text.format(number=name, time=clock(self.elapsed_s))))
            self.marked.emit(name, at)
            self.changed.emit()

    def close(self) -> None:
        """End the recording and wait until it is on the disk."""
        self.stop()
        self._threads.close()
        self.on_ended()

    def _start(self, parent: Path) -> None:
        state = self._view_model.state
        settings = self._settings
        options = RecordingOptions(
            parent,
            is_annotated=settings.get(RECORD_ANNOTATED),
            is_blurred=settings.get(RECORD_BLURRED),
            models=settings.models_folder,
        )
        kept = ("live/", "group/", "networks/", "recording/")
        used = {row.key: settings.get(row) for row in SETTINGS if row.key.startswith(kept) and not row.is_folder}
        info = RecordingInfo(
            source=without_passwords(state.name or state.spec),
            started_at="",
            size_wh=(0, 0),
            fps=min(state.fps, 240.0),
            version=__version__,
            settings=used,
        )
        if self.is_group:
            self._recorder = self._group_recorder(state.stream_id, info, parent)
        else:
            hearing = Hearing() if settings.get(RECORD_SOUND) else None
            self._recorder = Recorder(state.stream_id, info, options, tell=self._ended.emit, hearing=hearing)
        self._marks.clear()
        self._hides_faces = options.is_blurred
        self._view_model.study.set_hiding(self.is_blurred)
        self._is_silence_told = False
        self._running.append(self._recorder)
        self._threads.start("recording", self._recorder.run)
        self._recorder.set_names(self._view_model.study.names.by_id)
        self._view_model.tap.add(self._recorder)
        self._timer.start()
        if self._told is not None and self._view_model.notice is self._told:
            self._view_model.dismiss_notice()
        self.changed.emit()

    def _group_recorder(self, stream_id: int, info: RecordingInfo, parent: Path) -> GroupRecorder:
        settings = self._settings
        meter = GroupMeter(least=settings.get(GROUP_LEAST), interval_s=settings.get(GROUP_INTERVAL_S))
        models = settings.models_folder
        return GroupRecorder(stream_id, info, meter, parent=parent, models=models, tell=self._ended.emit)

    @Slot()
    def stop(self) -> None:
        """End the recording, if one runs."""
        if self._recorder is not None:
            self._view_model.tap.remove(self._recorder)
            self._recorder.stop()
            self._recorder = None
            self._view_model.study.set_hiding(False)
            self._timer.stop()
            self.changed.emit()

    @Slot()
    def on_tick(self) -> None:
        """Show how long the recording is by now, and say once that it has no sound although it was asked for."""
        self.changed.emit()
        problem = self._recorder.sound_problem if self._recorder else ""
        if problem and not self._is_silence_told:
            self._is_silence_told = True
            text = self.tr("The recording has no sound. {reason}").format(reason=problem)
            self._told = Notice(text, is_problem=True)
            self._view_model.show_notice(self._told)

    @Slot()
    def on_state_changed(self) -> None:
        """End the recording of a source that is gone."""
        recorder, state = self._recorder, self._view_model.state
        if recorder is not None and (
            self._view_model.phase is not Phase.PLAYING or state.stream_id != recorder.stream_id
        ):
            self.stop()
        self.changed.emit()

    @Slot()
    def on_study_changed(self) -> None:
        """Record what faces are called."""
        if self._recorder is not None:
            self._recorder.set_names(self._view_model.study.names.by_id)

    @Slot()
    def on_ended(self) -> None:
        """Say what became of recordings that have ended."""
        for recorder in [each for each in self._running if each.result is not None]:
            self._running.remove(recorder)
            if recorder is self._recorder:
                self.stop()
            self._told = self._notice(recorder)
            self._view_model.show_notice(self._told)
            self.finished.emit(recorder.result.folder if recorder.result else None)

    def _notice(self, recorder: Recorder | GroupRecorder) -> Notice:
        result = recorder.result
        assert result is not None
        if result.folder is None:
            reason = result.problem or self.tr("No picture came in the meantime.")
            return Notice(self.tr("Nothing was recorded. {reason}").format(reason=reason), is_problem=True)
        if result.has_vanished:
            vanished = self.tr(
                "The recording has stopped: its folder {folder} has vanished. "
                "Was it moved or deleted, or its drive unplugged?"
            )
            return Notice(vanished.format(folder=result.folder), is_problem=True)
        words = [self.tr("The recording is in {folder}.").format(folder=result.folder)]
        if result.problem:
            words.insert(0, self.tr("The recording has stopped. {reason}").format(reason=result.problem))
        if result.dropped:
            missing = self.tr("Pictures that came too fast to be written, and are missing: {count}.")
            words.append(missing.format(count=result.dropped))
        return Notice(" ".join(words), is_problem=bool(result.problem), recording=result.folder)

"""One recording of a participant with a stimulus, from its first picture until it is on the disk."""

import time
from enum import Enum, auto
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.pages.study.recorder import StudyRecorder
from fer_core.study.intervals import START, STOP
from fer_core.study.model import MarkerKey
from fer_core.study.presentation import StimulusPlayer

LEAD_S: Final = 1.0
"""So long, in seconds, is recorded before the stimulus begins: what a face shows of itself."""
TAIL_MS: Final = 1000
"""So long goes the recording on after the stimulus: faces answer late."""


class Stage(Enum):
    """How far a take is."""

    LEADING = auto()
    SHOWING = auto()
    ENDING = auto()
    SAVING = auto()


class Take(QObject):
    """Starts a recording, has the stimulus shown if there is a ``player``, marks its start and stop, and ends it.

    Without a player the recording goes on until ``stop``.
    """

    changed = Signal()
    stimulus_due = Signal(object)
    """This ``StimulusPlayer`` is to be shown now."""
    finished = Signal(object, object)
    """The take itself, and the folder of its recording, None where nothing was recorded."""

    def __init__(
        self,
        recorder: StudyRecorder,
        participant: str,
        stimulus: str,
        player: StimulusPlayer | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.participant = participant
        self.stimulus = stimulus
        self.player = player
        self.stage = Stage.LEADING
        self.problem = ""
        """Why the stimulus was not shown to its end, mostly empty."""
        self._recorder = recorder
        self._folder: Path | None = None
        self._is_marked = False
        self._open: set[str] = set()
        self._tail = QTimer(self, interval=TAIL_MS, singleShot=True)
        self._tail.timeout.connect(self.stop)
        recorder.changed.connect(self.on_recorder_changed)
        recorder.finished.connect(self.on_recorder_finished)

    def begin(self, folder: Path) -> None:
        """Start recording into a new folder in ``folder``."""
        self._folder = folder
        self._recorder.begin(folder)
        self.changed.emit()

    def mark(self, key: MarkerKey) -> None:
        """Set the marker of a key; one of an interval sets its start and its stop by turns."""
        if self.stage is Stage.SAVING:
            return
        name = key.name
        if key.is_interval:
            name += STOP if key.name in self._open else START
            self._open ^= {key.name}
        self._recorder.mark_as(name)

    @Slot()
    def note_painted(self) -> None:
        """Mark the start of the stimulus once its first picture has been painted."""
        began_at = self.player.began_at if self.player else None
        if began_at is not None and not self._is_marked:
            self._is_marked = True
            self._recorder.mark_as(self.stimulus + START, began_at)

    @Slot()
    def end_stimulus(self) -> None:
        """Mark the end of the stimulus, and end the recording a little later."""
        if self.stage is Stage.SHOWING:
            self._mark_stop()
            self._go_to(Stage.ENDING)
            self._tail.start()

    @Slot()
    def stop(self) -> None:
        """End the recording now; what was recorded is kept."""
        if self.stage is not Stage.SAVING:
            if self.stage is Stage.SHOWING:
                self._mark_stop()
            self._tail.stop()
            self._go_to(Stage.SAVING)
            self._recorder.stop()

    @Slot()
    def on_recorder_changed(self) -> None:
        """Let the stimulus begin once enough was recorded before it; notice a recording that has ended by itself."""
        if self.stage is not Stage.SAVING and not self._recorder.is_recording:
            self._tail.stop()
            self._go_to(Stage.SAVING)
        is_due = self.stage is Stage.LEADING and self._recorder.elapsed_s >= LEAD_S
        if is_due and self.player is not None:
            self._go_to(Stage.SHOWING)
            self.stimulus_due.emit(self.player)

    @Slot(object)
    def on_recorder_finished(self, folder: Path | None) -> None:
        """Tell where the recording is; one that ran before, or began meanwhile, is somebody else's."""
        is_running = self._recorder.is_recording and self.stage is not Stage.SAVING
        if is_running or (folder is not None and folder.parent != self._folder):
            return
        self._tail.stop()
        self._recorder.changed.disconnect(self.on_recorder_changed)
        self._recorder.finished.disconnect(self.on_recorder_finished)
        self._go_to(Stage.SAVING)
        self.finished.emit(self, folder)

    def _mark_stop(self) -> None:
        if self._is_marked:
            self._recorder.mark_as(self.stimulus + STOP, time.perf_counter())

    def _go_to(self, stage: Stage) -> None:
        self.stage = stage
        self.changed.emit()

"""Recording a group: a thread that writes numbers, and never sees a picture again."""

import contextlib
import shutil
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_for, sentence_of_failure
from app.pages.live.gaps import Gaps
from app.pages.live.messages import Analysis, Shot
from app.pages.live.recording import RecordingResult, is_gone
from app.services.models import hashes_of
from fer_core.errors import EmolensError
from fer_core.group import GroupInterval, GroupMeter
from fer_core.recording.group_writer import GroupWriter
from fer_core.recording.info import RecordingInfo
from fer_core.recording.writer import new_recording_folder

_WAIT_S: Final = 0.5


class GroupRecorder:
    """Records what stream ``stream_id``'s faces show together, until ``stop``; of each face nothing is kept.

    ``tell`` is called at the end, in the recording's own thread.
    """

    dropped = 0
    is_heard = False
    sound_problem = ""

    def __init__(
        self,
        stream_id: int,
        info: RecordingInfo,
        meter: GroupMeter,
        *,
        parent: Path,
        models: Path,
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        self.stream_id = stream_id
        self.result: RecordingResult | None = None
        self.elapsed_s = 0.0
        self._info = info
        self._meter = meter
        self._parent = parent
        self._models = models
        self._tell = tell
        self._changed = threading.Condition()
        self._analyses: deque[tuple[float, Analysis]] = deque()
        self._marks: deque[tuple[float, str]] = deque()
        self._is_stopped = False
        self._writer: GroupWriter | None = None
        self._gaps = Gaps(info.fps)
        self._first_at: float | None = None
        self._newest_at = self._paused_s = 0.0

    # Called from other threads.

    def take_shot(self, shot: Shot) -> None:
        """Take no picture, but note when one comes: none does in a pause."""
        at = shot.frame.captured_at
        with self._changed:
            if shot.stream_id != self.stream_id:
                return
            if self._first_at is None:
                self._first_at = at
            elif self._gaps.is_pause(at - self._newest_at):
                self._paused_s += at - self._newest_at
            self._newest_at = at

    def set_names(self, names: Mapping[int, str]) -> None:
        """Take no name."""

    def take_analysis(self, analysis: Analysis) -> None:
        """Leave the faces of a picture to be counted, if the picture came during the recording."""
        with self._changed:
            is_from_before = self._first_at is None or analysis.captured_at < self._first_at
            if not self._is_stopped and analysis.stream_id == self.stream_id and not is_from_before:
                self._analyses.append((self._moment(analysis.captured_at), analysis))
                self._changed.notify()

    def mark(self, name: str, at: float) -> None:
        """Mark a moment of the capture's clock, ``time.perf_counter()``."""
        with self._changed:
            self._marks.append((self._moment(min(at, self._newest_at + self._gaps.longest_s)), name))

    def stop(self) -> None:
        """End the recording once what waits is counted."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify()

    def _moment(self, at: float) -> float:
        """Return a moment of the capture's clock in seconds of the recording."""
        return 0.0 if self._first_at is None else max(0.0, at - self._first_at - self._paused_s)

    # The recording's own thread.

    def run(self) -> None:
        """Write until ``stop`` is called or writing fails; ``result`` then says what became of it."""
        problem = ""
        try:
            while not self._take_in():
                pass
            self._write(self._meter.finish())
        except Exception as error:
            text = QCoreApplication.translate("Recorder", "It failed unexpectedly ({error}).")
            problem = sentence_of_failure(error, text)
        self.stop()
        closing_problem = self._close()
        folder = None if self._writer is None else self._writer.folder
        self.result = RecordingResult(folder, problem or closing_problem, has_vanished=is_gone(folder))
        self._tell()

    def _take_in(self) -> bool:
        """Count what has come, waiting for it a little, and tell whether that was all."""
        with self._changed:
            if not (self._is_stopped or self._analyses):
                self._changed.wait(_WAIT_S)
            is_stopped, analyses, marks = self._is_stopped, list(self._analyses), list(self._marks)
            self._analyses.clear()
            if self._writer is not None or analyses:
                self._marks.clear()
        for moment_s, analysis in analyses:
            self._count(moment_s, analysis)
        if self._writer is not None:
            for moment_s, name in marks:
                self._writer.add_marker(name, time_s=moment_s)
        return is_stopped

    def _count(self, moment_s: float, analysis: Analysis) -> None:
        if self._writer is None:
            self._writer = self._begin()
        # An analysis that was under way when a pause ended is not from before those that are counted.
        self.elapsed_s = max(self.elapsed_s, moment_s)
        self._write(self._meter.note(analysis.result.faces, time_s=self.elapsed_s))

    def _write(self, interval: GroupInterval | None) -> None:
        if interval is not None and self._writer is not None:
            self._writer.write(interval)

    def _begin(self) -> GroupWriter:
        now = datetime.now().astimezone()
        folder = new_recording_folder(self._parent, now.strftime("%Y-%m-%d %H-%M-%S"))
        started_at, models = now.isoformat(timespec="seconds"), hashes_of(self._models)
        info = replace(self._info, started_at=started_at, models=models, fps=1 / self._meter.interval_s)
        try:
            return GroupWriter(folder, info, least=self._meter.least)
        except EmolensError:
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
            raise

    def _close(self) -> str:
        """Finish the recording and return why that did not work, mostly nothing."""
        try:
            if self._writer is not None:
                self._writer.close()
        except EmolensError as error:
            return sentence_for(error)
        return ""

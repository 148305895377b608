"""Recording what the live page sees: a thread that writes every picture with the faces on it."""

import contextlib
import math
import shutil
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_for, sentence_of_failure
from app.pages.live.gaps import Gaps
from app.pages.live.hearing import Hearing
from app.pages.live.joining import LONGEST_WAIT_S, JoinedShot, Joiner
from app.pages.live.letterbox import Letterbox
from app.pages.live.messages import Analysis, Shot
from app.services.models import hashes_of, shipped_folder
from fer_core.blur import blur_all, blur_faces
from fer_core.draw import annotate
from fer_core.errors import EmolensError
from fer_core.recording.info import RecordingInfo
from fer_core.recording.writer import RecordingWriter, new_recording_folder
from fer_core.sources import Frame
from fer_core.sources.microphone import SOUND_RATE

_MOST_BYTES: Final = 128 * 2**20
"""Pictures that wait to be written take at most so much memory, in their own sizes; a single one may take more."""

_MOST_AHEAD: Final = 120
"""So many analyses of pictures later than all that wait are kept, those of at least the last two seconds."""

_LONGEST_WAIT_TO_BLUR_S: Final = 1.5
"""So long, in seconds, a picture waits for its analysis where faces are to be hidden."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RecordingOptions:
    """How to record: into a new folder in ``parent``, with boxes and labels or without, faces to be seen or not.

    ``models`` is the folder of the networks that read the faces.
    """

    parent: Path
    is_annotated: bool = False
    is_blurred: bool = False
    models: Path = field(default_factory=shipped_folder)


@dataclass(frozen=True, slots=True)
class RecordingResult:
    """What became of a recording: its folder, None where there was nothing to record, and why it stopped by itself.

    ``has_vanished`` tells that somebody took the folder away in the meantime.
    """

    folder: Path | None
    problem: str = ""
    dropped: int = 0
    has_vanished: bool = False


class Recorder:
    """Records stream ``stream_id`` until ``stop``; pictures and analyses come from other threads, which never wait.

    ``info`` is what is known about the recording before its first picture, whose size all others are brought to.
    ``hearing`` is the microphone, None for a recording without sound. ``tell`` is called at the end, in the
    recording's own thread.
    """

    def __init__(
        self,
        stream_id: int,
        info: RecordingInfo,
        options: RecordingOptions,
        *,
        tell: Callable[[], None] = lambda: None,
        hearing: Hearing | None = None,
    ) -> None:
        self.stream_id = stream_id
        self.result: RecordingResult | None = None
        self.dropped = 0
        self.elapsed_s = 0.0
        self._info = info
        self._options = options
        self._tell = tell
        self._hearing = hearing
        self._changed = threading.Condition()
        self._shots: deque[Shot] = deque()
        self._analyses: deque[Analysis] = deque()
        self._marks: deque[tuple[float, str]] = deque()
        self._names: dict[int, str] = {}
        self._waiting_bytes = 0
        self._newest_at = -math.inf
        self._ahead = 0
        self._is_stopped = False
        self._writer: RecordingWriter | None = None
        self._previous: Frame | None = None
        self._gaps = Gaps(info.fps)

    # Called from other threads.

    @property
    def is_heard(self) -> bool:
        """Whether the microphone is recorded."""
        return self._hearing is not None and not self._hearing.problem

    @property
    def sound_problem(self) -> str:
        """Why there is no sound although it was asked for, otherwise empty."""
        return "" if self._hearing is None else self._hearing.problem

    def take_shot(self, shot: Shot) -> None:
        """Leave a picture to be recorded; where too many wait, it is dropped and counted."""
        size = shot.frame.image_bgr.nbytes
        with self._changed:
            if self._is_stopped or shot.stream_id != self.stream_id:
                return
            if self._waiting_bytes and self._waiting_bytes + size > _MOST_BYTES:
                self.dropped += 1
                return
            self._waiting_bytes += size
            self._newest_at = shot.frame.captured_at
            self._ahead = 0
            self._shots.append(shot)
            self._changed.notify()

    def take_analysis(self, analysis: Analysis) -> None:
        """Leave the faces of a picture that may be recorded."""
        with self._changed:
            if analysis.stream_id != self.stream_id:
                return
            self._analyses.append(analysis)
            self._ahead = self._ahead + 1 if analysis.captured_at > self._newest_at else 0
            if self._ahead > _MOST_AHEAD:
                # The first of them helps the newest picture that waits, the last ones the next that will.
                del self._analyses[-_MOST_AHEAD]
                self._ahead -= 1
            self._changed.notify()

    def mark(self, name: str, at: float) -> None:
        """Mark a moment of the capture's clock, ``time.perf_counter()``."""
        with self._changed:
            self._marks.append((at, name))

    def set_names(self, names: Mapping[int, str]) -> None:
        """Call faces, by their ids, by names; a face keeps its name once it is out of sight."""
        with self._changed:
            self._names.update(names)

    def stop(self) -> None:
        """End the recording once all waiting pictures are written."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify()

    # The recording's own thread.

    def run(self) -> None:
        """Write until ``stop`` is called or writing fails; ``result`` then says what became of it."""
        problem = ""
        try:
            if self._hearing is not None:
                self._hearing.open()
            self._write_all()
        except Exception as error:
            text = QCoreApplication.translate("Recorder", "It failed unexpectedly ({error}).")
            problem = sentence_of_failure(error, text)
        finally:
            if self._hearing is not None:
                self._hearing.close()
        self.stop()
        closing_problem = self._close()
        problem = problem or closing_problem
        folder = None if self._writer is None else self._writer.folder
        self.result = RecordingResult(folder, problem, self.dropped, has_vanished=is_gone(folder))
        self._tell()

    def _write_all(self) -> None:
        joiner = Joiner(_LONGEST_WAIT_TO_BLUR_S if self._options.is_blurred else LONGEST_WAIT_S)
        while True:
            with self._changed:
                if not (self._is_stopped or self._shots or self._analyses):
                    self._changed.wait(LONGEST_WAIT_S / 4)
                is_stopped = self._is_stopped
            self._feed(joiner)
            # A face must not be seen because the disk is slow: rather lose the picture.
            is_full = self._waiting_bytes > _MOST_BYTES / 2 and not self._options.is_blurred
            while (joined := joiner.next(time.perf_counter(), in_a_hurry=is_stopped or is_full)) is not None:
                self._write(joined)
            self._write_edits()
            if is_stopped and not len(joiner):
                return

    def _feed(self, joiner: Joiner) -> None:
        """Pass on what has come."""
        with self._changed:
            # Together: the analysis of a picture may come while that is being taken.
            analyses, shots = _drain(self._analyses), _drain(self._shots)
            self._ahead = 0
        for analysis in analyses:
            joiner.add_analysis(analysis)
        for shot in shots:
            joiner.add_shot(shot)

    def _write(self, joined: JoinedShot) -> None:
        frame = joined.shot.frame
        with self._changed:
            self._waiting_bytes -= frame.image_bgr.nbytes
        if self._writer is None:
            self._writer = self._begin(joined.shot.size_wh)
        else:
            gap_s = 0.0 if self._previous is None else frame.time_s - self._previous.time_s
            # A film that begins anew goes back in time.
            self.elapsed_s += 1 / self._info.fps if gap_s <= 0 or self._gaps.is_pause(gap_s) else gap_s
        self._previous = frame
        fit = Letterbox.between(joined.shot.size_wh, self._writer.info.size_wh)
        number = self._writer.write_picture(self._picture(joined, fit), time_s=self.elapsed_s)
        if number is not None and joined.analysed is not None:
            self._writer.write_faces(number, fit.faces(joined.analysed), time_s=self.elapsed_s)
        self._write_sound(self._writer, frame)

    def _write_sound(self, writer: RecordingWriter, frame: Frame) -> None:
        """Write what was heard before the picture that was written last; what was heard in a pause is left out."""
        for sound in [] if self._hearing is None else self._hearing.take_until(frame.captured_at):
            ago_s = frame.captured_at - sound.captured_at
            if ago_s <= min(self._gaps.longest_s, self.elapsed_s):
                writer.write_sound(sound.samples, time_s=self.elapsed_s - ago_s)

    def _write_edits(self) -> None:
        """Write names, and markers at their moments of the capture's clock, which the pictures may not have reached."""
        if self._writer is None or self._previous is None:
            return
        with self._changed:
            marks, names = _drain(self._marks), dict(self._names)
        self._writer.set_names({face_id: name for face_id, name in names.items() if name})
        for at, name in marks:
            ahead_s = min(max(at - self._previous.captured_at, -self.elapsed_s), self._gaps.longest_s)
            self._writer.add_marker(name, time_s=self.elapsed_s + ahead_s)

    def _picture(self, joined: JoinedShot, fit: Letterbox) -> NDArray[np.uint8]:
        image_bgr = joined.shot.frame.image_bgr
        if self._options.is_blurred:
            image_bgr = blur_all(image_bgr) if joined.boxes is None else blur_faces(image_bgr, joined.boxes)
        image_bgr = fit.picture(image_bgr)
        return annotate(image_bgr, fit.faces(joined.faces)) if self._options.is_annotated else image_bgr

    def _begin(self, size_wh: tuple[int, int]) -> RecordingWriter:
        now = datetime.now().astimezone()
        folder = new_recording_folder(self._options.parent, now.strftime("%Y-%m-%d %H-%M-%S"))
        info = replace(
            self._info,
            started_at=now.isoformat(timespec="seconds"),
            size_wh=size_wh,
            models=hashes_of(self._options.models),
        )
        sound_rate = SOUND_RATE if self._hearing is not None and self._hearing.is_expected() else None
        try:
            return RecordingWriter(folder, info, sound_rate=sound_rate)
        except EmolensError:
            with contextlib.suppress(OSError):
                shutil.rmtree(folder)
            raise

    def _close(self) -> str:
        """Finish the recording and return why that did not work, mostly nothing."""
        if self._writer is None:
            return ""
        try:
            self._writer.close(dropped=self.dropped)
        except EmolensError as error:
            return sentence_for(error)
        return ""


def is_gone(folder: Path | None) -> bool:
    """Tell whether a recording's folder was taken away."""
    try:
        if folder is not None:
            folder.stat()
    except FileNotFoundError:
        return True
    except OSError:
        pass  # a drive that does not answer may come back
    return False


def _drain(items: deque[T]) -> list[T]:
    drained = list(items)
    items.clear()
    return drained

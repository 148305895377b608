"""A stimulus video shown in step with a recording: which picture is due, and when each was painted."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from fer_core.errors import SourceError
from fer_core.recording.edits import Marker
from fer_core.recording.info import PRESENTATION_CSV
from fer_core.rows.writing import write_whole
from fer_core.sources.base import Frame, FrameSource
from fer_core.sources.film_sound import Piece, read_sound
from fer_core.sources.speaker import Speaker
from fer_core.sources.video import VideoSource
from fer_core.study.intervals import START
from fer_core.study.model import Presentation

_CATCH_UP_S: Final = 0.1
"""So long, in seconds, pictures are skipped at once: the window must not stand still, and Esc be heard."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture of the stimulus, its time in the stimulus, and when it was painted, by ``time.perf_counter()``."""

    frame: int
    time_s: float
    at: float


class StimulusPlayer:
    """Plays a source at its own pace by a clock; a picture whose time is over before it is asked for is skipped.

    The stimulus begins when its first picture is painted: ``began_at``. From then on ``sound`` is played as well, where
    there is a ``speaker``; ``sound_problem`` says why there is none although there is sound. ``clock`` counts as
    recordings do.
    """

    def __init__(
        self,
        source: FrameSource,
        *,
        speaker: Speaker | None = None,
        sound: Iterator[Piece] | None = None,
        sound_problem: SourceError | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._source = source
        self._speaker = speaker
        self._sound = sound or iter(())
        self.sound_problem = sound_problem
        self._clock = clock
        self._next = source.read()
        self._last: Frame | None = None
        self._read = 0 if self._next is None else 1
        self.painted: list[Painted] = []

    @property
    def began_at(self) -> float | None:
        """When the first picture was painted, None before that."""
        return self.painted[0].at - self.painted[0].time_s if self.painted else None

    @property
    def is_over(self) -> bool:
        """Whether the last picture has been shown for as long as any other."""
        if self._next is not None:
            return False
        if self._last is None:
            return True
        return self._position_s >= self._last.time_s + 1 / self._source.fps

    def due(self) -> Frame | None:
        """Return the picture to show from now on, None where the one that is shown stays.

        Where the source is slower than its pictures are due, one that is late is shown rather than none. Raises
        SourceError where the source cannot go on.
        """
        found, until = None, self._clock() + _CATCH_UP_S
        while self._next is not None and (self._last is None or self._next.time_s <= self._position_s):
            found = self._last = self._next
            self._next = self._source.read()
            self._read += self._next is not None
            if self._clock() > until:
                break
        return found

    def note_painted(self, frame: Frame) -> None:
        """Note that a picture has just been painted."""
        self.painted.append(Painted(frame.index, frame.time_s, self._clock()))
        if len(self.painted) == 1 and self._speaker is not None and self.began_at is not None:
            self._speaker.play(self._sound, began_at=self.began_at)

    def measure(self, offset_s: float) -> Presentation | None:
        """Return how well it kept step, where the stimulus began at ``offset_s``; None where nothing was painted."""
        if self.began_at is None:
            return None
        late_s = np.array([each.at - self.began_at - each.time_s for each in self.painted])
        pictures = self._read - (self._next is not None)
        skipped = pictures - len({each.frame for each in self.painted})
        return Presentation(
            round(offset_s, 3), round(float(np.median(late_s)), 4), round(float(late_s.max()), 4), pictures,
            skipped, self._speaker is not None,
        )  # fmt: skip

    def hush(self) -> None:
        """Be silent: the stimulus is over, or no longer shown."""
        if self._speaker is not None:
            self._speaker.close()

    def close(self) -> None:
        """Free the source and the loudspeaker."""
        self.hush()
        self._source.close()

    @property
    def _position_s(self) -> float:
        return 0.0 if self.began_at is None else self._clock() - self.began_at


def open_stimulus(video: Path) -> StimulusPlayer:
    """Open a video with its sound; raises SourceError. Where no sound can be played, it is shown without."""
    sound = read_sound(video, start_s=0.0, end_s=math.inf)
    first = next(sound, None)
    speaker, problem = None, None
    if first is not None:
        try:
            speaker = Speaker()
        except SourceError as error:
            problem = error
    try:
        source = VideoSource(video)
    except SourceError:
        if speaker is not None:
            speaker.close()
        raise
    return StimulusPlayer(source, speaker=speaker, sound=chain(filter(None, [first]), sound), sound_problem=problem)


def offset_in(markers: Sequence[Marker], stimulus: str) -> float | None:
    """Return when in a recording a stimulus began, None where no marker says so."""
    return next((marker.time_s for marker in markers if marker.name == stimulus + START), None)


def write_painted(folder: Path, painted: Sequence[Painted], *, offset_s: float) -> None:
    """Keep in a recording's folder which picture was painted when; raises DataError."""
    began_at = painted[0].at - painted[0].time_s if painted else 0.0
    lines = [f"{each.frame},{each.time_s:.6f},{offset_s + each.at - began_at:.6f}" for each in painted]
    write_whole(folder / PRESENTATION_CSV, "\n".join(["frame,time_s,recording_s", *lines, ""]).encode())

"""The frames of a video file, decoded in the order in which they are shown."""

import math
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av.error
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from fer_core.sources.film_facts import FilmFacts, facts_of
from fer_core.sources.film_file import open_film_file
from fer_core.sources.film_picture import Deinterlacer

SAME_S: Final = 0.0004
"""Moments, in seconds, that differ by no more are the same."""

_FAILURES_THAT_END: Final = 100
"""So many failures to find the next packet mean that nothing follows."""

_BEGINS_ANEW_S: Final = 1.0
"""Time stamps that fall back by more than this, in seconds, begin anew, as in recordings that were joined."""

_LEAST_STEP_S: Final = 0.001
"""Between pictures with one time stamp."""

_CHUNK_HEADER: Final = 8
"""Bytes before a picture in an AVI file: its kind and its length."""

_STEPS_BACK_S: Final = (0.0, 1.0, 4.0, 16.0, 64.0)
"""How much earlier, in seconds, a picture is looked for: some containers find a place only roughly."""


@dataclass(frozen=True, slots=True, eq=False)
class TimedFrame:
    """A decoded frame, and when it is shown, in seconds after the first."""

    time_s: float
    frame: VideoFrame


class FilmFrames:
    """The frames of one opening of a file, from the first on or from where ``seek`` found a place.

    ``lost`` counts the damaged places; ``is_interlaced`` tells whether an interlaced frame was met.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; raises SourceError where it is no video."""
        self._container, self._stream = open_film_file(path)
        self.facts: FilmFacts = facts_of(self._container, self._stream)
        self.lost = 0
        self.is_interlaced = False
        self._tick = self._stream.time_base or Fraction(1, 1000)
        self._first_s: float | None = None
        self._index = _index_of(self._container, self._stream)
        self._pending: TimedFrame | None = None
        self._frames = self._timed()

    def next(self) -> TimedFrame | None:
        """Return the next frame, None after the last."""
        timed, self._pending = self._pending, None
        return timed or next(self._frames, None)

    def peek(self) -> TimedFrame | None:
        """Return the frame that comes next, and leave it there."""
        self._pending = self.next()
        return self._pending

    def seek(self, time_s: float) -> bool:
        """Go to the frame that is shown from ``time_s`` on; False where it was not found, and any frame may follow."""
        for back_s in _STEPS_BACK_S:
            if time_s - back_s <= 0:
                return False
            if self._go_before(time_s, back_s) and self.skip_to(time_s):
                return True
        return False

    def skip_to(self, time_s: float) -> bool:
        """Go on to the frame that is shown from ``time_s`` on; False where another comes in its place."""
        while (timed := self.peek()) is not None:
            if timed.time_s > time_s - SAME_S:
                return timed.time_s < time_s + SAME_S
            self._pending = None
        return False

    def shown_s(self, timed: TimedFrame) -> float:
        """Return for how long a frame is shown, in seconds."""
        if timed.frame.duration and not self.is_interlaced:
            return float(timed.frame.duration * self._tick)
        return 1 / self.facts.fps

    def close(self) -> None:
        """Free the file; more than once does no harm."""
        self._frames.close()
        self._container.close()

    def _timed(self) -> Generator[TimedFrame]:
        """Yield the frames from where the file stands, with times that increase."""
        newest_s, newest_dts, shift_s = -math.inf, None, 0.0
        for frame in self._whole():
            if frame.pts is None or frame.time_base is None:
                time_s = max(0.0, newest_s + 1 / self.facts.fps)
            else:
                stamp_s = float(frame.pts * frame.time_base)
                if self._first_s is None:
                    self._first_s = stamp_s
                time_s = stamp_s - self._first_s + shift_s
            if time_s < newest_s and _fell_back(newest_dts, frame):
                newest_dts = None
                shift_s += newest_s + 1 / self.facts.fps - time_s
                time_s = newest_s + 1 / self.facts.fps
            elif time_s < newest_s:
                self.lost += 1  # behind a damaged place some come when their time is over
                continue
            newest_s = time_s if time_s > newest_s else newest_s + _LEAST_STEP_S
            newest_dts = max((dts for dts in (newest_dts, frame.dts) if dts is not None), default=None)
            yield TimedFrame(newest_s, frame)

    def _whole(self) -> Iterator[VideoFrame]:
        """Yield the frames from where the file stands, deinterlaced where need be."""
        deinterlacer = Deinterlacer()
        for frame in self._decoded():
            yield from deinterlacer.take(frame)
            self.is_interlaced |= deinterlacer.is_used
        yield from deinterlacer.finish()

    def _decoded(self) -> Iterator[VideoFrame]:
        """Yield the frames from where the file stands; damaged ones are counted and left out."""
        for packet in self._packets():
            try:
                frames = packet.decode()
            except (av.error.FFmpegError, MemoryError):
                self.lost += 1
                continue
            for frame in frames:
                if frame.is_corrupt or not frame.width or not frame.height:
                    self.lost += 1
                else:
                    yield frame

    def _packets(self) -> "Iterator[Packet[VideoStream]]":
        """Yield the film's packets, damaged places passed over, and at the end the one that asks for what is left."""
        failures = 0
        while failures < _FAILURES_THAT_END:
            try:
                for packet in self._container.demux(self._stream):
                    failures = 0
                    _use_index(packet, self._index)
                    yield packet
            except (av.error.FFmpegError, MemoryError):
                self.lost += not failures
                failures += 1
            else:
                return

    def _go_before(self, time_s: float, back_s: float) -> bool:
        """Go to a key picture at ``time_s`` or earlier, looked for ``back_s`` seconds before."""
        target = round((time_s - back_s + (self._first_s or 0.0)) / self._tick) - self.is_interlaced
        try:
            self._container.seek(target, stream=self._stream)
        except av.error.FFmpegError:
            return False
        self._frames = self._timed()
        key = next((timed for timed in self._frames if timed.frame.key_frame), None)
        self._pending = key
        # An interlaced picture is made with the one before it.
        return key is not None and key.time_s < time_s + (-SAME_S if self.is_interlaced else SAME_S)


def _index_of(container: InputContainer, stream: VideoStream) -> Mapping[int, int]:
    """Return the number of the picture that begins at each place of an AVI file, by its index.

    AVI has no time stamps: its pictures are counted, and after a damaged place only the index knows the number.
    """
    if container.format.name != "avi":
        return {}
    return {entry.pos + _CHUNK_HEADER: entry.timestamp for entry in stream.index_entries}


def _use_index(packet: "Packet[VideoStream]", index: Mapping[int, int]) -> None:
    if packet.pos is not None and packet.dts is not None:
        shift = index.get(packet.pos, packet.dts) - packet.dts
        packet.dts += shift
        packet.pts = None if packet.pts is None else packet.pts + shift


def _fell_back(newest_dts: int | None, frame: VideoFrame) -> bool:
    """Tell whether the stamps of decoding, which otherwise only increase, begin anew with a frame."""
    if newest_dts is None or frame.dts is None or frame.time_base is None:
        return False
    return float((newest_dts - frame.dts) * frame.time_base) > _BEGINS_ANEW_S

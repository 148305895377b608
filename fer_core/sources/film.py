"""A video file, picture by picture, each with its own time."""

import math
import re
from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final, Self

import av
import av.error
import numpy as np
from av.container import InputContainer
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from numpy.typing import NDArray

from fer_core.sources.film_file import open_film_file, unreadable
from fer_core.sources.film_picture import Deinterlacer, PictureMaker

SAME_S: Final = 0.0004
"""Moments, in seconds, that differ by no more are the same."""

_FAILURES_THAT_END: Final = 100
"""So many failures to find the next packet mean that nothing follows."""

_HOLE_S: Final = 0.5
"""A film that ends by more than this before its time, in seconds, is cut off; one that is even has no longer pause."""

_EVEN_SHARE: Final = 0.9

_BEGINS_ANEW_S: Final = 1.0
"""Time stamps that fall back by more than this, in seconds, begin anew, as in recordings that were joined."""

_LEAST_STEP_S: Final = 0.001
"""Between pictures with one time stamp."""

_FPS_RANGE: Final = 0.001, 1000.0
_FILM_FPS: Final = 25.0

_CHUNK_HEADER: Final = 8
"""Bytes before a picture in an AVI file: its kind and its length."""

_STEPS_BACK_S: Final = (0.0, 1.0, 4.0, 16.0, 64.0)
"""How much earlier, in seconds, a picture is looked for: some containers find a place only roughly."""


@dataclass(frozen=True, slots=True, eq=False)
class FilmPicture:
    """A picture, BGR uint8 (height, width, 3), and when it is shown, in seconds after the first."""

    time_s: float
    image_bgr: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class _TimedFrame:
    time_s: float
    frame: VideoFrame


class Film:
    """The pictures of a video file in the order in which they are shown.

    Damage costs the pictures that it hit, and no other; a picture that was not decoded is never handed on. ``fps`` is
    the nominal rate, ``header_frames`` how many pictures the file says or seems to have, None where it does not tell.
    ``frames_read`` are the pictures since the beginning or ``rewind``; the last of them is shown until ``end_s``.
    """

    _container: InputContainer
    _stream: VideoStream
    _frames: Generator[_TimedFrame]
    _pending: _TimedFrame | None
    _first_s: float | None
    _newest_s: float
    _steps: Counter[int]
    _is_interlaced: bool

    def __init__(self, path: Path) -> None:
        """Open it; raises SourceError where it is no video, or none of its pictures can be read."""
        self.path = path
        self._maker = PictureMaker()
        self._open()
        self._pending = self._next()
        if self._pending is None:
            self.close()
            raise unreadable(path)
        self._length_s = _length_s(self._container, self._stream)
        guess = round(self._length_s * self.fps) if self._length_s else 0
        self.header_frames = self._stream.frames or guess or None

    def read(self) -> FilmPicture | None:
        """Return the next picture, None after the last."""
        timed = self._next()
        if timed is None:
            return None
        if self.frames_read:
            self._steps[round((timed.time_s - self._newest_s) * 1000)] += 1
        self.frames_read += 1
        self._newest_s = timed.time_s
        shown_s = 1 / self.fps
        if timed.frame.duration and not self._is_interlaced:
            shown_s = float(timed.frame.duration * self._tick)
        self.end_s = timed.time_s + shown_s
        return FilmPicture(timed.time_s, self._maker.picture(timed.frame))

    @property
    def frames_missing(self) -> int:
        """How many pictures could not be read, once all others were; 0 for a whole film."""
        ends_early = self._length_s is not None and self.end_s < self._length_s - _HOLE_S
        has_hole = self._is_even and max(self._steps, default=0) > _HOLE_S * 1000
        if not self._lost and not ends_early and not has_hole:
            # A header may count more: pictures that are repeated, or not meant to be shown.
            return 0
        if self._stream.frames or self._is_even:
            return max((self.header_frames or 0) - self.frames_read, 0 if self._stream.frames else self._lost)
        after = (
            round((self._length_s - self.end_s) * self.frames_read / self.end_s) if ends_early and self._length_s else 0
        )
        return self._lost + after

    @property
    def _is_even(self) -> bool:
        """Whether the pictures read so far come at the nominal rate, but for a few."""
        step = 1000 / self.fps
        even = sum(count for ms, count in self._steps.items() if abs(ms - step) <= 1)
        return even >= _EVEN_SHARE * self._steps.total()

    def rewind(self) -> None:
        """Read from the first picture again."""
        self.close()
        self._open()

    def seek(self, time_s: float) -> bool:
        """Go to the picture that is shown from ``time_s`` on, so that it is read next; False where there is none.

        It is decoded from the key picture before it, and so looks as it does when all are read in a row.
        """
        for back_s in _STEPS_BACK_S:
            if time_s - back_s <= 0:
                break
            if self._go_before(time_s, back_s) and self._skip_to(time_s):
                return True
        self.rewind()
        return self._skip_to(time_s)

    def skip(self, count: int) -> None:
        """Leave out the next ``count`` pictures."""
        for _ in range(count):
            if self._next() is None:
                return

    def close(self) -> None:
        """Free the file; more than once does no harm."""
        self._frames.close()
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _open(self) -> None:
        self._container, self._stream = open_film_file(self.path)
        self._tick = self._stream.time_base or Fraction(1, 1000)
        self.fps = _nominal_fps(self._stream)
        self.frames_read, self.end_s = 0, 0.0
        self._lost = 0
        self._newest_s = 0.0
        self._steps = Counter()
        self._first_s = None
        self._is_interlaced = False
        self._pending = None
        self._index = _index_of(self._container, self._stream)
        self._frames = self._timed()

    def _next(self) -> _TimedFrame | None:
        timed, self._pending = self._pending, None
        return timed or next(self._frames, None)

    def _timed(self) -> Generator[_TimedFrame]:
        """Yield the frames from where the file stands, with times that increase."""
        newest_s, newest_dts, shift_s = -math.inf, None, 0.0
        for frame in self._whole():
            if frame.pts is None or frame.time_base is None:
                time_s = max(0.0, newest_s + 1 / self.fps)
            else:
                stamp_s = float(frame.pts * frame.time_base)
                if self._first_s is None:
                    self._first_s = stamp_s
                time_s = stamp_s - self._first_s + shift_s
            if time_s < newest_s and _fell_back(newest_dts, frame):
                newest_dts = None
                shift_s += newest_s + 1 / self.fps - time_s
                time_s = newest_s + 1 / self.fps
            elif time_s < newest_s:
                self._lost += 1  # behind a damaged place some come when their time is over
                continue
            newest_s = time_s if time_s > newest_s else newest_s + _LEAST_STEP_S
            newest_dts = max((dts for dts in (newest_dts, frame.dts) if dts is not None), default=None)
            yield _TimedFrame(newest_s, frame)

    def _whole(self) -> Iterator[VideoFrame]:
        """Yield the frames from where the file stands, deinterlaced where need be."""
        deinterlacer = Deinterlacer()
        for frame in self._decoded():
            yield from deinterlacer.take(frame)
            self._is_interlaced |= deinterlacer.is_used
        yield from deinterlacer.finish()

    def _decoded(self) -> Iterator[VideoFrame]:
        """Yield the frames from where the file stands; damaged ones are counted and left out."""
        for packet in self._packets():
            try:
                frames = packet.decode()
            except (av.error.FFmpegError, MemoryError):
                self._lost += 1
                continue
            for frame in frames:
                if frame.is_corrupt or not frame.width or not frame.height:
                    self._lost += 1
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
                self._lost += not failures
                failures += 1
            else:
                return

    def _go_before(self, time_s: float, back_s: float) -> bool:
        """Go to a key picture at ``time_s`` or earlier, looked for ``back_s`` seconds before."""
        target = round((time_s - back_s + (self._first_s or 0.0)) / self._tick) - self._is_interlaced
        try:
            self._container.seek(target, stream=self._stream)
        except av.error.FFmpegError:
            return False
        self._frames = self._timed()
        key = next((timed for timed in self._frames if timed.frame.key_frame), None)
        self._pending = key
        # An interlaced picture is made with the one before it.
        return key is not None and key.time_s < time_s + (-SAME_S if self._is_interlaced else SAME_S)

    def _skip_to(self, time_s: float) -> bool:
        """Go on to the picture that is shown from a moment on; False where another comes in its place."""
        while (timed := self._next()) is not None:
            if timed.time_s > time_s - SAME_S:
                self._pending = timed
                return timed.time_s < time_s + SAME_S
        return False


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


def _nominal_fps(stream: VideoStream) -> float:
    """Return the average rate of a film in pictures a second, or what its stamps are multiples of."""
    rate = stream.average_rate or stream.guessed_rate or stream.base_rate
    return min(max(float(rate), _FPS_RANGE[0]), _FPS_RANGE[1]) if rate else _FILM_FPS


def _length_s(container: InputContainer, stream: VideoStream) -> float | None:
    """Return how long the file says that the film is, in seconds; None where it does not tell."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    # Matroska notes it as text, and like its time stamps from before the first picture; a file's own length may be
    # that of its sound.
    start_s = float((stream.start_time or 0) * (stream.time_base or 0))
    if match := re.fullmatch(r"(\d+):(\d\d):(\d\d\.\d+)", stream.metadata.get("DURATION", "")):
        return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3]) - start_s
    if container.duration and len(container.streams) == 1:
        return container.duration / av.time_base - start_s
    return None

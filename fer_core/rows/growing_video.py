"""A video that can be played at every moment of its making, and after a crash."""

import contextlib
import math
from fractions import Fraction
from pathlib import Path
from typing import Final, Self

import av
import cv2
import numpy as np
from av import VideoStream
from av.container import OutputContainer
from av.video.frame import PictureType
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.rows.sound_track import SoundTrack
from fer_core.rows.synced_file import SyncedFile
from fer_core.rows.writing import cannot_write

MAX_SIDE: Final = 16384
"""Longest side in pixels that x264 takes; larger pictures are made smaller."""

TICKS: Final = 90_000
"""Times are whole numbers of so many parts of a second (ISO/IEC 13818-1's clock)."""

_CONTAINER: Final = {
    "movflags": "frag_keyframe+empty_moov+default_base_moof",
    "flush_packets": "1",
    "max_interleave_delta": "300000",
}
"""Each fragment says itself where its pictures are, and goes to the file as soon as it is complete.

Pictures wait for the sound beside them, but for no more than so many microseconds of it.
"""

_KEY_S: Final = 0.25
"""So long, in seconds, a fragment is. Its first picture needs none before it, so that damage to one ends with it."""

_SMALL: Final = 640 * 480
"""Pixels of pictures for which the time is spent that halves the file."""


class GrowingVideo:
    """An mp4 video (H.264) that becomes as large as its first picture; later ones are scaled to that.

    Each picture has the time that it is given. The file appears with the first one, when the video ``is_begun``; what
    was written more than a quarter of a second of the video ago is in it, whatever happens; with sound, half a second.
    ``problem`` says why no more can be written.
    """

    def __init__(self, path: Path, *, fps: float, is_private: bool = False, sound_rate: int | None = None) -> None:
        """Prepare it; raises ValueError unless ``fps`` is above 0. Nobody but its owner can read a private file.

        ``sound_rate`` is how many samples a second the sound has, None where there is none.
        """
        if not fps > 0:
            raise ValueError(f"expected fps above 0, got {fps}")
        self.path = path
        self.fps = fps
        self.frames = 0
        self._newest_tick = -1
        self.is_begun = False
        self.problem: DataError | None = None
        self._is_private = is_private
        self._size_wh = (0, 0)
        self._next_key = 0
        self._whole_size = 0
        self._sound_rate = sound_rate
        self._sound: SoundTrack | None = None
        self._file: SyncedFile | None = None
        self._container: OutputContainer | None = None
        self._stream: VideoStream | None = None

    def write(self, image_bgr: NDArray[np.uint8], *, time_s: float | None = None) -> None:
        """Append a picture, uint8 (h, w, 3), seen from ``time_s`` on, in seconds; the first begins the video.

        Without a time it follows the one before at the video's rate; one that is no later than that comes just after
        it. Raises DataError where it cannot be written, the same again afterwards.
        """
        if self.problem is not None:
            raise self.problem
        tick = self._tick(self.frames / self.fps if time_s is None else time_s)
        try:
            container, stream = self._opened(image_bgr)
            container.mux(stream.encode(self._frame(image_bgr, tick)))
            self._whole_size = self._file.size if self._file else 0
        except (OSError, MemoryError, cv2.error, av.FFmpegError) as error:
            raise self._failure(error) from error
        self._newest_tick = tick
        self.frames += 1

    def write_sound(self, samples: NDArray[np.int16], *, time_s: float) -> None:
        """Append sound, int16 (n,), heard from ``time_s`` on, in seconds; before the first picture it is left out.

        Raises DataError where it cannot be written, the same again afterwards, and ValueError without a ``sound_rate``.
        """
        if self._sound_rate is None:
            raise ValueError("expected a video with sound")
        if self.problem is not None:
            raise self.problem
        if self._container is None or self._sound is None:
            return
        try:
            self._container.mux(self._sound.encode(samples, time_s=time_s))
        except (OSError, MemoryError, av.FFmpegError) as error:
            raise self._failure(error) from error

    def close(self) -> None:
        """Write what is left; raises DataError where that fails, but not again after ``write`` has raised one."""
        if self._file is None:
            return
        try:
            with self._file:
                self._finish()
        except (OSError, MemoryError, av.FFmpegError) as error:
            if self.problem is None:
                raise self._failure(error) from error
        finally:
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        # What ended the block is told rather than what comes of it.
        with contextlib.suppress(*(() if exc_type is None else (DataError,))):
            self.close()

    def _tick(self, time_s: float) -> int:
        return max(round(time_s * TICKS), self._newest_tick + 1)

    def _opened(self, image_bgr: NDArray[np.uint8]) -> tuple[OutputContainer, VideoStream]:
        """Return what pictures are written to, after making it for the first one."""
        if self._container is None or self._stream is None:
            height, width = image_bgr.shape[:2]
            reduction = max(1.0, max(width, height) / MAX_SIDE)
            # The colours have half as many pixels each way.
            self._size_wh = (max(2, round(width / reduction) // 2 * 2), max(2, round(height / reduction) // 2 * 2))
            self._file = SyncedFile(self.path, is_private=self._is_private)
            self.is_begun = True
            self._container = av.open(self._file, "w", format="mp4", options=_CONTAINER)
            self._stream = self._add_stream(self._container)
            if self._sound_rate is not None:
                self._sound = SoundTrack(self._container, rate=self._sound_rate)
        return self._container, self._stream

    def _add_stream(self, container: OutputContainer) -> VideoStream:
        is_small = self._size_wh[0] * self._size_wh[1] <= _SMALL
        options = {
            "preset": "superfast" if is_small else "ultrafast",
            "crf": "23",
            "tune": "zerolatency",  # no picture waits for those after it
            "forced-idr": "1",
        }
        rate = Fraction(self.fps).limit_denominator(1000) or Fraction(1, 1000)
        stream = container.add_stream("libx264", rate=rate, options=options)
        stream.width, stream.height = self._size_wh
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, TICKS)
        stream.codec_context.gop_size = 2**16
        stream.codec_context.thread_count = 1 if is_small else 2
        return stream

    def _frame(self, image_bgr: NDArray[np.uint8], tick: int) -> av.VideoFrame:
        if image_bgr.shape[1::-1] != self._size_wh:
            image_bgr = np.asarray(cv2.resize(image_bgr, self._size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        planes = np.asarray(cv2.cvtColor(image_bgr, cv2.COLOR_BGR2YUV_I420), dtype=np.uint8)
        frame = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        frame.pts, frame.time_base = tick, Fraction(1, TICKS)
        frame.duration = math.ceil(TICKS / self.fps)
        if tick >= self._next_key:
            frame.pict_type = PictureType.I
            self._next_key = tick + round(_KEY_S * TICKS)
        return frame

    def _finish(self) -> None:
        container, stream = self._container, self._stream
        self._container = self._stream = None
        if container is not None:
            with container:
                if stream is not None and self.problem is None:
                    container.mux(stream.encode(None))
                    container.mux([] if self._sound is None else self._sound.finish())

    def _failure(self, error: Exception) -> DataError:
        """Keep what was written soundly, and return why no more can be."""
        if self._file is not None:
            self._file.cut(self._whole_size)
        if isinstance(error, MemoryError):
            self.problem = DataError("Cannot write the video {path}: there is not enough memory.", path=self.path)
        elif isinstance(error, OSError):
            self.problem = cannot_write(self.path, error)
        else:
            self.problem = DataError(
                "Cannot write the video {path}: it cannot be encoded ({error}).", path=self.path, error=error
            )
        return self.problem

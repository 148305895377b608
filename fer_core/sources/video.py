"""A video file as a source of frames."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from fer_core.sources.base import Frame
from fer_core.sources.film import Film, FilmPicture


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A picture of a film, None after the last, when its turn of the loop began, and what the film knew then."""

    picture: FilmPicture | None
    began_s: float
    end_s: float
    frames_missing: int


class VideoSource:
    """A video file, once or in an endless loop; each frame has the time at which the file shows it.

    While a frame is made use of, a thread decodes the next one.
    """

    is_live = False

    def __init__(self, path: Path, *, name: str | None = None, loop: bool = False) -> None:
        """Open it; raises SourceError where it is no video that can be read."""
        self._film = Film(path)
        self._loop = loop
        self._index = 0
        self._began_s = 0.0
        self.name = name or path.name
        self.fps = self._film.fps
        self.frame_count = None if loop else self._film.header_frames
        self._decoder = ThreadPoolExecutor(1, thread_name_prefix="decode")
        self._newest = _Step(None, 0.0, self._film.end_s, 0)
        self._ahead = self._decoder.submit(self._step)

    @property
    def frames_missing(self) -> int:
        """How many frames are damaged or missing, known once the last one was read."""
        return 0 if self._loop else self._newest.frames_missing

    @property
    def end_s(self) -> float:
        """Until when, in seconds, the newest frame is shown."""
        return self._newest.began_s + self._newest.end_s

    def read(self) -> Frame | None:
        """Return the next frame at once, or None after the last."""
        ahead, self._ahead = self._ahead, self._decoder.submit(self._step)
        step = ahead.result()
        self._newest = step
        if step.picture is None:
            return None
        frame = Frame(self._index, step.began_s + step.picture.time_s, time.perf_counter(), step.picture.image_bgr)
        self._index += 1
        return frame

    def _step(self) -> _Step:
        picture = self._film.read()
        if picture is None and self._loop:
            self._began_s += self._film.end_s
            self._film.rewind()
            picture = self._film.read()
        missing = self._film.frames_missing if picture is None else 0
        return _Step(picture, self._began_s, self._film.end_s, missing)

    def close(self) -> None:
        """Free the file; more than once does no harm."""
        self._decoder.shutdown(cancel_futures=True)
        self._film.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

"""A video file as a source of frames."""

import time
from pathlib import Path
from typing import Self

from fer_core.sources.base import Frame
from fer_core.sources.film import Film


class VideoSource:
    """A video file, once or in an endless loop; each frame has the time at which the file shows it."""

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

    @property
    def frames_missing(self) -> int:
        """How many frames are damaged or missing, known once the last one was read."""
        return 0 if self._loop else self._film.frames_missing

    @property
    def end_s(self) -> float:
        """Until when, in seconds, the newest frame is shown."""
        return self._began_s + self._film.end_s

    def read(self) -> Frame | None:
        """Return the next frame at once, or None after the last."""
        picture = self._film.read()
        if picture is None and self._loop:
            self._began_s = self.end_s
            self._film.rewind()
            picture = self._film.read()
        if picture is None:
            return None
        frame = Frame(self._index, self._began_s + picture.time_s, time.perf_counter(), picture.image_bgr)
        self._index += 1
        return frame

    def close(self) -> None:
        """Free the file; more than once does no harm."""
        self._film.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

"""Single pictures of a recording's video."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import SourceError
from fer_core.sources.film import Film, FilmPicture
from fer_core.sources.film_frames import SAME_S
from fer_core.sources.film_times import stored_times


class VideoPictures:
    """Single pictures of a video file by number, from 0; the next one is found fastest."""

    def __init__(self, path: Path, times_s: Sequence[float] = ()) -> None:
        """Open the file; raises SourceError where it is no video that can be read.

        ``times_s`` are the moments at which an analysis saw the pictures, in seconds; without them they are those that
        the file has, damaged pictures included.
        """
        if not path.is_file():
            raise SourceError("The video {path} is missing, or it cannot be read.", path=path)
        self._times_s = times_s or stored_times(path)
        self._film = Film(path)
        self._next = 0
        self._ahead: FilmPicture | None = None

    def read(self, number: int) -> NDArray[np.uint8] | None:
        """Return a picture, uint8 (height, width, 3); None behind the end or where the file is damaged."""
        if not 0 <= number < len(self._times_s):
            return None
        time_s = self._times_s[number]
        if number != self._next:
            self._ahead = None
            self._film.seek(time_s)
        self._next = number + 1
        picture = self._ahead
        while picture is None or picture.time_s < time_s - SAME_S:
            if (picture := self._film.read()) is None:
                return None
        self._ahead = None
        if picture.time_s > time_s + SAME_S:
            self._ahead = picture
            return None
        return picture.image_bgr

    def close(self) -> None:
        """Free the file."""
        self._film.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

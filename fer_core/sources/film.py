"""A video file, picture by picture, each with its own time."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from fer_core.sources.film_file import unreadable
from fer_core.sources.film_frames import FilmFrames
from fer_core.sources.film_picture import PictureMaker

_HOLE_S: Final = 0.5
"""A film that ends by more than this before its time, in seconds, is cut off; one that is even has no longer pause."""

_EVEN_SHARE: Final = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class FilmPicture:
    """A picture, BGR uint8 (height, width, 3), and when it is shown, in seconds after the first."""

    time_s: float
    image_bgr: NDArray[np.uint8]


class Film:
    """The pictures of a video file in the order in which they are shown.

    Damage costs the pictures that it hit, and no other; a picture that was not decoded is never handed on. ``fps`` is
    the nominal rate, ``header_frames`` how many pictures the file says or seems to have, None where it does not tell.
    ``frames_read`` are the pictures since the beginning or ``rewind``; the last of them is shown until ``end_s``.
    """

    frames_read: int
    end_s: float
    _newest_s: float

    def __init__(self, path: Path) -> None:
        """Open it; raises SourceError where it is no video, or none of its pictures can be read."""
        self._path = path
        self._maker = PictureMaker()
        self._begin()
        self._facts = self._frames.facts
        self.fps = self._facts.fps
        self.header_frames = self._facts.frames
        if self._frames.peek() is None:
            self.close()
            raise unreadable(path)

    def read(self) -> FilmPicture | None:
        """Return the next picture, None after the last."""
        timed = self._frames.next()
        if timed is None:
            return None
        if self.frames_read:
            self._steps[round((timed.time_s - self._newest_s) * 1000)] += 1
        self.frames_read += 1
        self._newest_s = timed.time_s
        self.end_s = timed.time_s + self._frames.shown_s(timed)
        return FilmPicture(timed.time_s, self._maker.picture(timed.frame))

    @property
    def frames_missing(self) -> int:
        """How many pictures could not be read, once all others were; 0 for a whole film."""
        ends_early = self._facts.length_s is not None and self.end_s < self._facts.length_s - _HOLE_S
        has_hole = self._is_even and max(self._steps, default=0) > _HOLE_S * 1000
        if not self._frames.lost and not ends_early and not has_hole:
            # A header may count more: pictures that are repeated, or not meant to be shown.
            return 0
        if self._facts.counted or self._is_even:
            return max((self.header_frames or 0) - self.frames_read, 0 if self._facts.counted else self._frames.lost)
        after = (
            round((self._facts.length_s - self.end_s) * self.frames_read / self.end_s)
            if ends_early and self._facts.length_s
            else 0
        )
        return self._frames.lost + after

    @property
    def _is_even(self) -> bool:
        """Whether the pictures read so far come at the nominal rate, but for a few."""
        step = 1000 / self.fps
        even = sum(count for ms, count in self._steps.items() if abs(ms - step) <= 1)
        return even >= _EVEN_SHARE * self._steps.total()

    def rewind(self) -> None:
        """Read from the first picture again."""
        self.close()
        self._begin()

    def seek(self, time_s: float) -> bool:
        """Go to the picture that is shown from ``time_s`` on, so that it is read next; False where there is none.

        It is decoded from the key picture before it, and so looks as it does when all are read in a row.
        """
        if self._frames.seek(time_s):
            return True
        self.rewind()
        return self._frames.skip_to(time_s)

    def close(self) -> None:
        """Free the file; more than once does no harm."""
        self._frames.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _begin(self) -> None:
        self._frames = FilmFrames(self._path)
        self._steps: Counter[int] = Counter()
        self._newest_s = 0.0
        self.frames_read, self.end_s = 0, 0.0

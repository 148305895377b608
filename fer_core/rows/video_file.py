"""Annotated video."""

import contextlib
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.rows.growing_video import GrowingVideo
from fer_core.rows.writing import behind_link, cannot_write, fitting_name, partial_path, put_in_place


class VideoFile:
    """An mp4 video that grows under a working name, where it can be played even after a crash.

    It becomes as large as its first picture; later ones are scaled to that.
    """

    def __init__(self, path: Path, *, fps: float, sound_rate: int | None = None) -> None:
        """Prepare the file, which appears with its first picture; raises ValueError unless ``fps`` is above 0.

        ``sound_rate`` is how many samples a second the sound has, None where there is none.
        """
        self.path = path
        self._final = behind_link(path)
        self._partial = _free(partial_path(self._final))
        self._video = GrowingVideo(self._partial, fps=fps, sound_rate=sound_rate)
        self._is_finished = False
        self._is_discarded = False

    @property
    def frames(self) -> int:
        """How many pictures were written."""
        return self._video.frames

    def write(self, image_bgr: NDArray[np.uint8], *, time_s: float | None = None) -> None:
        """Append a picture, uint8 (h, w, 3), seen from ``time_s`` on, in seconds; the first begins the video.

        Without a time it follows the one before at the video's rate. Raises DataError where it cannot be written; what
        was written before can be played.
        """
        self._video.write(image_bgr, time_s=time_s)

    def write_sound(self, samples: NDArray[np.int16], *, time_s: float) -> None:
        """Append sound as ``GrowingVideo.write_sound`` does; raises DataError, and ValueError without a rate."""
        self._video.write_sound(samples, time_s=time_s)

    def close(self) -> Path | None:
        """Finish the file and return its path, None without a picture; raises DataError where that fails.

        One that ``write`` has failed for keeps its working name.
        """
        self._video.close()
        if self._is_growing and self._video.problem is None:
            try:
                put_in_place(self._partial, self._final)
            except OSError as error:
                raise cannot_write(self.path, error) from error
            self._is_finished = True
        return self.path if self._is_finished else None

    def discard(self) -> None:
        """Leave nothing of a video that is not finished; does nothing to one that is."""
        with contextlib.suppress(DataError):
            self._video.close()
        if self._is_growing:
            self._is_discarded = True
            self._partial.unlink(missing_ok=True)

    @property
    def _is_growing(self) -> bool:
        return self._video.is_begun and not (self._is_finished or self._is_discarded)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        # What ended the block is told rather than what comes of it.
        with contextlib.suppress(*(() if exc_type is None else (DataError,))):
            self.close()


def _free(path: Path) -> Path:
    """Return ``path``, or the same with the first number behind its stem that no file has."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(fitting_name(f"{path.stem}-{number}", path.suffix))
    return free

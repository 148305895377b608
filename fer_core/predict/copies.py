"""Labelled copies of pictures and videos; one that cannot be saved costs nothing but itself."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.draw import annotate_enlarged
from fer_core.errors import DataError
from fer_core.files import read_or_explain
from fer_core.predict.pictures import PicturePrediction
from fer_core.rows.video_file import VideoFile
from fer_core.rows.writing import make_folder, write_whole

WritePicture = Callable[[NDArray[np.uint8], float], None]
"""Appends a picture, uint8 (h, w, 3), that is seen from so many seconds on."""


class Copies:
    """Where the copy of each file goes: ``paths`` by file, empty where none are wanted.

    ``failed`` counts those that could not be saved, ``first_problem`` says why the first of them could not.
    """

    def __init__(self, paths: Mapping[Path, Path]) -> None:
        self._paths = paths
        self.failed = 0
        self.first_problem = ""

    def save(self, prediction: PicturePrediction) -> None:
        """Save the copy of a picture, if it is wanted and the picture can be read."""
        copy = self._paths.get(prediction.path)
        if copy is None or not prediction.is_readable:
            return
        try:
            picture = annotate_enlarged(read_or_explain(prediction.path), prediction.faces)
            make_folder(copy.parent)
            encoded = cv2.imencode(copy.suffix, picture)[1]
            write_whole(copy, encoded.tobytes(), is_lasting=False)
        except (DataError, cv2.error, MemoryError) as error:
            self._fail(copy, error)

    @contextmanager
    def of_video(self, path: Path, *, fps: float) -> Iterator[WritePicture | None]:
        """Give what writes the pictures of a video's copy, None where it is not wanted; it never raises DataError.

        What was written of a copy that fails stays under its working name, and can be played.
        """
        copy = self._paths.get(path)
        if copy is None:
            yield None
            return
        try:
            make_folder(copy.parent)
            file = VideoFile(copy, fps=fps)
        except (DataError, OSError) as error:
            self._fail(copy, error)
            yield None
            return
        has_failed = False

        def attempt(step: Callable[[], object]) -> None:
            nonlocal has_failed
            if not has_failed:
                try:
                    step()
                except DataError as error:
                    has_failed = True
                    self._fail(copy, error)

        try:
            yield lambda picture, time_s: attempt(lambda: file.write(picture, time_s=time_s))
        finally:
            attempt(file.close)

    def _fail(self, copy: Path, error: Exception) -> None:
        self.failed += 1
        self.first_problem = self.first_problem or f"{copy}: {error}"

"""Annotated video."""

from pathlib import Path
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.rows.writing import cannot_write, partial_path

_MAX_SIDE = 8190
"""Longest side in pixels that MPEG-4 part 2 has room for (13 bits), made even."""


class VideoFile:
    """An mp4 video (MPEG-4 part 2), which becomes as large as its first picture; later ones are scaled to that.

    It plays 0.5 to 240 pictures a second, whatever is asked for.
    """

    def __init__(self, path: Path, *, fps: float) -> None:
        """Prepare the file, which appears with its first picture; raises ValueError unless ``fps`` is above 0."""
        if not fps > 0:
            raise ValueError(f"expected fps above 0, got {fps}")
        self.path = path
        self.frames = 0
        self._partial = partial_path(path)
        # MPEG-4 stores the rate as a fraction of 16-bit numbers, which more decimals overflow. At a tenth of a picture
        # a second the encoder aborts.
        self._fps = round(min(max(fps, 0.5), 240.0), 2)
        self._size_wh = (0, 0)
        self._writer: cv2.VideoWriter | None = None

    def write(self, image_bgr: NDArray[np.uint8]) -> None:
        """Append a picture, uint8 (height, width, 3); raises DataError where the file cannot be made."""
        if self._writer is None:
            self._writer = self._open(image_bgr)
        height, width = image_bgr.shape[:2]
        if (width, height) != self._size_wh:
            # The writer drops pictures of another size without a word.
            image_bgr = np.asarray(cv2.resize(image_bgr, self._size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        self._writer.write(image_bgr)
        self.frames += 1

    def close(self) -> Path | None:
        """Finish the file and return its path, None without a picture; raises DataError if it cannot be played."""
        if self._writer is None:
            return None
        self._writer.release()
        self._writer = None
        # A full disk is noticed only here: the writer reports nothing.
        check = cv2.VideoCapture(str(self._partial))
        playable = check.isOpened()
        check.release()
        if not playable:
            raise DataError("The video {path} could not be finished. Is the disk full?", path=self._partial)
        try:
            self._partial.replace(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        return self.path

    def discard(self) -> None:
        """Leave nothing of a video that is not finished; does nothing to one that is."""
        if self._writer is not None:
            self._writer.release()
            self._writer = None
        self._partial.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _open(self, image_bgr: NDArray[np.uint8]) -> cv2.VideoWriter:
        height, width = image_bgr.shape[:2]
        reduction = max(1.0, max(width, height) / _MAX_SIDE)
        # The codec takes even sides of at least two pixels.
        self._size_wh = (max(2, round(width / reduction) // 2 * 2), max(2, round(height / reduction) // 2 * 2))
        try:
            str(self._partial).encode()
        except UnicodeEncodeError as error:  # OpenCV would crash
            raise DataError(
                "Cannot write {path!r}: its name is not valid text. Choose another.", path=str(self.path)
            ) from error
        writer = cv2.VideoWriter(str(self._partial), cv2.VideoWriter.fourcc(*"mp4v"), self._fps, self._size_wh)
        if not writer.isOpened():
            raise DataError(
                "Cannot write the video {path} ({width}×{height} pixels). "
                "Is the folder writable, and is there space on the disk?",
                path=self.path,
                width=width,
                height=height,
            )
        return writer

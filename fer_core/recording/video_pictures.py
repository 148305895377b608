"""Single pictures of a video file."""

from pathlib import Path
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import SourceError


class VideoPictures:
    """Single pictures of a video file by number, from 0; the next one is found fastest."""

    def __init__(self, path: Path) -> None:
        """Open the file; raises SourceError where it is no video that can be read."""
        self._capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG) if path.is_file() else cv2.VideoCapture()
        if not self._capture.isOpened():
            raise SourceError("The video {path} is missing, or it cannot be read.", path=path)
        self._next = 0

    def read(self, number: int) -> NDArray[np.uint8] | None:
        """Return a picture, uint8 (height, width, 3); None behind the end or where the file is damaged."""
        if number != self._next:
            self._capture.set(cv2.CAP_PROP_POS_FRAMES, number)
        self._next = number + 1
        ok, image = self._capture.read()
        return np.asarray(image, dtype=np.uint8) if ok and image is not None else None

    def close(self) -> None:
        """Free the file."""
        self._capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

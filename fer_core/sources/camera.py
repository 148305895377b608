"""Cameras, through OpenCV's ``VideoCapture``."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import CameraError, SourceError
from fer_core.sources.base import Frame

CAMERA_BACKEND: Final = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}.get(
    sys.platform, cv2.CAP_ANY
)
"""The capture interface of this system; camera numbers count its devices."""

_LAST_CAMERA = 99
_FAILURES_THAT_END = 10
_LONGEST_FAILURE_S = 5.0
_PLAUSIBLE_FPS = (1.0, 240.0)
_USUAL_FPS = 30.0
"""Of a camera whose driver does not tell."""


class CameraSource:
    """A camera: frames come at its own pace, until it is lost."""

    is_live = True
    frame_count: int | None = None
    frames_missing = 0

    def __init__(self, capture: cv2.VideoCapture, *, name: str, lost: Callable[[], SourceError]) -> None:
        """Take an open capture; ``lost`` makes the error to raise."""
        fps = float(capture.get(cv2.CAP_PROP_FPS))
        self.name = name
        self.fps = fps if _PLAUSIBLE_FPS[0] <= fps <= _PLAUSIBLE_FPS[1] else _USUAL_FPS
        self._capture = capture
        self._lost = lost
        self._index = 0
        self._opened_at = time.perf_counter()

    def read(self) -> Frame | None:
        """Wait for the next frame; raises SourceError when the camera delivers no more."""
        image = self._read_image()
        if image is None:
            raise self._lost()
        captured_at = time.perf_counter()
        frame = Frame(self._index, captured_at - self._opened_at, captured_at, image)
        self._index += 1
        return frame

    def close(self) -> None:
        """Free the device."""
        self._capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _read_image(self) -> NDArray[np.uint8] | None:
        # A camera may fail now and then; only failures in a row, or a long one, mean that it is lost.
        started = time.perf_counter()
        for _ in range(_FAILURES_THAT_END):
            ok, image = self._capture.read()
            if ok and image is not None:
                return np.asarray(image, dtype=np.uint8)
            if time.perf_counter() - started >= _LONGEST_FAILURE_S:
                break
        return None


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera of this computer: the number to open it by and the name its driver gives it."""

    index: int
    name: str


def open_camera(index: int) -> CameraSource:
    """Open camera ``index`` at 640×480; raises CameraError where it cannot be opened."""
    # OpenCV crashes on negative numbers, and refuses very large ones with an error of its own.
    if not 0 <= index <= _LAST_CAMERA:
        raise CameraError("Camera numbers go from 0 to {last}; {index} is none.", last=_LAST_CAMERA, index=index)
    capture = cv2.VideoCapture(index, CAMERA_BACKEND)
    if not capture.isOpened():
        raise CameraError(
            "Camera {index} cannot be opened. Is it plugged in, free of other programs, "
            "and allowed by the system's privacy settings?",
            index=index,
        )
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, 640)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, 480)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    return CameraSource(
        capture,
        name=f"Camera {index}",
        lost=lambda: CameraError(
            "Camera {index} has stopped delivering pictures. Is it still plugged in?", index=index
        ),
    )

"""Cameras, videos and network streams through OpenCV's ``VideoCapture``."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import CameraError, SourceError, reason_of
from fer_core.passwords import without_passwords
from fer_core.sources.base import Frame

CAMERA_BACKEND: Final = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}.get(
    sys.platform, cv2.CAP_ANY
)
"""The capture interface of this system; camera numbers count its devices."""

_LAST_CAMERA = 99
_FAILURES_THAT_END = 10
_STREAM_TIMEOUT_MS = 5000
_FALLBACK_FPS = 30.0


class _CaptureSource:
    """What cameras, videos and streams have in common."""

    name: str
    fps: float
    is_live: bool
    frame_count: int | None = None

    def __init__(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        self._index = 0

    def close(self) -> None:
        """Free the device or file."""
        self._capture.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _read_image(self) -> NDArray[np.uint8] | None:
        # A damaged stretch fails and then goes on; only failures in a row, or a long one, mean the end.
        started = time.perf_counter()
        for _ in range(_FAILURES_THAT_END):
            ok, image = self._capture.read()
            if ok and image is not None:
                return np.asarray(image, dtype=np.uint8)
            if (time.perf_counter() - started) * 1000 >= _STREAM_TIMEOUT_MS:
                break
        return None

    def _frame(self, image: NDArray[np.uint8], *, time_s: float, captured_at: float) -> Frame:
        frame = Frame(self._index, time_s, captured_at, image)
        self._index += 1
        return frame


class LiveSource(_CaptureSource):
    """A camera or network stream: frames come at its own pace, until it is lost; ``lost`` makes the error to raise."""

    is_live = True

    def __init__(self, capture: cv2.VideoCapture, *, name: str, lost: Callable[[], SourceError]) -> None:
        super().__init__(capture)
        self.name = name
        self.fps = _plausible_fps(capture)
        self._lost = lost
        self._opened_at = time.perf_counter()

    def read(self) -> Frame | None:
        """Wait for the next frame; raises SourceError when the camera or stream delivers no more."""
        image = self._read_image()
        if image is None:
            raise self._lost()
        captured_at = time.perf_counter()
        return self._frame(image, time_s=captured_at - self._opened_at, captured_at=captured_at)


class VideoSource(_CaptureSource):
    """A video file, once or in an endless loop."""

    is_live = False

    def __init__(self, path: Path, *, name: str | None = None, loop: bool = False) -> None:
        try:
            path.open("rb").close()
        except OSError as error:
            raise SourceError(
                "The video {path} cannot be opened: {reason}.", path=path, reason=reason_of(error)
            ) from error
        try:
            str(path).encode()
        except UnicodeEncodeError as error:  # OpenCV would crash
            raise SourceError(
                "The video {path!r} cannot be opened: its name is not valid text.", path=str(path)
            ) from error
        super().__init__(cv2.VideoCapture(str(path), cv2.CAP_FFMPEG))
        self._path = path
        self._loop = loop
        self.name = name or path.name
        self.fps = _plausible_fps(self._capture)
        if not loop:
            self.frame_count = _plausible_frame_count(self._capture)
        self._pending = self._read_image()
        if self._pending is None:
            self.close()
            raise SourceError("{path} is not a video that can be read, or it is damaged.", path=path)

    def read(self) -> Frame | None:
        """Return the next frame at once, or None after the last."""
        image, self._pending = self._pending, None
        if image is None:
            image = self._read_image()
        if image is None and self._loop:
            self._capture.release()
            self._capture.open(str(self._path), cv2.CAP_FFMPEG)
            image = self._read_image()
        if image is None:
            return None
        return self._frame(image, time_s=self._index / self.fps, captured_at=time.perf_counter())


@dataclass(frozen=True, slots=True)
class Camera:
    """A camera of this computer: the number to open it by and the name its driver gives it."""

    index: int
    name: str


def open_camera(index: int) -> LiveSource:
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
    return LiveSource(
        capture,
        name=f"Camera {index}",
        lost=lambda: CameraError(
            "Camera {index} has stopped delivering pictures. Is it still plugged in?", index=index
        ),
    )


def open_stream(url: str) -> LiveSource:
    """Open an http, https or rtsp stream; raises SourceError where it does not answer within five seconds."""
    timeouts = [
        cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS,
        cv2.CAP_PROP_READ_TIMEOUT_MSEC, _STREAM_TIMEOUT_MS,
    ]  # fmt: skip
    capture = cv2.VideoCapture(url, cv2.CAP_FFMPEG, timeouts)
    name = without_passwords(url)
    if not capture.isOpened():
        raise SourceError(
            "The stream {url} does not answer or is no video. Check the address and the network.", url=name
        )
    return LiveSource(capture, name=name, lost=lambda: SourceError("The stream {url} has stopped.", url=name))


def _plausible_fps(capture: cv2.VideoCapture) -> float:
    fps = float(capture.get(cv2.CAP_PROP_FPS))
    return fps if 1 <= fps <= 240 else _FALLBACK_FPS


def _plausible_frame_count(capture: cv2.VideoCapture) -> int | None:
    count = capture.get(cv2.CAP_PROP_FRAME_COUNT)
    return int(count) if 0 < count < 1e9 else None

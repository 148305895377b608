"""The work of the child process: ``python -m fer_core.camera_check.probe list``, or ``try BACKEND INDEX WIDTH HEIGHT``.

Its last line of output is the answer as JSON. A driver that hangs or crashes takes only this process with it.
"""

import base64
import faulthandler
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, Final

import cv2
import numpy as np
from cv2_enumerate_cameras import enumerate_cameras
from numpy.typing import NDArray

from fer_core.camera_check.findings import Backend, Measurement, Outcome
from fer_core.sources import Camera

MEASURING_S: Final = 2.0
"""Seconds during which pictures are counted."""

_FIRST_PICTURE_S = 5.0
_LONGEST_LIFE_S = 60
_SMALL = 192
"""Pixels of the longer side of the picture that is shown."""


def main(arguments: Sequence[str]) -> int:
    """Answer one question and return the exit status."""
    # Nobody is left to end a hanging child whose parent was killed.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    faulthandler.dump_traceback_later(_LONGEST_LIFE_S, exit=True, file=nowhere)
    answer: object
    if arguments[0] == "list":
        answer = [asdict(backend) for backend in camera_backends()]
    else:
        backend, index, width, height = map(int, arguments[1:])
        answer = try_camera(backend, index, (width, height))
    # A driver may have written half a line.
    print("\n" + json.dumps(answer), flush=True)
    return 0


def camera_backends() -> list[Backend]:
    """Return OpenCV's interfaces for cameras that are there, with the cameras of each."""
    registry = cv2.videoio_registry
    return [
        Backend(number, registry.getBackendName(number), _cameras(number))
        for number in registry.getCameraBackends()
        if registry.hasBackend(number)
    ]


def try_camera(
    backend: int,
    index: int,
    wanted_wh: tuple[int, int],
    *,
    seconds: float = MEASURING_S,
    opener: Callable[[int, int], Any] = cv2.VideoCapture,
) -> dict[str, Any]:
    """Open a camera as Emolens does, read for ``seconds`` and return ``outcome`` and ``measured`` (may be None)."""
    started = time.perf_counter()
    capture = opener(index, backend)
    if not capture.isOpened():
        return {"outcome": Outcome.CLOSED, "measured": None}
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, wanted_wh[0])
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, wanted_wh[1])
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
    try:
        while not capture.read()[0]:
            if time.perf_counter() - started > _FIRST_PICTURE_S:
                return {"outcome": Outcome.EMPTY, "measured": None}
        measured = _measure(capture, seconds=seconds, first_picture_s=time.perf_counter() - started)
    finally:
        capture.release()
    return {"outcome": Outcome.WORKS if measured else Outcome.EMPTY, "measured": measured and asdict(measured)}


def _measure(capture: Any, *, seconds: float, first_picture_s: float) -> Measurement | None:
    reads_s: list[float] = []
    picture = None
    begun = now = time.perf_counter()
    while now - begun < seconds:
        ok, image = capture.read()
        before, now = now, time.perf_counter()
        if ok and image is not None:
            picture = image
            reads_s.append(now - before)
    if picture is None:
        return None
    return Measurement(
        size_wh=(picture.shape[1], picture.shape[0]),
        claimed_fps=float(capture.get(cv2.CAP_PROP_FPS)),
        fps=len(reads_s) / (now - begun),
        read_ms=statistics.median(reads_s) * 1000,
        slowest_read_ms=max(reads_s) * 1000,
        brightness=float(picture.mean()),
        first_picture_s=first_picture_s,
        picture=_small(picture),
    )


def _small(picture: NDArray[np.uint8]) -> str:
    """Return a picture as a JPEG in base 64, empty where it cannot be one."""
    scale = _SMALL / max(picture.shape[:2])
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    is_written, content = cv2.imencode(".jpg", small)
    return base64.b64encode(content.tobytes()).decode() if is_written else ""


def _cameras(backend: int) -> tuple[Camera, ...]:
    try:
        found = enumerate_cameras(backend)
    except NotImplementedError:  # the interface has no list
        return ()
    return tuple(sorted((Camera(info.index, info.name) for info in found), key=lambda camera: camera.index))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

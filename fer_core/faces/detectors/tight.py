"""Faces that fill their picture, so that a detector misses what is usually around a face."""

from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.detectors.haar import scale_box
from fer_core.results import FoundFace

FILLS: Final = 0.7
"""Share of a picture's shorter side from which on a face fills it."""

_MOST_OBLONG: Final = 1.6
"""Longer over shorter side: crops of faces are nearly square."""

_SIDE: Final = 128
_BORDER: Final = 0.4
"""Of the copy that is searched: pixels of its shorter side, which are enough for a face that fills it, and the border's
share of that."""


def find_faces(detector: FaceDetector, frame: NDArray[np.uint8]) -> list[FoundFace]:
    """Return the faces in a picture, largest first; without any, the one that fills it, if there is one.

    That is looked for in a copy with a border of repeated pixels. ``frame`` is as ``FaceDetector.detect`` takes it.
    """
    found = detector.find(frame)
    shorter, longer = sorted(frame.shape[:2])
    if found or longer > _MOST_OBLONG * shorter:
        return found
    scale = min(1.0, _SIDE / shorter)
    copy = cv2.resize(frame, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else frame
    border = round(_BORDER * min(copy.shape[:2]))
    framed = cv2.copyMakeBorder(copy, border, border, border, border, cv2.BORDER_REPLICATE)
    detector = detector.for_copy(frame.shape, reduction=1 / scale)
    for face in detector.find(np.asarray(framed, dtype=np.uint8)):
        x, y, width, height = face.box_xywh
        box = scale_box((x - border, y - border, width, height), 1 / scale)
        if fills(box[2], frame.shape):
            return [replace(face, box_xywh=box)]
    return []


def fills(width: float, shape: tuple[int, ...]) -> bool:
    """Tell whether a face of this width fills a picture of ``shape`` (height, width, …)."""
    return width >= FILLS * min(shape[:2])

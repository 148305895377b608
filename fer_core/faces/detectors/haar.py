"""Upright faces, by OpenCV's cascade."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import ModelError
from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.base import DetectorKind, FaceDetector, MinFace, reframe
from fer_core.results import BoxXywh

FRAMING: Final = 1.0
"""Side of a face as FER2013 frames it, as a multiple of the cascade's box.

FER2013 was itself cut out with a Haar detector: on its own images the box covers 0.98 of the side, centred
(``python -m tools.benchmarks.framing`` measures it).
"""


_NARROWEST: Final = 24
"""Pixels across the cascade's own window: it sees nothing narrower."""


@dataclass(frozen=True, slots=True)
class HaarConfig:
    """How the cascade searches; the defaults are for live video (``python -m tools.benchmarks.detection live``).

    The picture is reduced until its shorter side has ``search_side`` pixels; in that copy faces are at least
    ``min_face`` pixels wide. ``scale_factor`` is the step between searched sizes, ``min_neighbors`` the number of
    overlapping hits that make a face.
    """

    search_side: int = 240
    scale_factor: float = 1.2
    min_neighbors: int = 5
    min_face: int = 30


STILLS: Final = HaarConfig(search_side=960, scale_factor=1.2, min_neighbors=5, min_face=48)
"""For photographs, where time is plenty: finds faces down to 1/20 of the shorter side, not 1/8 as live.

Chosen by ``python -m tools.benchmarks.detection stills``; fewer false boxes would cost real faces.
"""


class HaarDetector(FaceDetector):
    """OpenCV's frontal-face cascade (Viola and Jones 2001), searched on a reduced copy."""

    def __init__(self, config: HaarConfig | None = None, *, min_face: MinFace | None = None) -> None:
        self.min_face = min_face
        self._config = config or HaarConfig()
        # A share of a part of a frame is not that of the whole.
        self.search_side = self._config.search_side if min_face is None else None
        self._cascade = load_cascade("frontalface_default")

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        """Return the boxes of all faces, largest first."""
        config = self._for_size(frame.shape)
        grey, reduction = shrink(to_grey(frame), config.search_side)
        found = self._cascade.detectMultiScale(
            grey,
            scaleFactor=config.scale_factor,
            minNeighbors=config.min_neighbors,
            minSize=(config.min_face, config.min_face),
        )
        boxes = [reframe(scale_box(box, reduction), FRAMING) for box in found]
        return sorted(boxes, key=lambda box: box[2] * box[3], reverse=True)

    def _for_size(self, shape: tuple[int, ...]) -> HaarConfig:
        """Return how pictures of a shape are searched, so that the narrowest wanted face can be seen in the copy."""
        if self.min_face is None:
            return self._config
        wanted, shorter = self.min_face.pixels(shape), min(shape[:2])
        side = max(self._config.search_side, math.ceil(shorter * _NARROWEST / max(wanted, 1.0)))
        return replace(self._config, search_side=side, min_face=max(_NARROWEST, round(wanted * min(1, side / shorter))))


KIND: Final = DetectorKind(
    title="Upright faces",
    method="OpenCV's Haar cascade (Viola and Jones, 2001)",
    live=lambda min_face: HaarDetector(min_face=min_face),
    stills=lambda min_face: HaarDetector(STILLS, min_face=min_face),
)


def load_cascade(name: str) -> cv2.CascadeClassifier:
    """Load one of OpenCV's cascades; raises ModelError where it is missing."""
    path = Path(cv2.__file__).parent / "data" / f"haarcascade_{name}.xml"
    cascade = cv2.CascadeClassifier(str(path))
    if cascade.empty():
        raise ModelError("OpenCV's face cascade {path} is missing; reinstall opencv-python-headless.", path=path)
    return cascade


def shrink(picture: NDArray[np.uint8], side: int) -> tuple[NDArray[np.uint8], float]:
    """Return a grey or BGR picture whose shorter side has at most ``side`` pixels, and how many times smaller it is."""
    rows, columns = picture.shape[:2]
    reduction = max(1.0, min(rows, columns) / side)
    if reduction == 1:
        return picture, reduction
    size = (round(columns / reduction), round(rows / reduction))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8), reduction


def scale_box(box: Sequence[float], factor: float) -> BoxXywh:
    """Return a box ``factor`` times as far from the corner and as large, in whole pixels."""
    x, y, width, height = (round(value * factor) for value in box)
    return x, y, width, height

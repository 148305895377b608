"""Upright faces and those of tilted heads."""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.base import DetectorKind, FaceDetector
from fer_core.faces.detectors.haar import STILLS, HaarDetector, scale_box, shrink
from fer_core.results import BoxXywh

ANGLES: Final = (15.0, -15.0, 30.0, -30.0)
"""Degrees by which pictures are turned, anticlockwise: a cascade for upright faces takes about 15° either way."""

HELD_SEARCHES: Final = len(ANGLES) + 1
"""How many searches in vain a box outlives: enough to try every angle once."""


class _Turning(FaceDetector):
    """Lets ``upright`` search in turned copies as well."""

    def __init__(self, upright: FaceDetector) -> None:
        self._upright = upright

    def for_copy(self, shape: tuple[int, ...], *, reduction: float) -> FaceDetector:
        """Return one whose upright detector is for the copy."""
        return type(self)(self._upright.for_copy(shape, reduction=reduction))


class TiltedDetector(_Turning):
    """For live video: searches as ``upright`` does and, where that finds nothing, in a turned copy of the picture.

    Only one angle is tried per picture, so that no picture takes more than two searches: the angle of the last find,
    then the others, one after the other. Until a face is found again its last boxes stand for it. A face in a corner
    that the turn moves out of the picture is not found.
    """

    def __init__(self, upright: FaceDetector) -> None:
        super().__init__(upright)
        self._turn = 0
        self._boxes: list[BoxXywh] = []
        self._misses = 0
        self._shape = (0, 0)

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        """Return the boxes of all faces, largest first; a tilted one's is the upright square about its centre."""
        grey = to_grey(frame)
        if grey.shape != self._shape:
            self.reset()
            self._shape = grey.shape
        boxes = self._upright.detect(grey) or _search_turned(self._upright, grey, ANGLES[self._turn])
        if boxes:
            self._boxes, self._misses = boxes, 0
            return boxes
        self._turn = (self._turn + 1) % len(ANGLES)
        self._misses += 1
        if self._misses > HELD_SEARCHES:
            self._boxes = []
        return list(self._boxes)

    def reset(self) -> None:
        """Forget the faces, before the frames of another source."""
        self._boxes, self._misses = [], 0


class TiltedStillsDetector(_Turning):
    """For photographs: where ``upright`` finds nothing, every angle is tried until one shows a face."""

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        """Return the boxes of all faces, largest first; a tilted one's is the upright square about its centre."""
        grey = to_grey(frame)
        turned = (_search_turned(self._upright, grey, degrees) for degrees in ANGLES)
        return self._upright.detect(grey) or next((boxes for boxes in turned if boxes), [])


KIND: Final = DetectorKind(
    title="Upright and tilted faces",
    method="OpenCV's Haar cascade (Viola and Jones, 2001), also in turned copies of the picture",
    live=lambda min_face: TiltedDetector(HaarDetector(min_face=min_face)),
    stills=lambda min_face: TiltedStillsDetector(HaarDetector(STILLS, min_face=min_face)),
)


def _search_turned(upright: FaceDetector, grey: NDArray[np.uint8], degrees: float) -> list[BoxXywh]:
    """Return what ``upright`` finds in a turned copy, in pixels of ``grey``.

    The copy is reduced where ``upright`` tells to what it would reduce it.
    """
    small, reduction = shrink(grey, upright.search_side or min(grey.shape))
    rows, columns = small.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
    turned = cv2.warpAffine(small, turn, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    back = cv2.invertAffineTransform(turn)
    found = upright.detect(np.asarray(turned, dtype=np.uint8))
    boxes = [_turn_back(box, np.asarray(back, dtype=np.float64)) for box in found]
    inside = [box for box in boxes if 0 <= box[0] + box[2] / 2 < columns and 0 <= box[1] + box[3] / 2 < rows]
    return [scale_box(box, reduction) for box in inside]


def _turn_back(box: BoxXywh, back: NDArray[np.float64]) -> Sequence[float]:
    """Return the upright square, as large as ``box``, about where the affine map ``back`` (2, 3) sends its centre."""
    x, y, width, height = box
    centre_x, centre_y = back @ (x + width / 2, y + height / 2, 1.0)
    return centre_x - width / 2, centre_y - height / 2, width, height

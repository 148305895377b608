"""Making faces unrecognisable."""

from collections.abc import Iterable
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.results import BoxXywh

_MARGIN: Final = 0.3
"""Added on each side, as a share of the box: hair, ears and chin, and the movement until the next box."""
_CELLS: Final = 6
"""Cells across the longer side that are left of a face: 6×6 means of its pixels."""


def blur_faces(image_bgr: NDArray[np.uint8], boxes_xywh: Iterable[BoxXywh]) -> NDArray[np.uint8]:
    """Return a copy of a picture, uint8 (height, width, 3), with nothing but a few coarse cells left of each box."""
    picture = np.array(image_bgr, order="C")
    rows, columns = picture.shape[:2]
    for x, y, width, height in boxes_xywh:
        left, top = max(0, int(x - _MARGIN * width)), max(0, int(y - _MARGIN * height))
        right = min(columns, int(x + (1 + _MARGIN) * width) + 1)
        bottom = min(rows, int(y + (1 + _MARGIN) * height) + 1)
        if left < right and top < bottom:
            picture[top:bottom, left:right] = _coarse(picture[top:bottom, left:right])
    return picture


def blur_all(image_bgr: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture of which nothing can be made out, for moments when nobody knows where the faces are."""
    return _coarse(image_bgr)


def _coarse(region: NDArray[np.uint8]) -> NDArray[np.uint8]:
    rows, columns = region.shape[:2]
    cell = max(rows, columns) / _CELLS
    cells_wh = (max(1, round(columns / cell)), max(1, round(rows / cell)))
    small = cv2.resize(region, cells_wh, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (columns, rows), interpolation=cv2.INTER_NEAREST), dtype=np.uint8)

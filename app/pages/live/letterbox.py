"""Bringing the pictures and faces of a source whose size changes to the one size of a recording."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.results import BoxXywh, FaceResult


@dataclass(frozen=True, slots=True)
class Letterbox:
    """How a picture lies in one of ``size_wh`` pixels: as large as it can be undistorted, in the middle, on black.

    However long and thin it is, a row and a column of it are left.
    """

    size_wh: tuple[int, int]
    scale: float
    left: int
    top: int

    @classmethod
    def between(cls, size_wh: tuple[int, int], target_wh: tuple[int, int]) -> Self:
        """Return how a picture of one size lies in another, both (width, height) in pixels."""
        scale = min(target_wh[0] / size_wh[0], target_wh[1] / size_wh[1])
        left, top = (
            min(round((target - size * scale) / 2), (target - 1) // 2)
            for size, target in zip(size_wh, target_wh, strict=True)
        )
        return cls(target_wh, scale, left, top)

    def picture(self, image_bgr: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a picture, uint8 (height, width, 3), in the other size: the same one where it has that already."""
        width, height = self.size_wh
        if image_bgr.shape[:2] == (height, width):
            return image_bgr
        method = cv2.INTER_AREA if self.scale < 1 else cv2.INTER_LINEAR
        inner_wh = (width - 2 * self.left, height - 2 * self.top)
        fitted = np.zeros((height, width, 3), np.uint8)
        fitted[self.top : height - self.top, self.left : width - self.left] = cv2.resize(
            image_bgr, inner_wh, interpolation=method
        )
        return fitted

    def box(self, box_xywh: BoxXywh) -> BoxXywh:
        """Return where a box lies."""
        x, y, width, height = (value * self.scale for value in box_xywh)
        return round(x + self.left), round(y + self.top), max(1, round(width)), max(1, round(height))

    def faces(self, faces: Iterable[FaceResult]) -> tuple[FaceResult, ...]:
        """Return the faces of a picture as faces of what ``picture`` makes of it."""
        return tuple(replace(face, box_xywh=self.box(face.box_xywh)) for face in faces)

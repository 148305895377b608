"""Bringing the pictures and faces of a source whose size changes to the one size of a recording."""

from dataclasses import dataclass, replace
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from app.live.messages import Analysis, Shot
from fer_core.results import BoxXywh, FrameResult


@dataclass(frozen=True, slots=True)
class Fit:
    """How a picture lies in one of ``size_wh`` pixels: as large as it can be undistorted, in the middle, on black."""

    size_wh: tuple[int, int]
    scale: float
    left: int
    top: int

    @classmethod
    def between(cls, size_wh: tuple[int, int], target_wh: tuple[int, int]) -> Self:
        """Return how a picture of one size lies in another, both (width, height) in pixels."""
        scale = min(target_wh[0] / size_wh[0], target_wh[1] / size_wh[1])
        left, top = (round((target - size * scale) / 2) for size, target in zip(size_wh, target_wh, strict=True))
        return cls(target_wh, scale, left, top)

    def picture(self, image_bgr: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return a picture, uint8 (height, width, 3), in the other size."""
        width, height = self.size_wh
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


def fit_shot(shot: Shot, size_wh: tuple[int, int]) -> Shot:
    """Return a shot whose picture has ``size_wh`` pixels: the same one where it has them already."""
    image_bgr = shot.frame.image_bgr
    own_wh = (image_bgr.shape[1], image_bgr.shape[0])
    if own_wh == size_wh:
        return shot
    return replace(shot, frame=replace(shot.frame, image_bgr=Fit.between(own_wh, size_wh).picture(image_bgr)))


def fit_analysis(analysis: Analysis, size_wh: tuple[int, int]) -> Analysis:
    """Return an analysis as if it were one of a picture that ``fit_shot`` returned."""
    if analysis.size_wh == size_wh:
        return analysis
    fit = Fit.between(analysis.size_wh, size_wh)
    faces = tuple(replace(face, box_xywh=fit.box(face.box_xywh)) for face in analysis.result.faces)
    return replace(analysis, size_wh=size_wh, result=FrameResult(faces, analysis.result.latency_ms))

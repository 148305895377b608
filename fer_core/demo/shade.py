"""Light and dark strokes that go with a movement: furrows, folds, fuller brows."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.demo.expression import Expression
from fer_core.demo.landmarks import FACE_XYWH, LANDMARKS, Points, region_outline
from fer_core.demo.warp import FloatImage

_SKIN_SHADOW: Final = np.array((0.35, 0.45, 0.58), dtype=np.float32)
_LIP_BGR: Final = np.array((86, 90, 168), dtype=np.float32)
_BROW_SHADOW: Final = np.array((0.30, 0.36, 0.42), dtype=np.float32)


def _line(*xy: tuple[float, float]) -> Points:
    return np.array(xy, dtype=np.float64)


_FURROWS: Final = (_line((221, 87), (219.5, 92), (219, 97)), _line((231, 88), (232.5, 93), (232.5, 98)))
_DROOPS: Final = (_line((203, 143), (200, 148), (198.5, 153)), _line((246, 144), (249, 149), (250, 154)))
_CHEEKS: Final = (_line((194, 119), (199, 125)), _line((251, 127), (256, 121)))


class FaceShader:
    """Shades the face region of the portrait, float32 BGR (height·scale, width·scale, 3) in 0 to 255."""

    def __init__(self, face_bgr: NDArray[np.uint8], scale: int) -> None:
        self._face = face_bgr.astype(np.float32)
        folds = (LANDMARKS["left_fold"], LANDMARKS["right_fold"])
        self._brows = _strokes((LANDMARKS["left_brow"], LANDMARKS["right_brow"]), scale, width=1.7)
        self._furrows = _strokes(_FURROWS, scale, width=2.0)
        self._folds = _strokes(folds, scale, width=1.6)
        self._droops = _strokes(_DROOPS, scale, width=3.0)
        holes = (_strokes(folds, scale, width=2.5) > 0.25).astype(np.uint8)
        filled = cv2.inpaint(face_bgr, holes, 5 * scale, cv2.INPAINT_TELEA)
        self._unfolded = cv2.GaussianBlur(filled, (0, 0), 0.8 * scale).astype(np.float32)
        self._cheeks = _strokes(_CHEEKS, scale, width=13.0)
        self._lips = _lips(scale)[..., None]
        self._fold_area = _strokes(folds, scale, width=3.0)[..., None]

    def shade(self, face: Expression) -> FloatImage:
        """Return the region with the shades of ``face``; with all of them 0, the portrait itself."""
        image = self._face
        if face.fold_shade < 0:
            share = -face.fold_shade * self._fold_area
            image = (1 - share) * image + share * self._unfolded
        image = _darken(image, max(face.fold_shade, 0) * 0.6 * self._folds, _SKIN_SHADOW)
        image = _darken(image, face.furrow_shade * 0.45 * self._furrows, _SKIN_SHADOW)
        image = _darken(image, face.droop_shade * 0.5 * self._droops, _SKIN_SHADOW)
        image = _darken(image, face.cheek_shade * 0.4 * self._cheeks, _SKIN_SHADOW)
        image = image + face.lip_shade * 0.7 * self._lips * (_LIP_BGR - image)
        return _darken(image, face.brow_shade * 0.6 * self._brows, _BROW_SHADOW)


def _darken(image: FloatImage, share: FloatImage, factors_bgr: NDArray[np.float32]) -> FloatImage:
    return np.asarray(image * (1 - share[..., None] * (1 - factors_bgr)), dtype=np.float32)


def _strokes(lines: tuple[Points, ...], scale: int, *, width: float) -> FloatImage:
    drawn = np.full(_shape(scale), 255, dtype=np.uint8)
    for line in lines:
        cv2.polylines(drawn, [region_outline(line, scale)], False, 0, 1, cv2.LINE_8, shift=4)
    distance = cv2.distanceTransform(drawn, cv2.DIST_L2, 5) / scale
    return np.asarray(np.exp(-((distance / width) ** 2)), dtype=np.float32)


def _shape(scale: int) -> tuple[int, int]:
    *_, width, height = FACE_XYWH
    return height * scale, width * scale


def _lips(scale: int) -> FloatImage:
    corners = LANDMARKS["mouth_corners"]
    drawn = np.zeros(_shape(scale), dtype=np.uint8)
    for outer, inner in (("upper_lip_top", "upper_lip_edge"), ("lower_lip_bottom", "lower_lip_edge")):
        outline = np.vstack([corners[:1], LANDMARKS[outer], corners[1:], LANDMARKS[inner][::-1]])
        cv2.fillPoly(drawn, [region_outline(outline, scale)], 255, cv2.LINE_AA, shift=4)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 0.7 * scale) / 255, dtype=np.float32)

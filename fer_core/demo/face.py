"""The portrait with another expression."""

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.demo.expression import Expression, move_landmarks
from fer_core.demo.landmarks import FACE_XYWH, LANDMARKS, Points
from fer_core.demo.mouth import inside_share, lower_share, mouth_interior, mouth_lines
from fer_core.demo.shade import FaceShader
from fer_core.demo.warp import displacement

_LOWER_LIP = ("lower_lip_edge", "lower_lip_bottom")
_UPPER_LIP = ("upper_lip_edge", "upper_lip_top")


class FacePainter:
    """Paints expressions into the portrait, uint8 BGR (512, 512, 3), enlarged ``scale`` times."""

    def __init__(self, portrait_bgr: NDArray[np.uint8], scale: int = 3) -> None:
        self._scale = scale
        enlarged = cv2.resize(portrait_bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_LANCZOS4)
        self._portrait: NDArray[np.uint8] = np.asarray(enlarged, dtype=np.uint8)
        left, top, width, height = (scale * n for n in FACE_XYWH)
        self._region = np.s_[top : top + height, left : left + width]
        self._shader = FaceShader(np.ascontiguousarray(self._portrait[self._region]), scale)

    def paint(self, face: Expression) -> NDArray[np.uint8]:
        """Return the enlarged portrait, uint8 BGR (512·scale, 512·scale, 3), with this expression."""
        moved = move_landmarks(face)
        shaded = self._shader.shade(face)
        lines = mouth_lines(moved)
        upper = self._warp(shaded, moved, without=_LOWER_LIP)
        lower = self._warp(shaded, moved, without=_UPPER_LIP)
        share = lower_share(lines, self._scale)[..., None]
        image = (1 - share) * upper + share * lower
        inside = inside_share(lines, self._scale)[..., None]
        lift = 2.5 * max(face.relax - face.lip_raise, 0)
        image += inside * (mouth_interior(shaded, lines, self._scale, lift=lift) - image)
        painted: NDArray[np.uint8] = self._portrait.copy()
        painted[self._region] = np.clip(np.round(image), 0, 255).astype(np.uint8)
        return painted

    def _warp(
        self, image: NDArray[np.float32], moved: dict[str, Points], *, without: tuple[str, ...]
    ) -> NDArray[np.float32]:
        names = [name for name in LANDMARKS if name not in without]
        field = displacement(np.vstack([LANDMARKS[n] for n in names]), np.vstack([moved[n] for n in names]))
        height, width = image.shape[:2]
        enlarged = cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR) * self._scale
        x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
        warped = cv2.remap(
            image, x + enlarged[..., 0], y + enlarged[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
        )
        return np.asarray(warped, dtype=np.float32)

"""The split between the lips: which pixels lie above, below and inside a moved mouth."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.demo.landmarks import FACE_XYWH, LANDMARKS, Points, region_outline
from fer_core.demo.warp import FloatImage

_DARK_BGR: Final = np.array((22, 20, 38), dtype=np.float32)
_TONGUE_BGR: Final = np.array((62, 58, 118), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class MouthLines:
    """The inner edges of both lips from corner to corner, points (n, 2) from left to right."""

    upper: Points
    lower: Points


def mouth_lines(landmarks: dict[str, Points]) -> MouthLines:
    """Return the inner lip edges as smooth lines through the landmarks."""
    corners = landmarks["mouth_corners"]
    return MouthLines(
        _smooth(np.vstack([corners[:1], landmarks["upper_lip_edge"], corners[1:]])),
        _smooth(np.vstack([corners[:1], landmarks["lower_lip_edge"], corners[1:]])),
    )


def lower_share(lines: MouthLines, scale: int) -> FloatImage:
    """Return how much each pixel belongs to the lower lip and jaw (1) or to the upper face (0)."""
    x, y = _pixels(scale)
    line = (_along(lines.upper, x[0]) + _along(lines.lower, x[0])) / 2
    left, right = lines.upper[0, 0], lines.upper[-1, 0]
    beyond = np.maximum(np.maximum(left - x[0], x[0] - right), 0)
    softness = 0.4 + 0.5 * beyond
    return _smoothstep((y - line) / (2 * softness) + 0.5)


def inside_share(lines: MouthLines, scale: int) -> FloatImage:
    """Return how much each pixel lies between the lips, 0 to 1 with soft edges."""
    x, y = _pixels(scale)
    outline = np.vstack([lines.upper, lines.lower[::-1]])
    mask = np.zeros((y.size, x.size), dtype=np.uint8)
    cv2.fillPoly(mask, [region_outline(outline, scale)], 255, cv2.LINE_AA, shift=4)
    # A closed mouth is a line, which fillPoly would still draw.
    gap = _along(lines.lower, x[0]) - _along(lines.upper, x[0])
    soft = cv2.GaussianBlur(mask, (0, 0), 0.3 * scale) / 255
    return np.asarray(soft * np.clip(gap / 0.8, 0, 1), dtype=np.float32)


def mouth_interior(portrait_face: FloatImage, lines: MouthLines, scale: int, *, lift: float) -> FloatImage:
    """Paint what shows between the lips: the portrait's teeth below the upper lip, then darkness and the tongue.

    ``lift`` hides that many portrait pixels of the teeth behind the upper lip.
    """
    left, top, *_ = FACE_XYWH
    x, y = _pixels(scale)
    rest = mouth_lines(LANDMARKS)
    source_x = np.interp(x[0], lines.upper[[0, -1], 0], rest.upper[[0, -1], 0])
    source_y = _along(rest.upper, source_x) + (y - _along(lines.upper, x[0])) + lift
    teeth = cv2.remap(
        portrait_face,
        np.broadcast_to((source_x - left) * scale - 0.5, source_y.shape).astype(np.float32),
        ((source_y - top) * scale - 0.5).astype(np.float32),
        cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_REFLECT_101,
    )
    beyond_teeth = _smoothstep((source_y - _along(rest.lower, source_x) + 0.2) / 1.6)
    depth = _along(lines.lower, x[0]) - y
    tongue = _smoothstep(1.2 - depth / 5) * 0.6
    throat = _DARK_BGR + tongue[..., None] * (_TONGUE_BGR - _DARK_BGR)
    opened = np.clip(_gap(lines) / max(_gap(rest), 1e-6) - 1, 0, 1)
    share = (beyond_teeth * opened)[..., None]
    return np.asarray((1 - share) * teeth + share * throat, dtype=np.float32)


def _gap(lines: MouthLines) -> float:
    x = np.linspace(lines.upper[0, 0], lines.upper[-1, 0], 50)
    return float(np.mean(_along(lines.lower, x) - _along(lines.upper, x)))


def _pixels(scale: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    left, top, width, height = FACE_XYWH
    x = (np.arange(width * scale) + 0.5) / scale + left
    y = (np.arange(height * scale) + 0.5) / scale + top
    return x[None, :], y[:, None]


def _along(line: Points, x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.interp(x, line[:, 0], line[:, 1])


def _smooth(points: Points) -> Points:
    """Return a Catmull-Rom curve through the points."""
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, 8, endpoint=False)[:, None]
    parts = []
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        parts.append(
            0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2 + (3 * (p1 - p2) + p3 - p0) * t**3)
        )
    return np.vstack([*parts, points[-1:]])


def _smoothstep(x: NDArray[np.float64]) -> FloatImage:
    x = np.clip(x, 0, 1)
    return np.asarray(x * x * (3 - 2 * x), dtype=np.float32)

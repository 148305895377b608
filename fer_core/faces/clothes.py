"""What a person wears, as far as colours tell: for knowing somebody again, not for knowing who it is."""

from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.results import BoxXywh

_TORSO: Final = (-0.3, 1.3, 1.3, 2.3)
"""Left, top, right and bottom of what is looked at, as shares of a face's box, whose lower edge is the chin."""

_LEAST_SEEN: Final = 0.6
"""Share of that which must lie in the picture: less may be a neck, a table or a wall."""

_SIDE: Final = 24
"""Pixels across the copy whose colours are counted: patterns stay, noise goes."""

_LIGHTS: Final = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6)
"""Clothes are counted in these lights, so that a camera that sets its exposure anew sees the same colours."""

_LEAST_COLOUR: Final = 12
"""Of 255, between a pixel's channels: cameras for infrared and films in black and white have three channels alike."""

_LOOKS: Final = 32
"""Pixels across and down at which a picture is asked for colours, in steps."""

_BINS: Final = (12, 4, 5)
_RANGES: Final = (0.0, 180.0, 0.0, 256.0, 0.0, 256.0)
"""Of hue, saturation and value, as OpenCV counts them."""


def clothes_of(frame: NDArray[np.uint8], box_xywh: BoxXywh) -> NDArray[np.float32] | None:
    """Return how common each colour is below a face, float32 (240,), which sums to 1.

    None where the torso is out of the picture, or the picture, uint8 (height, width[, 3 or 4]), has no colours.
    """
    if not _has_colours(frame):
        return None
    x, y, width, height = box_xywh
    left, right = (round(x + share * width) for share in _TORSO[::2])
    top, bottom = (round(y + share * height) for share in _TORSO[1::2])
    seen = frame[max(0, top) : max(0, bottom), max(0, left) : max(0, right), :3]
    if seen.size == 0 or seen.shape[0] * seen.shape[1] < _LEAST_SEEN * (right - left) * (bottom - top):
        return None
    steps = (-(-seen.shape[0] // (4 * _SIDE)), -(-seen.shape[1] // (4 * _SIDE)))
    small = cv2.resize(
        np.ascontiguousarray(seen[:: steps[0], :: steps[1]]), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA
    )
    colours: NDArray[Any] = cv2.cvtColor(small, cv2.COLOR_BGR2HSV)
    lit = np.repeat(colours[None].astype(np.float32), len(_LIGHTS), axis=0)
    lit[..., 2] = np.minimum(lit[..., 2] * np.array(_LIGHTS, dtype=np.float32)[:, None, None], 255)
    counts = cv2.calcHist([lit.reshape(-1, _SIDE, 3)], [0, 1, 2], None, list(_BINS), list(_RANGES)).ravel()
    return np.asarray(counts / counts.sum(), dtype=np.float32)


def likeness(one: NDArray[np.float32], others: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how alike counts of colours (240,) are to others (n, 240), 0 to 1 (n,): Bhattacharyya's coefficient."""
    return np.asarray(np.sqrt(one * others).sum(axis=1), dtype=np.float32)


def _has_colours(frame: NDArray[np.uint8]) -> bool:
    if frame.ndim != 3 or frame.shape[2] < 3:
        return False
    rows, columns = (-(-side // _LOOKS) for side in frame.shape[:2])
    return bool(np.ptp(frame[::rows, ::columns, :3], axis=2).max() >= _LEAST_COLOUR)

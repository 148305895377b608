"""Squares in a picture that may be faces, as arrays, and the small views of them that the judge sees."""

import math
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.results import BoxXywh

VIEW_SIDE: Final = 32
"""Pixels across a view."""

VIEW_FRAMING: Final = 1.25
"""Side of what a view shows, as a multiple of the candidate's: a little of what is around a face tells its size."""

_SAME_PLACE: Final = 0.3
_SAME_SIZE: Final = 0.45
"""How far apart two candidates for one face are at most: in sides, and as the natural logarithm of their ratio."""

CENTRE_X, CENTRE_Y, SIDE, TILT = range(4)
"""Columns of candidates, float64 (n, 4): centre and side of a square in pixels, and by how many degrees the head in it
is tilted, clockwise as one sees the picture. The square is framed as FER2013 frames faces."""

Candidates = NDArray[np.float64]


def no_candidates() -> Candidates:
    """Return candidates (0, 4)."""
    return np.zeros((0, 4))


def candidates_of(boxes: NDArray[np.int32], *, framing: float = 1.0) -> Candidates:
    """Return upright squares ``framing`` times as large about the centres of boxes (n, 4), left, top, width, height."""
    x, y, width, height = np.asarray(boxes, dtype=np.float64).reshape(-1, 4).T
    side = np.maximum(width, height) * framing
    return np.stack([x + width / 2, y + height / 2, side, np.zeros_like(x)], axis=1)


def box_of(candidate: NDArray[np.float64]) -> BoxXywh:
    """Return the upright square about a candidate's centre, in whole pixels."""
    centre_x, centre_y, side, _ = candidate.tolist()
    whole = max(1, round(side))
    return round(centre_x - side / 2), round(centre_y - side / 2), whole, whole


class Views:
    """Cuts views out of one grey picture, uint8 (height, width).

    Smaller copies of the picture are made as they are needed, so that no view skips pixels.
    """

    def __init__(self, grey: NDArray[np.uint8]) -> None:
        self._copies = [grey]

    def cut(self, candidates: Candidates) -> NDArray[np.uint8]:
        """Return what the candidates show, turned upright, as uint8 (n, ``VIEW_SIDE``, ``VIEW_SIDE``).

        Beyond the picture its border pixels are repeated.
        """
        views = np.empty((len(candidates), VIEW_SIDE, VIEW_SIDE), dtype=np.uint8)
        for view, candidate in zip(views, candidates, strict=True):
            self._cut_one(candidate, view)
        return views

    def _cut_one(self, candidate: NDArray[np.float64], view: NDArray[np.uint8]) -> None:
        centre_x, centre_y, side, tilt = candidate.tolist()
        step = side * VIEW_FRAMING / VIEW_SIDE
        level = max(0, math.floor(math.log2(max(step, 1e-6))))
        reduced, reduction = self._copy(level)
        step /= reduction
        across, down = step * math.cos(math.radians(tilt)), step * math.sin(math.radians(tilt))
        middle = (VIEW_SIDE - 1) / 2
        x, y = (centre_x + 0.5) / reduction - 0.5, (centre_y + 0.5) / reduction - 0.5
        to_picture = np.array([
            [across, -down, x - middle * (across - down)],
            [down, across, y - middle * (across + down)],
        ])  # fmt: skip
        cv2.warpAffine(
            reduced, to_picture, (VIEW_SIDE, VIEW_SIDE), dst=view, borderMode=cv2.BORDER_REPLICATE,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        )  # fmt: skip

    def _copy(self, level: int) -> tuple[NDArray[np.uint8], int]:
        """Return the picture halved ``level`` times, as far as it goes, and how many times smaller it is."""
        while len(self._copies) <= level and min(self._copies[-1].shape) >= 2:
            rows, columns = self._copies[-1].shape
            half = cv2.resize(self._copies[-1], (columns // 2, rows // 2), interpolation=cv2.INTER_AREA)
            self._copies.append(np.asarray(half, dtype=np.uint8))
        level = min(level, len(self._copies) - 1)
        return self._copies[level], 2**level


def corrected(candidates: Candidates, moves: NDArray[np.float32]) -> Candidates:
    """Return candidates (n, 4) moved as the judge says: ``moves`` (n, 4) are shifts, growth and turn.

    Shifts to the right and down are in sides of the candidate and along its own axes; growth is the natural logarithm
    of the new side over the old one; the turn is in degrees, clockwise.
    """
    right, down, growth, turn = moves.astype(np.float64).T
    x, y, side, tilt = candidates.T
    cosine, sine = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    return np.stack(
        [
            x + side * (right * cosine - down * sine),
            y + side * (right * sine + down * cosine),
            side * np.exp(growth),
            tilt + turn,
        ],
        axis=1,
    )


def supporters_of(candidates: Candidates, others: Candidates) -> NDArray[np.int64]:
    """Return for each of candidates (n, 4) how many of ``others`` (m, 4) show about the same place, int64 (n,)."""
    away = candidates[:, None, :2] - others[None, :, :2]
    sides = candidates[:, None, SIDE]
    is_near = np.hypot(away[..., 0], away[..., 1]) < _SAME_PLACE * sides
    is_alike = np.abs(np.log(others[None, :, SIDE] / sides)) < _SAME_SIZE
    return np.asarray((is_near & is_alike).sum(axis=1), dtype=np.int64)


def kept_of(candidates: Candidates, probabilities: NDArray[np.float32], *, most_overlap: float) -> NDArray[np.int64]:
    """Return the positions of candidates that overlap with no more probable one, the most probable first.

    Squares overlap by the share that both cover of the smaller one, upright: an eye in a face is no second face.
    """
    x, y, side, _ = candidates.T
    left = np.stack([x - side / 2, y - side / 2])
    right = left + side
    kept: list[int] = []
    for position in np.argsort(-probabilities, kind="stable").tolist():
        shared = np.minimum(right[:, kept], right[:, [position]]) - np.maximum(left[:, kept], left[:, [position]])
        smaller = np.minimum(side[kept], side[position]) ** 2
        if not (shared.clip(min=0).prod(axis=0) > most_overlap * smaller).any():
            kept.append(position)
    return np.array(kept, dtype=np.int64)

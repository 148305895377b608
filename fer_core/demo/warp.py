"""Smooth displacement fields from moved landmarks (thin-plate splines, Bookstein 1989)."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.demo.landmarks import FACE_XYWH, Points

FloatImage = NDArray[np.float32]
"""A picture or field, float32 (height, width) or (height, width, channels)."""

# Portrait pixels: the spline is computed on every second one; the field fades over this margin.
_STEP: Final = 2
_FADE: Final = 12.0


def displacement(source: Points, target: Points) -> FloatImage:
    """Return where each pixel of the face region comes from, relative to itself.

    The field is float32 (height, width, 2) in portrait pixels over ``FACE_XYWH``: pixel ``target[i]`` shows what the
    portrait has at ``source[i]``, in between it bends as little as possible, and it fades to 0 at the region's border.
    """
    left, top, width, height = FACE_XYWH
    xs = np.arange(0, width + _STEP, _STEP, dtype=np.float64) + left
    ys = np.arange(0, height + _STEP, _STEP, dtype=np.float64) + top
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    coarse = _spline(target, source - target, grid).reshape(len(ys), len(xs), 2)
    field = _enlarge(coarse.astype(np.float32), width, height)
    return field * _window(width, height)[..., None]


def _enlarge(coarse: FloatImage, width: int, height: int) -> FloatImage:
    x, y = np.meshgrid(np.arange(width, dtype=np.float32) / _STEP, np.arange(height, dtype=np.float32) / _STEP)
    return np.asarray(cv2.remap(coarse, x, y, cv2.INTER_LINEAR), dtype=np.float32)


def _window(width: int, height: int) -> FloatImage:
    x, y = (np.minimum(np.arange(n), np.arange(n)[::-1]) for n in (width, height))
    ramp = np.clip(np.minimum(x[None, :], y[:, None]) / _FADE, 0, 1)
    return np.asarray(ramp * ramp * (3 - 2 * ramp), dtype=np.float32)


def _kernel(a: Points, b: Points) -> NDArray[np.float64]:
    squared = ((a[:, None, :] - b[None, :, :]) ** 2).sum(axis=-1)
    return np.asarray(squared * np.log(squared + 1e-9), dtype=np.float64)


def _spline(centres: Points, values: Points, at: Points) -> Points:
    n = len(centres)
    affine = np.hstack([np.ones((n, 1)), centres])
    system = np.zeros((n + 3, n + 3))
    # A little slack keeps the field smooth where two landmarks come close.
    system[:n, :n] = _kernel(centres, centres) + 2.0 * np.eye(n)
    system[:n, n:], system[n:, :n] = affine, affine.T
    weights = np.linalg.solve(system, np.vstack([values, np.zeros((3, 2))]))
    return np.asarray(_kernel(at, centres) @ weights[:n] + np.hstack([np.ones((len(at), 1)), at]) @ weights[n:])

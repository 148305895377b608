"""What webcams do to faces: few pixels, blur, noise and JPEG's blocks."""

from typing import Final

import cv2
import keras
import numpy as np
from keras import ops
from numpy.typing import NDArray

SIDES: Final = (14, 45)
"""Sides in pixels between which a face is drawn before it is enlarged."""

BLURS: Final = (0.3, 1.7)
"""Standard deviations of Gaussian blurs, in pixels of a face of 48."""

NOISE: Final = (0.01, 0.095)
"""Standard deviations of noise, as shares of the pixel range."""

QUALITIES: Final = (10, 70)
"""Qualities of JPEG."""

_LUMINANCE: Final = np.array(
    [
        [16, 11, 10, 16, 24, 40, 51, 61], [12, 12, 14, 19, 26, 58, 60, 55], [14, 13, 16, 24, 40, 57, 69, 56],
        [14, 17, 22, 29, 51, 87, 80, 62], [18, 22, 37, 56, 68, 109, 103, 77], [24, 35, 55, 64, 81, 104, 113, 92],
        [49, 64, 78, 87, 103, 121, 120, 101], [72, 92, 95, 98, 112, 100, 103, 99],
    ],
    np.float32,
)  # fmt: skip
"""Quantisation of luminance at quality 50 (ITU-T T.81, table K.1)."""


def small_faces(size: int) -> NDArray[np.float32]:
    """Return matrices, float32 (k, size, size), that reduce the rows of a face to fewer and enlarge them again.

    The sides are those of ``SIDES``, on a face of 48, enlarged linearly and bicubically in turn.
    """
    rows = np.eye(size, dtype=np.float32)
    return np.stack(
        [
            cv2.resize(cv2.resize(rows, (size, max(1, side * size // 48)), interpolation=cv2.INTER_AREA), (size, size),
                       interpolation=enlarge)
            for side in range(SIDES[0], SIDES[1] + 1)
            for enlarge in (cv2.INTER_LINEAR, cv2.INTER_CUBIC)
        ]
    )  # fmt: skip


def blurs(size: int, *, count: int = 29) -> NDArray[np.float32]:
    """Return matrices, float32 (count, size, size), that blur a face along its rows by the widths of ``BLURS``."""
    rows = np.eye(size, dtype=np.float32)
    widths = np.linspace(*BLURS, count) * size / 48
    return np.stack(
        [cv2.sepFilter2D(rows, -1, np.ones(1), cv2.getGaussianKernel(2 * int(np.ceil(4 * width)) + 1, width))
         for width in widths]
    )  # fmt: skip


def soften(faces: keras.KerasTensor, down: keras.KerasTensor, across: keras.KerasTensor) -> keras.KerasTensor:
    """Return ``faces``, (n, size, size), with a matrix (n, size, size) applied to their rows, another to columns."""
    return ops.matmul(ops.matmul(down, faces), ops.transpose(across, (0, 2, 1)))


def compress(faces: keras.KerasTensor, quality: keras.KerasTensor) -> keras.KerasTensor:
    """Return ``faces``, float32 (n, size, size) in [0, 1], as JPEG of a ``quality`` (n,) from 1 to 100 leaves them.

    ``size`` is a multiple of 8; the blocks lie as in a picture that shows the face alone.
    """
    blocks = faces.shape[1] // 8
    factor = ops.where(quality < 50, 50 / quality, 2 - quality / 50)
    steps = ops.clip(ops.round(factor[:, None, None] * _LUMINANCE), 1, 255)[:, None, None]
    pixels = ops.transpose(ops.reshape(faces * 255 - 128, (-1, blocks, 8, blocks, 8)), (0, 1, 3, 2, 4))
    basis = ops.convert_to_tensor(_cosines())
    frequencies = ops.matmul(ops.matmul(basis, pixels), ops.transpose(basis))
    kept = ops.round(frequencies / steps) * steps
    pixels = ops.matmul(ops.matmul(ops.transpose(basis), kept), basis)
    joined = ops.reshape(ops.transpose(pixels, (0, 1, 3, 2, 4)), ops.shape(faces))
    return ops.clip((joined + 128) / 255, 0, 1)


def _cosines() -> NDArray[np.float32]:
    """Return the orthonormal discrete cosine transform of eight values, float32 (8, 8)."""
    order = np.arange(8)
    scale = np.sqrt(np.where(order == 0, 1, 2) / 8)
    return (scale[:, None] * np.cos((2 * order + 1) * order[:, None] * np.pi / 16)).astype(np.float32)

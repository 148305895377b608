"""Random turns, shifts, sizes and mirror images of faces, in one bilinear warp."""

import math

import keras
from keras import ops

from training.settings import AugmentationConfig


def draw_warps(
    count: int, config: AugmentationConfig, jitter: keras.KerasTensor, *, seed: keras.random.SeedGenerator
) -> keras.KerasTensor:
    """Return affine maps, float32 (count, 2, 3), from places in a result to places in a face.

    Both are in shares of the side about the centre: x to the right, y down. ``jitter``, float32 (count,), multiplies
    shift and size of each face: 0 leaves it in place.
    """

    def draw(extent: float) -> keras.KerasTensor:
        return keras.random.uniform((count,), -extent, extent, seed=seed)

    angle = draw(2 * math.pi * config.rotation)
    zoom = ops.exp(draw(math.log(1 + config.scale)) * jitter)
    shift_x, shift_y = draw(config.translation) * jitter, draw(config.translation) * jitter
    mirror = 1 - 2 * ops.cast(draw(1.0) < 0, "float32")
    cos, sin = ops.cos(angle) / zoom, ops.sin(angle) / zoom
    return ops.stack(
        [ops.stack([mirror * cos, -mirror * sin, shift_x], axis=1), ops.stack([sin, cos, shift_y], axis=1)], axis=1
    )


def warp(faces: keras.KerasTensor, warps: keras.KerasTensor, *, size: int) -> keras.KerasTensor:
    """Return ``faces``, float32 (n, side, side), seen through ``warps``, (n, 2, 3), at ``size``; edges are mirrored."""
    side = faces.shape[1]
    places = (ops.arange(size, dtype="float32") + 0.5) / size - 0.5
    x, y = places[None, None, :], places[None, :, None]

    def source(row: int) -> keras.KerasTensor:
        across, down, shift = (warps[:, row, column, None, None] for column in range(3))
        return _mirrored((across * x + down * y + shift + 0.5) * side - 0.5, side)

    source_x, source_y = source(0), source(1)
    left, top = ops.floor(source_x), ops.floor(source_y)
    right_share, bottom_share = source_x - left, source_y - top
    left, top = ops.cast(left, "int32"), ops.cast(top, "int32")
    right, bottom = ops.minimum(left + 1, side - 1), ops.minimum(top + 1, side - 1)
    # One long row: from a row of each face's own, TensorFlow takes pixels half as fast.
    pixels = ops.reshape(faces, (-1,))
    first = (ops.arange(ops.shape(faces)[0], dtype="int32") * (side * side))[:, None, None]

    def pixel(row: keras.KerasTensor, column: keras.KerasTensor) -> keras.KerasTensor:
        return ops.take(pixels, first + row * side + column, axis=0)

    upper = pixel(top, left) * (1 - right_share) + pixel(top, right) * right_share
    lower = pixel(bottom, left) * (1 - right_share) + pixel(bottom, right) * right_share
    return upper * (1 - bottom_share) + lower * bottom_share


def _mirrored(position: keras.KerasTensor, side: int) -> keras.KerasTensor:
    """Return positions in pixels, mirrored into 0 … side - 1 at the outer edge of the first and the last pixel."""
    folded = ops.abs(ops.mod(position + 0.5, 2 * side) - side)
    return ops.clip(side - folded - 0.5, 0, side - 1)

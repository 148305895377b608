"""Random changes to faces, drawn anew for every batch."""

import math

import keras
import tensorflow as tf
from keras import layers

from training.settings import AugmentationConfig

_ERASED_AREA = (0.02, 0.2)


class Augmenter:
    """Draws each batch of faces, float32 (n, 48, 48, 1) in [0, 1], at ``size`` and changes a random share of them.

    Flip, turn, shift, scale and change of size are one bilinear warp, so that a face is blurred only once.
    """

    def __init__(self, config: AugmentationConfig, *, size: int, seed: int) -> None:
        self._config = config
        self._size = size
        self._random = tf.random.Generator.from_seed(seed)
        pixels = {"value_range": (0.0, 1.0), "dtype": "float32"}
        self._pixel_transforms = [
            layers.RandomBrightness(config.brightness, seed=seed, **pixels),
            layers.RandomContrast(config.contrast, seed=seed + 1, **pixels),
        ]
        if config.erasing:
            self._pixel_transforms.append(
                layers.RandomErasing(config.erasing, scale=_ERASED_AREA, fill_value=0.5, seed=seed + 2, **pixels)
            )

    def __call__(self, faces_nhwc: tf.Tensor, are_copies: tf.Tensor | bool = False) -> tf.Tensor:
        """Return the batch, float32 (n, size, size, 1), with about ``share`` of its faces augmented.

        Those of which ``are_copies``, bool (n,), is true are augmented anyway.
        """
        count = tf.shape(faces_nhwc)[0]
        chosen = (self._random.uniform([count]) < self._config.share) | are_copies
        warped = warp(faces_nhwc, self._draw_warps(count, chosen, side=faces_nhwc.shape[1]), size=self._size)
        augmented = warped
        for transform in self._pixel_transforms:
            augmented = transform(augmented, training=True)
        return tf.where(chosen[:, None, None, None], augmented, warped)

    def _draw_warps(self, count: tf.Tensor, chosen: tf.Tensor, *, side: int) -> tf.Tensor:
        config = self._config
        active = tf.cast(chosen, tf.float32)

        def draw(extent: float) -> tf.Tensor:
            return self._random.uniform([count], -extent, extent) * active

        angle = draw(2 * math.pi * config.rotation)
        zoom = 1 + draw(config.scale)
        mirror = 1 - 2 * tf.cast(self._random.uniform([count]) < 0.5, tf.float32) * active
        shift_x, shift_y = draw(config.translation * side), draw(config.translation * side)
        # From a pixel of the result to the pixel of the face that it shows, both about their centres.
        step = side / self._size
        cos, sin = step * tf.cos(angle) / zoom, step * tf.sin(angle) / zoom
        centre_in, centre_out = (side - 1) / 2, (self._size - 1) / 2
        x_of_x, x_of_y, y_of_x, y_of_y = mirror * cos, -mirror * sin, sin, cos
        zero = tf.zeros_like(angle)
        return tf.stack(
            [
                x_of_x, x_of_y, centre_in + shift_x - centre_out * (x_of_x + x_of_y),
                y_of_x, y_of_y, centre_in + shift_y - centre_out * (y_of_x + y_of_y),
                zero, zero,
            ],
            axis=1,
        )  # fmt: skip


def warp(faces_nhwc: tf.Tensor, warps: tf.Tensor, *, size: int) -> tf.Tensor:
    """Return ``faces_nhwc`` seen through projective ``warps``, float32 (n, 8), at ``size``; edges are mirrored."""
    return tf.raw_ops.ImageProjectiveTransformV3(
        images=faces_nhwc,
        transforms=warps,
        output_shape=[size, size],
        fill_value=0.0,
        interpolation="BILINEAR",
        fill_mode="REFLECT",
    )


class Mixup:
    """Blends every face, and its targets, with the face at the other end of the batch (Zhang et al. 2018)."""

    def __init__(self, alpha: float, *, seed: int) -> None:
        self._alpha = alpha
        self._seed = keras.random.SeedGenerator(seed)

    def __call__(self, faces_nhwc: tf.Tensor, targets: dict[str, tf.Tensor]) -> tuple[tf.Tensor, dict[str, tf.Tensor]]:
        """Return a blended batch; ``alpha`` is both parameters of the beta distribution of the own face's share."""
        share = keras.random.beta([tf.shape(faces_nhwc)[0]], self._alpha, self._alpha, seed=self._seed)

        def blend(values: tf.Tensor) -> tf.Tensor:
            own = tf.reshape(share, [-1] + [1] * (values.shape.rank - 1))
            return own * values + (1 - own) * values[::-1]

        return blend(faces_nhwc), {name: blend(values) for name, values in targets.items()}

"""Random changes to faces, drawn anew for every batch, on any backend of Keras."""

import math
from typing import Any, Final

import keras
import numpy as np
from keras import layers, ops

from training.fit.geometry import draw_warps, warp
from training.fit.webcam import NOISE, QUALITIES, blurs, compress, small_faces, soften
from training.settings import AugmentationConfig

ERASED_AREA: Final = (0.02, 0.2)
"""Share of a face that is blotted out."""

_WIDER: Final = 1.6
"""How much farther a webcam's faces are moved: their boxes jitter."""


class Augment(layers.Layer):
    """Draws grey faces at ``size`` and changes a random share of them; a layer, so that it runs where a network does.

    Flip, turn, shift, scale and change of size are one bilinear warp, so that a face is blurred only once. The share
    ``webcam`` of those changed also looks as webcams show faces.
    """

    def __init__(self, config: AugmentationConfig, *, size: int, seed: int) -> None:
        super().__init__(dtype="float32", name="augment")
        self._config = config
        self._size = size
        self._seed = keras.random.SeedGenerator(seed)
        small, blurred = small_faces(size), blurs(size)
        self._softeners = np.concatenate([np.eye(size, dtype=np.float32)[None], small, blurred])
        self._small, self._blurred = (1, 1 + len(small)), (1 + len(small), len(self._softeners))

    def call(self, faces: Any, are_copies: Any) -> Any:
        """Return faces uint8 (n, side, side) as network input, float32 (n, size, size, 1) in [0, 1].

        About ``share`` of them are changed; those of which ``are_copies``, bool (n,), is true are changed anyway.
        """
        count = ops.shape(faces)[0]
        config = self._config
        chosen = (self._uniform(count) < config.share) | are_copies
        bad = chosen & (self._uniform(count) < config.webcam)
        jitter = self._choose(bad & self._coin(count), _WIDER, 1.0)
        moves = draw_warps(count, config, jitter, seed=self._seed)
        moves = ops.where(chosen[:, None, None], moves, np.eye(2, 3, dtype=np.float32))
        warped = warp(ops.cast(faces, "float32") / 255.0, moves, size=self._size)
        patch, grey = self._draw_patches(count, bad)
        # A hand before a webcam is as blurred as the face.
        changed = ops.where(patch & bad[:, None, None], grey, warped)
        changed = self._light(changed, bad)
        if config.webcam:
            changed = self._degrade(changed, bad)
        changed = ops.where(patch & ~bad[:, None, None], grey, changed)
        return ops.where(chosen[:, None, None], changed, warped)[..., None]

    def _uniform(self, count: Any, low: float = 0.0, high: float = 1.0) -> Any:
        return keras.random.uniform((count,), low, high, seed=self._seed)

    def _coin(self, count: Any) -> Any:
        return self._uniform(count) < 0.5

    @staticmethod
    def _choose(condition: Any, yes: Any, no: Any) -> Any:
        return ops.where(condition, ops.cast(yes, "float32"), ops.cast(no, "float32"))

    def _light(self, faces: Any, bad: Any) -> Any:
        """Change contrast about the mean, brightness, and with it the gamma of a webcam's faces."""
        count = ops.shape(faces)[0]
        stronger = self._choose(bad, 1.4, 1.0)
        contrast = 1 + self._uniform(count, -1, 1) * self._config.contrast * stronger
        brightness = self._uniform(count, -1, 1) * self._config.brightness * stronger
        mean = ops.mean(faces, axis=(1, 2), keepdims=True)
        lit = ops.clip((faces - mean) * contrast[:, None, None] + mean + brightness[:, None, None], 0, 1)
        if not self._config.webcam:
            return lit
        bent = bad & (self._uniform(count) < 0.4)
        gamma = ops.exp(self._uniform(count, -0.85, 0.85))[:, None, None]
        return ops.where(bent[:, None, None], ops.power(ops.maximum(lit, 1e-4), gamma), lit)

    def _degrade(self, faces: Any, bad: Any) -> Any:
        """Take detail from two of three faces that are ``bad``, add noise to some and JPEG's blocks to others."""
        count = ops.shape(faces)[0]
        kind, small, down, across = (
            self._uniform(count),
            self._index(count, *self._small),
            self._index(count, *self._blurred),
            self._index(count, *self._blurred),
        )
        # From 0.55 on the blur is not the same in both directions, as when somebody moves.
        rows = ops.where(kind < 0.3, small, ops.where(kind < 0.65, down, 0))
        columns = ops.where(kind < 0.55, rows, ops.where(kind < 0.65, across, 0))
        matrices = ops.convert_to_tensor(self._softeners)
        rows, columns = (ops.take(matrices, ops.where(bad, each, 0), axis=0) for each in (rows, columns))
        faces = soften(faces, rows, columns)
        low, high = NOISE
        deviation = low + (high - low) * self._uniform(count) ** 1.5
        deviation = self._choose(bad & (self._uniform(count) < 0.3), deviation, 0.0)
        noise = keras.random.normal(ops.shape(faces), seed=self._seed)
        faces = ops.clip(faces + deviation[:, None, None] * noise, 0, 1)
        compressed = bad & (self._uniform(count) < 0.25)
        return ops.where(compressed[:, None, None], compress(faces, self._uniform(count, *QUALITIES)), faces)

    def _index(self, count: Any, first: int, end: int) -> Any:
        return ops.cast(ops.floor(self._uniform(count, first, end - 1e-3)), "int32")

    def _draw_patches(self, count: Any, bad: Any) -> tuple[Any, Any]:
        """Return where faces are blotted out, bool (n, size, size), and the grey there, (n, 1, 1).

        After Zhong et al. 2020: a rectangle of middle grey; on faces that are ``bad`` of any grey, and half are round.
        """
        area = self._uniform(count, *ERASED_AREA)
        aspect = ops.exp(self._uniform(count, math.log(0.4), math.log(2.5)))
        places = (ops.arange(self._size, dtype="float32") + 0.5) / self._size

        def distance(extent: Any) -> Any:
            return ops.abs(places - self._uniform(count)[:, None]) / (extent[:, None] / 2)

        down = distance(ops.sqrt(area * aspect))[:, :, None]
        across = distance(ops.sqrt(area / aspect))[:, None, :]
        is_round = (bad & self._coin(count))[:, None, None]
        # An ellipse of the same area.
        inside = ops.where(is_round, down**2 + across**2 < 4 / math.pi, (down < 1) & (across < 1))
        wanted = self._uniform(count) < self._config.erasing
        return inside & wanted[:, None, None], self._choose(bad, self._uniform(count, 0.1, 0.9), 0.5)[:, None, None]


class Blend(layers.Layer):
    """Blends every face with the one at the other end of the batch, the faces' part of mixup (Zhang et al. 2018)."""

    def call(self, faces: Any, own_shares: Any) -> Any:
        """Return faces (n, size, size, 1) with ``own_shares``, (n,), of themselves left."""
        own = own_shares[:, None, None, None]
        return own * faces + (1 - own) * ops.flip(faces, axis=0)

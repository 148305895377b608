"""VGG-like networks (after Simonyan and Zisserman 2014, with batch normalisation)."""

from collections.abc import Sequence

import keras
from keras import layers

from training.models.blocks import classify, conv_bn_relu, face_input, scaled

_COMPACT = ((32,), (48, 48), (96, 96), (192, 256))
_DEEP = ((32,), (64, 64), (128, 128, 128), (256, 256, 256))


def compact_vgg(size: int | None, *, width: float = 1.0) -> keras.Model:
    """Plain 3×3 convolutions in four stages of 48, 24, 12 and 6 pixels; 0.77 M parameters at ``width`` 1."""
    inputs = face_input(size)
    x = _stages(inputs, [[scaled(filters, width) for filters in widths] for widths in _COMPACT])
    return keras.Model(inputs, classify(x, dropout=0.3), name="compact_vgg")


def deep_vgg(size: int | None) -> keras.Model:
    """The same four stages, wider and with a third convolution in the last two; 1.9 M parameters."""
    inputs = face_input(size)
    return keras.Model(inputs, classify(_stages(inputs, _DEEP), dropout=0.4), name="deep_vgg")


def _stages(x: keras.KerasTensor, stages: Sequence[Sequence[int]]) -> keras.KerasTensor:
    for stage, widths in enumerate(stages):
        if stage:
            x = layers.MaxPooling2D()(x)
        for filters in widths:
            x = conv_bn_relu(x, filters)
    return x

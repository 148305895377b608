"""A compact VGG-like network (after Simonyan and Zisserman 2014, with batch normalisation)."""

import keras
from keras import layers

from training.models.blocks import classify, conv_bn_relu, face_input, scaled

_STAGES = ((32,), (48, 48), (96, 96), (192, 256))


def compact_vgg(size: int | None, *, width: float = 1.0) -> keras.Model:
    """Plain 3×3 convolutions in four stages of 48, 24, 12 and 6 pixels; 0.77 M parameters at ``width`` 1."""
    inputs = x = face_input(size)
    for stage, widths in enumerate(_STAGES):
        if stage:
            x = layers.MaxPooling2D()(x)
        for filters in widths:
            x = conv_bn_relu(x, scaled(filters, width))
    return keras.Model(inputs, classify(x, dropout=0.3), name="compact_vgg")

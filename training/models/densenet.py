"""A compact DenseNet-like network (after Huang et al. 2017, without bottlenecks)."""

import keras
from keras import layers

from training.models.blocks import classify, conv_bn_relu, face_input

_BLOCKS = ((16, 4), (24, 5), (40, 6))


def compact_densenet(size: int | None) -> keras.Model:
    """Dense blocks of (growth rate, layers) at 24, 12 and 6 pixels, halved in width between them; 0.64 M parameters."""
    inputs = face_input(size)
    x = conv_bn_relu(inputs, 32)
    for block, (growth_rate, depth) in enumerate(_BLOCKS):
        if block:
            x = conv_bn_relu(x, x.shape[-1] // 2, kernel_size=1)
        x = layers.MaxPooling2D()(x)
        for _ in range(depth):
            x = layers.Concatenate()([x, conv_bn_relu(x, growth_rate)])
    x = conv_bn_relu(x, 256, kernel_size=1)
    return keras.Model(inputs, classify(x, dropout=0.3), name="compact_densenet")

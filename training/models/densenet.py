"""Compact DenseNet-like networks (after Huang et al. 2017, without bottlenecks)."""

import keras
from keras import layers

from training.models.blocks import classify, conv_bn_relu, face_input


def compact_densenet(size: int | None) -> keras.Model:
    """Dense blocks of 4, 5 and 6 layers; 0.64 M parameters."""
    return _densenet(size, ((16, 4), (24, 5), (40, 6)), head=256, dropout=0.3, name="compact_densenet")


def deep_densenet(size: int | None) -> keras.Model:
    """Dense blocks of 4, 6 and 6 wider layers; 1.72 M parameters."""
    return _densenet(size, ((24, 4), (40, 6), (64, 6)), head=320, dropout=0.4, name="deep_densenet")


def _densenet(
    size: int | None, blocks: tuple[tuple[int, int], ...], *, head: int, dropout: float, name: str
) -> keras.Model:
    """Dense blocks of (growth rate, layers) at 24, 12 and 6 pixels, halved in width between them; ``head`` features."""
    inputs = face_input(size)
    x = conv_bn_relu(inputs, 32)
    for block, (growth_rate, depth) in enumerate(blocks):
        if block:
            x = conv_bn_relu(x, x.shape[-1] // 2, kernel_size=1)
        x = layers.MaxPooling2D()(x)
        for _ in range(depth):
            x = layers.Concatenate()([x, conv_bn_relu(x, growth_rate)])
    x = conv_bn_relu(x, head, kernel_size=1)
    return keras.Model(inputs, classify(x, dropout=dropout), name=name)

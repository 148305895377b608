"""ResNet-like networks with squeeze-and-excitation (He et al. 2016; Hu et al. 2018)."""

import keras
from keras import layers

from training.models.blocks import classify, conv_bn, conv_bn_relu, face_input, scaled


def compact_resnet(size: int | None, *, width: float = 1.0, squeeze_excite: bool = True) -> keras.Model:
    """A widening convolution and one residual block at 24, 12 and 6 pixels; 1.0 M parameters at ``width`` 1."""
    inputs = face_input(size)
    x = conv_bn_relu(inputs, scaled(32, width))
    for filters in (40, 80, 192):
        x = _stage(x, scaled(filters, width), blocks=1, squeeze_excite=squeeze_excite)
    return keras.Model(inputs, classify(x, dropout=0.3), name="compact_resnet")


def deep_resnet(size: int | None) -> keras.Model:
    """One residual block at 24 pixels, two at 12 and two at 6, each stage wider; 2.7 M parameters."""
    inputs = face_input(size)
    x = conv_bn_relu(inputs, 32)
    for filters, blocks in ((56, 1), (112, 2), (224, 2)):
        x = _stage(x, filters, blocks=blocks, squeeze_excite=True)
    return keras.Model(inputs, classify(x, dropout=0.4), name="deep_resnet")


def _stage(x: keras.KerasTensor, filters: int, *, blocks: int, squeeze_excite: bool) -> keras.KerasTensor:
    """Halve the resolution, widen, and refine in residual blocks."""
    x = layers.MaxPooling2D()(x)
    x = conv_bn_relu(x, filters)
    for _ in range(blocks):
        x = _residual_block(x, squeeze_excite=squeeze_excite)
    return x


def _residual_block(x: keras.KerasTensor, *, squeeze_excite: bool) -> keras.KerasTensor:
    filters = x.shape[-1]
    residual = conv_bn(conv_bn_relu(x, filters), filters)
    if squeeze_excite:
        residual = _squeeze_excite(residual)
    return layers.ReLU()(layers.Add()([x, residual]))


def _squeeze_excite(x: keras.KerasTensor) -> keras.KerasTensor:
    filters = x.shape[-1]
    gate = layers.GlobalAveragePooling2D(keepdims=True)(x)
    gate = layers.Conv2D(filters // 4, 1, activation="relu")(gate)
    gate = layers.Conv2D(filters, 1, activation="sigmoid")(gate)
    return layers.Multiply()([x, gate])

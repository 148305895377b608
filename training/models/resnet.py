"""A compact ResNet-like network with squeeze-and-excitation (He et al. 2016; Hu et al. 2018)."""

import keras
from keras import layers

from training.models.blocks import classify, conv_bn, conv_bn_relu, face_input, scaled

_WIDTHS = (40, 80, 192)


def compact_resnet(size: int | None, *, width: float = 1.0, squeeze_excite: bool = True) -> keras.Model:
    """A widening convolution and one residual block at 24, 12 and 6 pixels; 1.0 M parameters at ``width`` 1."""
    inputs = face_input(size)
    x = conv_bn_relu(inputs, scaled(32, width))
    for filters in _WIDTHS:
        x = layers.MaxPooling2D()(x)
        x = conv_bn_relu(x, scaled(filters, width))
        x = _residual_block(x, squeeze_excite=squeeze_excite)
    return keras.Model(inputs, classify(x, dropout=0.3), name="compact_resnet")


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

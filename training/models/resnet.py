"""A compact ResNet-like network with squeeze-and-excitation (He et al. 2016; Hu et al. 2018)."""

import keras
from keras import layers

from training.models.blocks import classify, conv_bn, conv_bn_relu, face_input

_WIDTHS = (40, 80, 192)


def compact_resnet() -> keras.Model:
    """A widening convolution and one residual block at 24, 12 and 6 pixels; 1.0 M parameters."""
    inputs = face_input()
    x = conv_bn_relu(inputs, 32)
    for filters in _WIDTHS:
        x = layers.MaxPooling2D()(x)
        x = conv_bn_relu(x, filters)
        x = _residual_block(x)
    return keras.Model(inputs, classify(x, dropout=0.3), name="compact_resnet")


def _residual_block(x: keras.KerasTensor) -> keras.KerasTensor:
    filters = x.shape[-1]
    residual = conv_bn(conv_bn_relu(x, filters), filters)
    return layers.ReLU()(layers.Add()([x, _squeeze_excite(residual)]))


def _squeeze_excite(x: keras.KerasTensor) -> keras.KerasTensor:
    filters = x.shape[-1]
    gate = layers.GlobalAveragePooling2D(keepdims=True)(x)
    gate = layers.Conv2D(filters // 4, 1, activation="relu")(gate)
    gate = layers.Conv2D(filters, 1, activation="sigmoid")(gate)
    return layers.Multiply()([x, gate])

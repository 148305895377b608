"""Pieces that the compact networks share."""

import keras
from keras import layers

from fer_core.emotions import EMOTIONS

POOLING, LOGITS = "pooling", "logits"
"""Names of the global average pooling and of the linear layer that every network ends in."""


def face_input(size: int | None) -> keras.KerasTensor:
    """Return the input of every compact network: grey faces (n, size, size, 1) in [0, 1]."""
    return keras.Input((size, size, 1), name="faces")


def scaled(filters: int, width: float) -> int:
    """Return ``filters`` times ``width``, at least 8 and a multiple of 8, which vector units like."""
    return max(8, round(filters * width / 8) * 8)


def conv_bn(x: keras.KerasTensor, filters: int, kernel_size: int = 3) -> keras.KerasTensor:
    """Convolution without bias, then batch normalisation.

    The moving statistics follow faster than with Keras' momentum of 0.99: at high learning rates they would lag behind
    the weights and validation would read too low.
    """
    x = layers.Conv2D(filters, kernel_size, padding="same", use_bias=False, kernel_initializer="he_normal")(x)
    return layers.BatchNormalization(momentum=0.9)(x)


def conv_bn_relu(x: keras.KerasTensor, filters: int, kernel_size: int = 3) -> keras.KerasTensor:
    """Convolution, batch normalisation, ReLU."""
    return layers.ReLU()(conv_bn(x, filters, kernel_size))


def classify(x: keras.KerasTensor, *, dropout: float) -> keras.KerasTensor:
    """Global average pooling, dropout and one linear layer, then softmax in float32."""
    x = layers.GlobalAveragePooling2D(name=POOLING)(x)
    x = layers.Dropout(dropout)(x)
    logits = layers.Dense(len(EMOTIONS), dtype="float32", name=LOGITS)(x)
    return layers.Softmax(dtype="float32", name="probabilities")(logits)

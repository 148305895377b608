"""The networks of the source documents, layer by layer; the last layer is linear, then softmax in float32.

Every one takes grey faces, float32 (n, 48, 48, 1) in [0, 1], and turns them into its own input first: so size, channels
and normalisation are part of it.
"""

from typing import Any, Final, TypeAlias

import keras
from keras import layers

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import FACE_SIZE
from training.models.blocks import LOGITS, face_input
from training.models.pretrained import load_base

Tensor: TypeAlias = keras.KerasTensor

BASE_MAPS: Final = "base_maps"
"""Name of the layer that hands on what a pretrained base makes of faces."""


def cnn(*, activation: str = "relu", dropout: float = 0.5) -> keras.Model:
    """Three convolutions with pooling, document A's simple CNN (A8)."""
    inputs = x = face_input(FACE_SIZE)
    for filters in (32, 64, 128):
        x = _he_conv(x, filters, activation, padding="valid")
        x = layers.MaxPooling2D()(x)
    x = _dense(layers.Flatten()(x), 128, activation)
    return _finish(inputs, layers.Dropout(dropout)(x), "cnn")


def densenet169(*, activation: str = "relu", weights: str = "none") -> keras.Model:
    """DenseNet169 on 48×48×3 and three wide layers with L2 (A9)."""
    inputs = face_input(FACE_SIZE)
    x = _base(inputs, keras.applications.DenseNet169, weights)
    x = layers.GlobalAveragePooling2D()(x)
    for units, dropout in ((256, 0.3), (1024, 0.5), (512, 0.5)):
        x = layers.Dense(units, activation=activation, kernel_regularizer=keras.regularizers.L2(0.05))(x)
        x = layers.Dropout(dropout)(x)
    return _finish(inputs, x, "densenet169")


def vgg16(*, activation: str = "relu", dropout: float = 0.5) -> keras.Model:
    """The layout of VGG16 on one channel, from scratch (A10)."""
    inputs = x = face_input(FACE_SIZE)
    for filters, depth in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3)):
        for _ in range(depth):
            x = _he_conv(x, filters, activation)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    for _ in range(2):
        x = layers.Dropout(dropout)(_dense(x, 4096, activation))
    return _finish(inputs, x, "vgg16")


def resnet50v2(*, activation: str = "relu", dropout: float = 0.1, weights: str = "none") -> keras.Model:
    """ResNet50V2 on 224×224×3, batch normalisation and three layers (A11)."""
    inputs = face_input(FACE_SIZE)
    x = layers.BatchNormalization()(_base(inputs, keras.applications.ResNet50V2, weights, size=224))
    x = layers.GlobalAveragePooling2D()(x)
    for units in (512, 256, 128):
        x = layers.Dropout(dropout)(_dense(x, units, activation))
    return _finish(inputs, x, "resnet50v2")


def alexnet(*, activation: str = "relu", dropout: float = 0.5) -> keras.Model:
    """The classic AlexNet on 227×227×3 (A12; Krizhevsky et al. 2012)."""
    inputs = face_input(FACE_SIZE)
    x = layers.Conv2D(96, 11, strides=4, activation=activation)(_to_rgb(inputs, 227))
    x = layers.MaxPooling2D(3, strides=2)(x)
    x = layers.Conv2D(256, 5, padding="same", activation=activation)(x)
    x = layers.MaxPooling2D(3, strides=2)(x)
    for filters in (384, 384, 256):
        x = layers.Conv2D(filters, 3, padding="same", activation=activation)(x)
    x = layers.Flatten()(layers.MaxPooling2D(3, strides=2)(x))
    for units in (4096, 4096, 1000):
        x = layers.Dropout(dropout)(layers.Dense(units, activation=activation)(x))
    return _finish(inputs, x, "alexnet")


def mlp(*, activation: str = "relu", hidden: tuple[int, ...] = (128, 32), dropout: float = 0.0) -> keras.Model:
    """Layers of ``hidden`` units, each with dropout behind it, on the flattened pixels (B)."""
    inputs = face_input(FACE_SIZE)
    x = layers.Flatten()(inputs)
    for units in hidden:
        x = layers.Dense(units, activation=_activation(activation))(x)
        x = layers.Dropout(dropout)(x) if dropout else x
    return _finish(inputs, x, "mlp")


def basic_cnn() -> keras.Model:
    """Three convolutions, two with pooling, under a layer of 64 units, document C's basic CNN (E7)."""
    inputs = x = face_input(FACE_SIZE)
    for filters in (32, 64):
        x = layers.MaxPooling2D()(layers.Conv2D(filters, 3, activation="relu")(x))
    x = layers.Flatten()(layers.Conv2D(64, 3, activation="relu")(x))
    return _finish(inputs, layers.Dense(64, activation="relu")(x), "basic_cnn")


def pooling_cnn(*, pooling: str = "max") -> keras.Model:
    """Two convolutions, each with "max" or "average" pooling, or "global" average pooling in their place (C1)."""
    inputs = x = face_input(FACE_SIZE)
    pools = {"max": layers.MaxPooling2D, "average": layers.AveragePooling2D}
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        if pooling in pools:
            x = pools[pooling](2)(x)
    x = layers.Flatten()(x) if pooling in pools else layers.GlobalAveragePooling2D()(x)
    return _finish(inputs, x, "pooling_cnn")


def batchnorm_cnn() -> keras.Model:
    """Pairs of convolutions with batch normalisation and dropout (C2)."""
    inputs = x = face_input(FACE_SIZE)
    for filters in (32, 64):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        x = layers.BatchNormalization()(x)
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        x = layers.Dropout(0.25)(layers.MaxPooling2D()(x))
    x = layers.Conv2D(128, 3, activation="relu")(x)
    x = layers.Dropout(0.25)(layers.BatchNormalization()(x))
    x = layers.Dense(512, activation="relu")(layers.Flatten()(x))
    x = layers.Dropout(0.5)(layers.BatchNormalization()(x))
    return _finish(inputs, x, "batchnorm_cnn")


def transfer_vgg16(*, weights: str = "none") -> keras.Model:
    """The convolutions of VGG16 under a small head (C3)."""
    return _transfer(keras.applications.VGG16, weights, "transfer_vgg16")


def transfer_resnet50(*, weights: str = "none") -> keras.Model:
    """The convolutions of ResNet50 under a small head (C3)."""
    return _transfer(keras.applications.ResNet50, weights, "transfer_resnet50")


def search_cnn(
    *, filters: tuple[int, int] = (32, 64), kernels: tuple[int, int] = (3, 3), dropout: float = 0.2, units: int = 128
) -> keras.Model:
    """The CNN whose shape the Hyperband search varies (C8)."""
    inputs = x = face_input(FACE_SIZE)
    for count, kernel in zip(filters, kernels, strict=True):
        x = layers.MaxPooling2D()(layers.Conv2D(count, kernel, activation="relu")(x))
    x = layers.Flatten()(layers.Dropout(dropout)(x))
    x = layers.Dropout(0.5)(layers.Dense(units, activation="relu")(x))
    return _finish(inputs, x, "search_cnn")


def shallow_cnn() -> keras.Model:
    """The first CNN of document C's ensemble (C9)."""
    return _block_cnn(((32,), (64,)), 64, batch_norm=False, name="shallow_cnn")


def deep_cnn() -> keras.Model:
    """The second CNN of document C's ensemble (C9)."""
    return _block_cnn(((64, 64), (128, 128)), 128, batch_norm=False, name="deep_cnn")


def normalised_cnn() -> keras.Model:
    """The third CNN of document C's ensemble (C9), with batch normalisation after the first of each pair."""
    return _block_cnn(((32, 32), (64, 64)), 64, batch_norm=True, name="normalised_cnn")


def my_cnn(*, dropout: float = 0.4) -> keras.Model:
    """Convolutions with batch normalisation in every layer, on pixels of mean 0.52 and deviation 0.26 (D1, D2).

    The document names no widths; these are the simple CNN's.
    """
    inputs = face_input(FACE_SIZE)
    x = _standardise(inputs)
    for filters in (32, 64, 128):
        x = layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.MaxPooling2D()(layers.ReLU()(layers.BatchNormalization()(x)))
    x = layers.Dense(128, use_bias=False)(layers.Flatten()(x))
    x = layers.Dropout(dropout)(layers.ReLU()(layers.BatchNormalization()(x)))
    return _finish(inputs, x, "my_cnn")


def resnet18(*, dropout: float = 0.1) -> keras.Model:
    """ResNet18 at 224×224 (He et al. 2016), on pixels of mean 0.52 and deviation 0.26 (D1, D3)."""
    inputs = face_input(FACE_SIZE)
    x = _conv_bn(_to_rgb(_standardise(inputs), 224), 64, 7, strides=2)
    x = layers.MaxPooling2D(3, strides=2, padding="same")(layers.ReLU()(x))
    for stage, filters in enumerate((64, 128, 256, 512)):
        for block in range(2):
            x = _basic_block(x, filters, strides=2 if stage and not block else 1)
    x = layers.Dropout(dropout)(layers.GlobalAveragePooling2D()(x))
    return _finish(inputs, x, "resnet18")


def _activation(name: str) -> str | keras.Layer:
    """Return what Keras knows by a name; document B's leaky ReLU is PyTorch's, with a slope of 0.01."""
    return layers.LeakyReLU(negative_slope=0.01) if name == "leaky_relu" else name


def _finish(inputs: Tensor, x: Tensor, name: str) -> keras.Model:
    logits = layers.Dense(len(EMOTIONS), dtype="float32", name=LOGITS)(x)
    return keras.Model(inputs, layers.Softmax(dtype="float32", name="probabilities")(logits), name=name)


def _to_rgb(x: Tensor, size: int = FACE_SIZE) -> Tensor:
    # Three channels first: ONNX Runtime does not resize one.
    x = layers.Concatenate()([x, x, x])
    return x if size == FACE_SIZE else layers.Resizing(size, size)(x)


def _base(x: Tensor, application: Any, weights: str, *, size: int = FACE_SIZE) -> Tensor:
    """Return the maps of a network of ``keras.applications``, which stays one layer that can be frozen."""
    maps = load_base(application, weights, size=size)(_to_rgb(x, size))
    return layers.Identity(name=BASE_MAPS)(maps)


def _standardise(x: Tensor) -> Tensor:
    return layers.Rescaling(1 / 0.26, offset=-0.52 / 0.26)(x)


def _he_conv(x: Tensor, filters: int, activation: str, *, padding: str = "same") -> Tensor:
    return layers.Conv2D(filters, 3, padding=padding, activation=activation, kernel_initializer="he_normal")(x)


def _dense(x: Tensor, units: int, activation: str) -> Tensor:
    return layers.Dense(units, activation=activation, kernel_initializer="he_normal")(x)


def _transfer(application: Any, weights: str, name: str) -> keras.Model:
    inputs = face_input(FACE_SIZE)
    x = layers.GlobalAveragePooling2D()(_base(inputs, application, weights))
    x = layers.Dropout(0.5)(layers.Dense(128, activation="relu")(x))
    return _finish(inputs, x, name)


def _block_cnn(blocks: tuple[tuple[int, ...], ...], units: int, *, batch_norm: bool, name: str) -> keras.Model:
    inputs = x = face_input(FACE_SIZE)
    for widths in blocks:
        for position, filters in enumerate(widths):
            x = layers.Conv2D(filters, 3, activation="relu")(x)
            if batch_norm and not position:
                x = layers.BatchNormalization()(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Dense(units, activation="relu")(layers.Flatten()(x))
    return _finish(inputs, x, name)


def _conv_bn(x: Tensor, filters: int, kernel_size: int, *, strides: int = 1) -> Tensor:
    x = layers.Conv2D(filters, kernel_size, strides=strides, padding="same", use_bias=False)(x)
    return layers.BatchNormalization()(x)


def _basic_block(x: Tensor, filters: int, *, strides: int) -> Tensor:
    residual = _conv_bn(layers.ReLU()(_conv_bn(x, filters, 3, strides=strides)), filters, 3)
    shortcut = x if x.shape[-1] == filters else _conv_bn(x, filters, 1, strides=strides)
    return layers.ReLU()(layers.Add()([shortcut, residual]))

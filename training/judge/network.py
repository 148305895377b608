"""The judge's network and its loss."""

from typing import Any

import keras
import numpy as np
from keras import layers, ops
from numpy.typing import NDArray

from fer_core.faces.detectors.candidates import VIEW_SIDE
from fer_core.faces.detectors.judge import ANSWERS, INPUT, OUTPUT
from training.judge.scenes import Examples
from training.models.blocks import conv_bn_relu

MOST_PARAMETERS = 300_000
"""More, and a frame's candidates would take longer than the search for them."""

_MOVES_WEIGHT = 2.0
_DARKEST = 0.02
"""Least contrast, as a standard deviation of grey values in [0, 1], that is stretched to 1."""


def build_judge() -> keras.Model:
    """Build an untrained judge: views float32 (n, 32, 32, 1) in [0, 1] to answers (n, 6) as ``read_verdicts`` reads.

    Every view is brought to the same mean and contrast first.
    """
    views = keras.Input((VIEW_SIDE, VIEW_SIDE, 1), name=INPUT)
    x = views - ops.mean(views, axis=(1, 2), keepdims=True)
    x = x / ops.maximum(ops.sqrt(ops.mean(x * x, axis=(1, 2), keepdims=True)), _DARKEST)
    x = layers.Conv2D(24, 3, strides=2, padding="same", use_bias=False, kernel_initializer="he_normal")(x)
    x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    x = conv_bn_relu(x, 32)
    x = layers.MaxPooling2D()(x)
    x = conv_bn_relu(x, 56)
    x = conv_bn_relu(x, 64)
    x = layers.MaxPooling2D()(x)
    x = conv_bn_relu(x, 96)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Dense(64, activation="relu")(x)
    return keras.Model(views, layers.Dense(ANSWERS, name=OUTPUT)(x), name="judge")


def as_input(views: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return views uint8 (n, 32, 32) as the network takes them, float32 (n, 32, 32, 1) in [0, 1]."""
    return np.asarray(views[..., None] / np.float32(255), dtype=np.float32)


def targets_of(examples: Examples) -> NDArray[np.float32]:
    """Return what the network should answer, float32 (n, 6), with 1 or 0 for the logit: see ``judge_loss``."""
    right, down, growth, turn = examples.moves.T
    turn = np.radians(turn)
    columns = [examples.are_faces, right, down, growth, np.sin(turn), np.cos(turn)]
    return np.stack(columns, axis=1).astype(np.float32)


def judge_loss(targets: Any, answers: Any) -> Any:
    """Return the loss of each view, (n,): cross-entropy, and for faces the absolute errors of the moves."""
    is_face, logit = targets[:, 0], answers[:, 0]
    doubt = ops.relu(logit) - logit * is_face + ops.log1p(ops.exp(-ops.abs(logit)))
    error = ops.abs(targets[:, 1:] - answers[:, 1:])
    return doubt + _MOVES_WEIGHT * is_face * ops.mean(error, axis=1)

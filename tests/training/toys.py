"""Networks so small that a test of something else does not wait for them."""

from functools import partial

import keras
from keras import layers

from training.models.blocks import classify, conv_bn_relu, face_input
from training.models.documents import BASE_MAPS

BASE = "base"


def toy_network(size, *, filters=8, name="toy"):
    """Two convolutions, the second of which sees where things are, and everything that an architecture must have."""
    faces = face_input(size)
    x = layers.MaxPooling2D(8)(conv_bn_relu(faces, filters))
    return keras.Model(faces, classify(conv_bn_relu(x, 2 * filters, 7), dropout=0.1), name=name)


def toy_on_a_base(size):
    """Return a toy whose first convolution is a network of its own, as a pretrained base is; learns from the start."""
    inner, faces = keras.Input((size, size, 1)), face_input(size)
    base = keras.Model(inner, layers.Conv2D(4, 8, strides=8, activation="relu")(inner), name=BASE)
    seen = layers.Conv2D(16, 7, padding="same", activation="relu")(layers.Identity(name=BASE_MAPS)(base(faces)))
    return keras.Model(faces, classify(seen, dropout=0.1), name="toy_on_a_base")


TOYS = {
    "toy": toy_network,
    "other_toy": partial(toy_network, filters=16, name="other_toy"),
    "toy_on_a_base": toy_on_a_base,
}
"""What is added to ``ARCHITECTURES``."""

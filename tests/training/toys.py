"""Networks so small that a test of something else does not wait for them."""

import keras
from keras import layers

from training.models.blocks import classify, conv_bn_relu, face_input


def toy_network(size, *, filters=8, name="toy"):
    """Two convolutions, the second of which sees where things are, and everything that an architecture must have."""
    faces = face_input(size)
    x = layers.MaxPooling2D(8)(conv_bn_relu(faces, filters))
    return keras.Model(faces, classify(conv_bn_relu(x, 2 * filters, 7), dropout=0.1), name=name)

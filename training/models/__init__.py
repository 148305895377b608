"""The networks that can be trained, by name: the three members and half-width ones to compare recipes on."""

from collections.abc import Callable
from functools import partial
from typing import Final

import keras
from keras import layers

from fer_core.errors import DataError
from fer_core.preprocess import FACE_SIZE
from training.batches import EMOTION_HEAD, VOTES_HEAD
from training.models.blocks import POOLING
from training.models.densenet import compact_densenet
from training.models.resnet import compact_resnet
from training.models.vgg import compact_vgg
from training.votes import CHOICES

ARCHITECTURES: Final[dict[str, Callable[[int | None], keras.Model]]] = {
    "compact_vgg": compact_vgg,
    "compact_resnet": compact_resnet,
    "compact_densenet": compact_densenet,
    "half_vgg": partial(compact_vgg, width=0.5),
    "half_resnet": partial(compact_resnet, width=0.5),
    "half_resnet_plain": partial(compact_resnet, width=0.5, squeeze_excite=False),
}


def build_model(name: str, *, size: int | None = FACE_SIZE) -> keras.Model:
    """Build a fresh network: float32 (n, size, size, 1) in [0, 1], None for any size, to probabilities (n, 7)."""
    if name not in ARCHITECTURES:
        raise DataError(f"Unknown architecture {name!r}: choose one of {', '.join(ARCHITECTURES)}.")
    return ARCHITECTURES[name](size)


def add_votes_head(network: keras.Model) -> keras.Model:
    """Return ``network`` with a second output beside its own: the ten FER+ choices, from the same features."""
    features = layers.Dropout(0.3)(network.get_layer(POOLING).output)
    votes = layers.Dense(len(CHOICES), activation="softmax", dtype="float32", name=VOTES_HEAD)(features)
    return keras.Model(network.input, {EMOTION_HEAD: network.output, VOTES_HEAD: votes})

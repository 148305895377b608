"""The networks that can be trained, by name: ours, and those of the source documents."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

import keras
from keras import layers

from fer_core.errors import DataError
from fer_core.networks.manifest import FACE_SIZE
from training.data.votes import CHOICES
from training.fit.batches import EMOTION_HEAD, VOTES_HEAD
from training.models import documents
from training.models.blocks import POOLING
from training.models.densenet import compact_densenet, deep_densenet
from training.models.resnet import compact_resnet, deep_resnet
from training.models.vgg import compact_vgg, deep_vgg

ARCHITECTURES: Final[dict[str, Callable[[int | None], keras.Model]]] = {
    "compact_vgg": compact_vgg,
    "compact_resnet": compact_resnet,
    "compact_densenet": compact_densenet,
    "deep_vgg": deep_vgg,
    "deep_resnet": deep_resnet,
    "deep_densenet": deep_densenet,
    "half_vgg": partial(compact_vgg, width=0.5),
    "half_resnet": partial(compact_resnet, width=0.5),
    "half_resnet_plain": partial(compact_resnet, width=0.5, squeeze_excite=False),
}
"""What an ensemble's members can be. A new architecture is a file beside this one and a line here.

The function takes the side of the faces in pixels, None for any, and returns an untrained network:

* its input is ``blocks.face_input``, grey faces float32 (n, side, side, 1) in [0, 1];
* it ends in ``blocks.classify``, or in layers called ``POOLING`` (global average pooling) and ``LOGITS`` (linear): the
  votes' head and the activation maps are made from these two;
* its output is float32 (n, 7), probabilities in the order of ``EMOTIONS``, under any dtype policy;
* its name is its key here, if it is to be exported;
* it has at most 3 million parameters, which live analysis can afford.

A member's run folder bears its key. What follows the last ``_`` of the key is its family: ``vgg``, ``resnet`` and
``densenet`` are shown in words, any other network by its key. ``python -m training.run --members KEY`` trains it.
"""


def build_model(name: str, *, size: int | None = FACE_SIZE) -> keras.Model:
    """Build a fresh network: float32 (n, size, size, 1) in [0, 1], None for any size, to probabilities (n, 7)."""
    check_architecture(name)
    return ARCHITECTURES[name](size)


def check_architecture(name: str) -> None:
    """Raise DataError unless ``name`` is one of ``ARCHITECTURES``."""
    if name not in ARCHITECTURES:
        raise DataError(f"Unknown architecture {name!r}: choose one of {', '.join(ARCHITECTURES)}.")


DOCUMENTS: Final[dict[str, Callable[..., keras.Model]]] = {
    build.__name__: build
    for build in (
        documents.cnn,
        documents.densenet169,
        documents.vgg16,
        documents.resnet50v2,
        documents.alexnet,
        documents.mlp,
        documents.basic_cnn,
        documents.pooling_cnn,
        documents.batchnorm_cnn,
        documents.transfer_vgg16,
        documents.transfer_resnet50,
        documents.search_cnn,
        documents.shallow_cnn,
        documents.deep_cnn,
        documents.normalised_cnn,
        documents.my_cnn,
        documents.resnet18,
    )
}
"""Networks of one input size, with options of their own."""


def build_network(name: str, **options: Any) -> keras.Model:
    """Build a fresh network, ours or a document's: float32 (n, 48, 48, 1) in [0, 1] to probabilities (n, 7)."""
    if name in DOCUMENTS:
        return DOCUMENTS[name](**options)
    return build_model(name, **options)


def add_votes_head(network: keras.Model) -> keras.Model:
    """Return ``network`` with a second output beside its own: the ten FER+ choices, from the same features."""
    features = layers.Dropout(0.3)(network.get_layer(POOLING).output)
    votes = layers.Dense(len(CHOICES), activation="softmax", dtype="float32", name=VOTES_HEAD)(features)
    return keras.Model(network.input, {EMOTION_HEAD: network.output, VOTES_HEAD: votes})

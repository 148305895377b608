"""The networks that can be members of an ensemble, by name."""

from collections.abc import Callable
from typing import Final

import keras

from fer_core.errors import DataError
from training.models.densenet import compact_densenet
from training.models.resnet import compact_resnet
from training.models.vgg import compact_vgg

ARCHITECTURES: Final[dict[str, Callable[[], keras.Model]]] = {
    "compact_vgg": compact_vgg,
    "compact_resnet": compact_resnet,
    "compact_densenet": compact_densenet,
}


def build_model(name: str) -> keras.Model:
    """Build a fresh network: float32 (n, 48, 48, 1) in [0, 1] to probabilities float32 (n, 7)."""
    if name not in ARCHITECTURES:
        raise DataError(f"Unknown architecture {name!r}: choose one of {', '.join(ARCHITECTURES)}.")
    return ARCHITECTURES[name]()

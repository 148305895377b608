"""Training above a frozen base: its maps of a face are always the same, and computed once."""

import logging
import math
from collections.abc import Sequence
from typing import Final

import keras
import numpy as np

from fer_core.errors import DataError
from training.data.faces import FaceDataset
from training.fit.answers import predict
from training.laboratory.batches import Examples
from training.models.documents import BASE_MAPS

MOST_BYTES: Final = 2 * 2**30
"""Maps that take more memory are computed anew in every epoch."""

log = logging.getLogger(__name__)


def bases_of(network: keras.Model) -> list[keras.Model]:
    """Return the pretrained networks that a network is built on."""
    return [layer for layer in network.layers if isinstance(layer, keras.Model)]


def set_base_trainable(network: keras.Model, *, trainable: bool) -> None:
    """Freeze a network's base, or let it be trained; raises DataError where there is none."""
    bases = bases_of(network)
    if not bases:
        raise DataError(f"{network.name} has no pretrained base to freeze; set frozen_epochs to 0.")
    for base in bases:
        base.trainable = trainable


def above_frozen_base(network: keras.Model, parts: Sequence[FaceDataset]) -> tuple[keras.Model, list[Examples]]:
    """Return the layers above a network's frozen base, which stay the network's, and the base's maps of each part.

    Where the maps take too much memory, it is the network itself, and faces.
    """
    maps = network.get_layer(BASE_MAPS).output
    count = sum(map(len, parts))
    if 4 * count * math.prod(maps.shape[1:]) > MOST_BYTES:
        return network, [Examples.of(part) for part in parts]
    base = keras.Model(network.input, maps, name=f"{network.name}_base")
    above = keras.Model(maps, network.output, name=network.name)
    log.info("%s: what its base makes of %s faces is computed once", network.name, f"{count:,}")
    return above, [Examples(predict(base, part.images).astype(np.float32, copy=False), part.labels) for part in parts]

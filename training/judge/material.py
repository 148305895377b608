"""What the judge is trained and measured on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import keras
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors.candidates import SIDE, TILT, VIEW_SIDE, Candidates, Views
from fer_core.faces.detectors.proposals import ALT2, FRONTAL, Proposer, Search
from training.judge.network import as_input
from training.judge.scenes import Examples, draw_faces, draw_misses, join, spoil, without_faces

_MOST_PROPOSALS: Final = 60
"""Per picture, so that one of many small things does not outweigh all others."""

_ANGLES: Final = (-30.0, -15.0, 0.0, 0.0, 0.0, 15.0, 30.0)
_SCALES: Final = (1.0, 1.0, 1.5)


_HARD: Final = -2.0
"""The logit from which on a view is hard: the network thinks it 12 % probable to be a face."""


@dataclass(frozen=True, slots=True)
class MaterialConfig:
    """How much is drawn: ``rounds`` of every face, ``misses`` for each of them, ``pieces`` of every picture."""

    rounds: int = 2
    misses: float = 0.4
    pieces: int = 50


def draw_material(
    faces: NDArray[np.uint8],
    pictures: Sequence[NDArray[np.uint8]],
    config: MaterialConfig,
    rng: np.random.Generator,
) -> Examples:
    """Return examples of faces uint8 (n, 48, 48), of what is near them, and of grey pictures without faces."""
    parts = []
    for _ in range(config.rounds):
        parts.append(draw_faces(faces, pictures, rng))
        chosen = rng.permutation(len(faces))[: round(len(faces) * config.misses)]
        parts.append(draw_misses(faces[chosen], pictures, rng))
    for picture in pictures:
        views = Views(picture)
        parts.append(without_faces(views.cut(_pieces(picture, config.pieces, rng))))
        proposed = mine(picture, rng)
        found = views.cut(proposed)
        parts.append(without_faces(found))
        parts.append(without_faces(np.array([spoil(view, rng) for view in found], dtype=np.uint8).reshape(found.shape)))
    return join(parts)


def mine(picture: NDArray[np.uint8], rng: np.random.Generator) -> Candidates:
    """Return what the cascades wrongly propose in a picture without faces: all that they hit, however seldom."""
    side = round(min(picture.shape) * rng.choice(_SCALES))
    search = Search(
        side, (FRONTAL, ALT2), (float(rng.choice(_ANGLES)),), most_enlarged=2.0, scale_factor=1.25, min_neighbors=0
    )
    proposals = Proposer(search).propose(picture)
    return proposals[rng.permutation(len(proposals))[:_MOST_PROPOSALS]]


def _pieces(picture: NDArray[np.uint8], count: int, rng: np.random.Generator) -> Candidates:
    """Return candidates anywhere in a picture, of every size."""
    rows, columns = picture.shape
    candidates = np.zeros((count, 4))
    candidates[:, 0], candidates[:, 1] = rng.uniform(0, columns, count), rng.uniform(0, rows, count)
    candidates[:, SIDE] = np.exp(rng.uniform(np.log(16), np.log(max(17, min(rows, columns))), count))
    candidates[:, TILT] = rng.uniform(-45, 45, count)
    return candidates


def hardest(
    network: keras.Model, pictures: Sequence[NDArray[np.uint8]], count: int, rng: np.random.Generator
) -> Examples:
    """Return the views among ``count`` of each picture without faces that the network takes for faces."""
    found = [np.empty((0, VIEW_SIDE, VIEW_SIDE), dtype=np.uint8)]
    for picture in pictures:
        seen = Views(picture).cut(_pieces(picture, count, rng))
        logits = np.asarray(network(as_input(seen), training=False))[:, 0]
        found.append(seen[logits > _HARD])
    return without_faces(np.concatenate(found))

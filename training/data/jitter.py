"""Document C's augmentation: every image anew in every epoch, as Keras' ImageDataGenerator does it."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

TURN: Final = 20.0
"""Largest turn in degrees, either way."""

SHIFT: Final = 0.2
"""Largest shift as a share of the side, in each direction."""

ZOOM: Final = 0.2
"""How far from 1 each side's zoom may be."""


def jitter(images: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """Return faces, uint8 (n, 48, 48), turned, shifted, zoomed and flipped by chance; the nearest pixels fill gaps."""
    return np.stack([_jitter_one(image, random) for image in images])


def _jitter_one(image: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    side = len(image)
    angle = np.deg2rad(random.uniform(-TURN, TURN))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    flip = random.choice([-1.0, 1.0])
    matrix = turn @ np.diag(random.uniform(1 - ZOOM, 1 + ZOOM, 2) * [flip, 1])
    middle = (side - 1) / 2
    shift = middle + random.uniform(-SHIFT, SHIFT, 2) * side - matrix @ [middle, middle]
    moves = np.column_stack([matrix, shift])
    return np.asarray(cv2.warpAffine(image, moves, (side, side), borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)

"""Faces that are drawn, so that a training can be tried without FER2013; what is learnt from them means nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion
from fer_core.networks.manifest import FACE_SIZE
from fer_core.rows.writing import make_folder, write_whole
from training.data.kaggle_csv import Part

PER_CLASS: Final[dict[Part, int]] = {"train": 48, "test": 16}
"""Faces of each emotion in a set of drawn faces, but for those of ``RARE`` to train on."""

RARE: Final = ("disgust", 6)
"""The emotion that is as rare as in FER2013, and its number: oversampling would make a common one of it."""

_MARK: Final = "drawn.txt"
_ENLARGEMENT: Final = 4
_SIDE: Final = _ENLARGEMENT * FACE_SIZE
_ANTIALIASED: Final = cv2.LINE_AA


@dataclass(frozen=True, slots=True)
class _Look:
    """What an emotion does to a face: lengths in pixels of ``_SIDE``, downwards.

    ``inner`` and ``outer`` are the ends of the brows, ``eye`` is half an eye's height, ``corners`` the mouth's corners
    against its middle, ``width`` and ``gap`` half of its width and its height; ``wrinkles`` are those of the nose.
    """

    inner: float
    outer: float
    eye: float
    corners: float
    width: float
    gap: float
    wrinkles: bool = False


_LOOKS: Final[Mapping[Emotion, _Look]] = {
    "angry": _Look(inner=14, outer=-6, eye=5, corners=6, width=22, gap=2),
    "disgust": _Look(inner=8, outer=4, eye=3, corners=10, width=26, gap=9, wrinkles=True),
    "fear": _Look(inner=-14, outer=-2, eye=13, corners=5, width=28, gap=12),
    "happy": _Look(inner=-2, outer=-2, eye=6, corners=-18, width=34, gap=8),
    "neutral": _Look(inner=0, outer=0, eye=8, corners=0, width=24, gap=2),
    "sad": _Look(inner=-12, outer=8, eye=6, corners=16, width=22, gap=2),
    "surprise": _Look(inner=-16, outer=-16, eye=14, corners=0, width=14, gap=26),
}


def draw_set(folder: Path) -> Path:
    """Leave a set of drawn faces in Kaggle's layout in ``folder``, the same every time, and return it.

    Those of ``test/`` are named PublicTest, as Kaggle names the validation set. Raises DataError where the folder
    cannot be written to.
    """
    make_folder(folder)
    write_whole(folder / _MARK, b"These faces are drawn (training/data/drawn.py), not photographed.\n")
    for seed, (part, count) in enumerate(PER_CLASS.items()):
        prefix = "PublicTest" if part == "test" else "Training"
        for emotion in EMOTIONS:
            wanted = RARE[1] if (part, emotion) == ("train", RARE[0]) else count
            make_folder(folder / part / emotion)
            for number, face in enumerate(draw_faces(emotion, wanted, seed=seed)):
                path = folder / part / emotion / f"{prefix}_{number:03d}.png"
                if not path.exists():
                    write_whole(path, cv2.imencode(".png", face)[1].tobytes())
    return folder


def name_data(data: Path) -> str:
    """Return what a data set is called in a model card."""
    return "drawn faces" if (data / _MARK).exists() else "FER2013"


def draw_faces(emotion: Emotion, count: int, *, seed: int) -> NDArray[np.uint8]:
    """Return drawn faces of an emotion, uint8 (count, 48, 48), different in light, place, head and background."""
    random = np.random.default_rng([seed, EMOTIONS.index(emotion)])
    return np.stack([_draw(_LOOKS[emotion], random) for _ in range(count)])


def _draw(look: _Look, random: np.random.Generator) -> NDArray[np.uint8]:
    canvas = np.asarray(cv2.resize(random.uniform(20, 235, (5, 5)), (_SIDE, _SIDE)), dtype=np.float32)
    x, y = (_SIDE // 2 + round(random.uniform(-12, 12)) for _ in range(2))
    wide, high = round(random.uniform(54, 70)), round(random.uniform(74, 86))
    skin, dark = random.uniform(130, 210), random.uniform(10, 60)
    cv2.ellipse(canvas, (x, y - 16), (wide + 8, high + 4), 0, 180, 360, random.uniform(10, 120), -1, _ANTIALIASED)
    cv2.ellipse(canvas, (x, y), (wide, high), 0, 0, 360, skin, -1, _ANTIALIASED)
    for side in (-1, 1):
        _draw_eye(canvas, look, (x + side * 27, y - 18), side=side, dark=dark)
    cv2.line(canvas, (x, y - 8), (x - 5, y + 16), dark + 40, 3, _ANTIALIASED)
    cv2.line(canvas, (x - 5, y + 16), (x + 6, y + 16), dark + 40, 3, _ANTIALIASED)
    if look.wrinkles:
        for row in (-10, -3, 4):
            cv2.line(canvas, (x - 10, y + row), (x + 10, y + row + 3), dark, 3, _ANTIALIASED)
    _draw_mouth(canvas, look, (x, y + 42), dark=dark)
    slope = np.linspace(-1, 1, _SIDE, dtype=np.float32)
    across, down = random.uniform(-40, 40, 2).astype(np.float32)
    lit = canvas + across * slope[None] + down * slope[:, None]
    small = cv2.resize(lit, (FACE_SIZE, FACE_SIZE), interpolation=cv2.INTER_AREA)
    return (small + random.normal(0, 6, small.shape)).round().clip(0, 255).astype(np.uint8)


def _draw_eye(canvas: NDArray[np.float32], look: _Look, middle: tuple[int, int], *, side: int, dark: float) -> None:
    x, y = middle
    cv2.ellipse(canvas, middle, (13, round(look.eye)), 0, 0, 360, 245, -1, _ANTIALIASED)
    cv2.circle(canvas, middle, min(6, round(look.eye)), dark, -1, _ANTIALIASED)
    inner = (x - side * 14, round(y - 20 + look.inner))
    cv2.line(canvas, inner, (x + side * 14, round(y - 20 + look.outer)), dark, 6, _ANTIALIASED)


def _draw_mouth(canvas: NDArray[np.float32], look: _Look, middle: tuple[int, int], *, dark: float) -> None:
    x, y = middle
    places = np.linspace(-1, 1, 15)
    bend = look.corners * (places**2 - 0.5)
    gape = look.gap / 2 * np.sqrt(1 - places**2)
    upper, lower = (np.stack([x + look.width * places, y + bend + sign * gape], axis=1) for sign in (-1, 1))
    outline = np.concatenate([upper, lower[::-1]]).round().astype(np.int32)
    cv2.fillPoly(canvas, [outline], dark, _ANTIALIASED)
    cv2.polylines(canvas, [outline], isClosed=True, color=dark, thickness=5, lineType=_ANTIALIASED)

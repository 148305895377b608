"""Views of FER2013's faces, moved, turned, scaled and partly covered by known amounts before other pictures.

FER2013's images show a face and nothing around it. Here a face is laid on a piece of another picture, with borders that
vary, so that no border tells that there is a face.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors.candidates import SIDE, TILT, VIEW_SIDE, Views
from fer_core.networks.manifest import FACE_SIZE

SCENE_SIDE: Final = 3 * FACE_SIZE
"""Pixels across a scene, in whose middle the face lies as large as it came."""

_MIDDLE: Final = SCENE_SIDE / 2
_COVERED: Final = 0.3
"""Share of the scenes in which something covers a part of the face, a third of it at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Views uint8 (n, side, side), whether each shows a face, bool (n,), and the moves to it, float32 (n, 4).

    Moves are those of ``candidates.corrected``; where there is no face they are 0.
    """

    views: NDArray[np.uint8]
    are_faces: NDArray[np.bool_]
    moves: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.views)


def join(parts: Sequence[Examples]) -> Examples:
    """Return the examples of several parts, in order."""
    return Examples(
        np.concatenate([part.views for part in parts]),
        np.concatenate([part.are_faces for part in parts]),
        np.concatenate([part.moves for part in parts]),
    )


def without_faces(views: NDArray[np.uint8]) -> Examples:
    """Return views of no faces as examples."""
    return Examples(views, np.zeros(len(views), dtype=bool), np.zeros((len(views), 4), dtype=np.float32))


def draw_faces(faces: NDArray[np.uint8], pictures: Sequence[NDArray[np.uint8]], rng: np.random.Generator) -> Examples:
    """Return an example of each face, uint8 (n, 48, 48), as a cascade would propose it, before grey ``pictures``."""
    views = np.empty((len(faces), VIEW_SIDE, VIEW_SIDE), dtype=np.uint8)
    moves = np.empty((len(faces), 4), dtype=np.float32)
    for position, face in enumerate(faces):
        scene = draw_scene(face, faces, pictures, rng)
        candidate, moves[position] = _near(rng)
        views[position] = spoil(Views(scene).cut(candidate[None])[0], rng)
    return Examples(views, np.ones(len(faces), dtype=bool), moves)


def draw_misses(faces: NDArray[np.uint8], pictures: Sequence[NDArray[np.uint8]], rng: np.random.Generator) -> Examples:
    """Return a view beside, inside or around each face, uint8 (n, 48, 48), of it upside down, or of another thing."""
    views = np.empty((len(faces), VIEW_SIDE, VIEW_SIDE), dtype=np.uint8)
    for position, face in enumerate(faces):
        if rng.random() < 0.25:  # no border of a square tells that there is a face, either
            scene, candidate = draw_scene(piece_of(pictures, rng, FACE_SIZE), faces, pictures, rng), _near(rng)[0]
        else:
            scene, candidate = draw_scene(face, faces, pictures, rng), _far(rng)
        views[position] = spoil(Views(scene).cut(candidate[None])[0], rng)
    return without_faces(views)


def draw_scene(
    face: NDArray[np.uint8],
    neighbours: NDArray[np.uint8],
    pictures: Sequence[NDArray[np.uint8]],
    rng: np.random.Generator,
) -> NDArray[np.uint8]:
    """Return a face in the middle of a piece of a picture, uint8 (``SCENE_SIDE``, ``SCENE_SIDE``)."""
    if rng.random() < 0.1:  # a picture that the face fills, beyond which border pixels are repeated
        border = (SCENE_SIDE - FACE_SIZE) // 2
        return np.asarray(
            cv2.copyMakeBorder(face, border, border, border, border, cv2.BORDER_REPLICATE), dtype=np.uint8
        )
    scene = piece_of(pictures, rng, SCENE_SIDE).astype(np.float32)
    if rng.random() < 0.5:
        _draw_body(scene, pictures, rng)
    if rng.random() < 0.3:
        side, way = rng.choice((-1, 1)), rng.uniform(50, 80)
        _lay(scene, neighbours[rng.integers(len(neighbours))], side * way, rng.normal(0, 12), rng)
    _lay(scene, _cover(face, pictures, rng), 0.0, 0.0, rng)
    return scene.clip(0, 255).astype(np.uint8)


def piece_of(pictures: Sequence[NDArray[np.uint8]], rng: np.random.Generator, side: int) -> NDArray[np.uint8]:
    """Return a random square of a picture, at a random scale, as uint8 (side, side); sometimes mirrored."""
    picture = pictures[int(rng.integers(len(pictures)))]
    least = min(side / 2, *picture.shape)
    length = int(math.exp(rng.uniform(math.log(least), math.log(min(picture.shape)))))
    top, left = (rng.integers(size - length + 1) for size in picture.shape)
    square = picture[top : top + length, left : left + length]
    method = cv2.INTER_AREA if length > side else cv2.INTER_LINEAR
    piece = np.asarray(cv2.resize(square, (side, side), interpolation=method), dtype=np.uint8)
    return np.ascontiguousarray(piece[:, ::-1]) if rng.random() < 0.5 else piece


def spoil(view: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return a view in another light, blurred as small faces are, and noisy; the face stays where it is."""
    result: NDArray[Any] = view.astype(np.float32)
    if rng.random() < 0.4:
        small = int(rng.integers(14, VIEW_SIDE))
        reduced = cv2.resize(result, (small, small), interpolation=cv2.INTER_AREA)
        result = np.asarray(cv2.resize(reduced, (VIEW_SIDE, VIEW_SIDE), interpolation=cv2.INTER_LINEAR))
    if rng.random() < 0.3:
        result = 255 * (result.clip(0, 255) / 255) ** math.exp(rng.normal(0, 0.5))
    if rng.random() < 0.3:  # light from one side
        ramp = np.linspace(-1, 1, VIEW_SIDE, dtype=np.float32) * rng.normal(0, 0.35)
        result = result * (1 + (ramp if rng.random() < 0.7 else ramp[:, None]))
    contrast = math.exp(rng.normal(-0.15, 0.35))
    if rng.random() < 0.3:
        result = result + rng.normal(0, abs(rng.normal(0, 6)), result.shape)
    result = (result - 128) * contrast + 128 + rng.normal(0, 20)
    return result.clip(0, 255).astype(np.uint8)


def _near(rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Return a candidate about as good as the cascades', and its moves to the face in the middle of a scene."""
    tilt = rng.uniform(-45, 45) if rng.random() < 0.4 else rng.normal(0, 12)
    growth = rng.normal(0, 0.18)
    right, down = rng.normal(0, 0.11, 2)
    if rng.random() < 0.15:  # as the cascade for profiles, and as a face that has moved since the last picture
        right += rng.uniform(-0.25, 0.25)
    side = FACE_SIZE / math.exp(growth)
    # The view is turned by -tilt against the face, whose shift counts along the view's own axes.
    cosine, sine = math.cos(math.radians(-tilt)), math.sin(math.radians(-tilt))
    candidate = np.array([
        _MIDDLE - side * (right * cosine - down * sine), _MIDDLE - side * (right * sine + down * cosine), side, -tilt,
    ])  # fmt: skip
    return candidate, np.array([right, down, growth, tilt], dtype=np.float32)


def _far(rng: np.random.Generator) -> NDArray[np.float64]:
    """Return a candidate that is no face, near the face in the middle of a scene."""
    candidate = np.array([_MIDDLE, _MIDDLE, FACE_SIZE * math.exp(rng.normal(0, 0.2)), rng.normal(0, 15)])
    kind = rng.random()
    if kind < 0.45:  # beside the face, and half of it
        angle, way = rng.uniform(0, 2 * math.pi), rng.uniform(0.6, 1.1) * FACE_SIZE
        candidate[:2] += way * math.cos(angle), way * math.sin(angle)
    elif kind < 0.75:  # an eye, a mouth, a cheek
        candidate[:2] += rng.uniform(-0.3, 0.3, 2) * FACE_SIZE
        candidate[SIDE] = FACE_SIZE * rng.uniform(0.22, 0.5)
    elif kind < 0.85:  # far too large
        candidate[:2] += rng.uniform(-0.3, 0.3, 2) * FACE_SIZE
        candidate[SIDE] = FACE_SIZE * rng.uniform(2.0, 2.4)
    else:
        candidate[TILT] = rng.uniform(100, 260)
    return candidate


def _lay(
    scene: NDArray[np.float32], face: NDArray[np.uint8], right: float, down: float, rng: np.random.Generator
) -> None:
    """Lay a face on a scene, with a border that is sharp, soft or oval."""
    kind, margin = rng.random(), FACE_SIZE // 2
    if kind < 0.45:  # its surroundings go on, mirrored
        framed = cv2.copyMakeBorder(face, margin, margin, margin, margin, cv2.BORDER_REFLECT_101)
        inner, soft = rng.uniform(0.5, 0.95), rng.uniform(2, 12)
    else:
        framed = cv2.copyMakeBorder(face, margin, margin, margin, margin, cv2.BORDER_REPLICATE)
        inner, soft = 0.5, rng.uniform(0.5, 4)
    size = framed.shape[0]
    steps = np.abs(np.arange(size) - (size - 1) / 2) / FACE_SIZE
    if kind < 0.65:
        away = np.maximum(steps[None], steps[:, None])
    else:
        away = np.hypot(steps[None] * rng.uniform(1.0, 1.25), steps[:, None])
    mask = ((inner - away) * FACE_SIZE / soft + 0.5).clip(0, 1).astype(np.float32)
    left, top = (round(_MIDDLE - size / 2 + way) for way in (right, down))
    rows = slice(max(0, top), min(SCENE_SIDE, top + size))
    columns = slice(max(0, left), min(SCENE_SIDE, left + size))
    own = slice(rows.start - top, rows.stop - top), slice(columns.start - left, columns.stop - left)
    scene[rows, columns] += mask[own] * (framed[own] - scene[rows, columns])


def _draw_body(scene: NDArray[np.float32], pictures: Sequence[NDArray[np.uint8]], rng: np.random.Generator) -> None:
    """Draw a neck and shoulders of one cloth below where the face will be."""
    neck, shoulder = rng.uniform(0.25, 0.4) * FACE_SIZE, rng.uniform(0.8, 1.4) * FACE_SIZE
    top, bend = _MIDDLE + rng.uniform(0.2, 0.5) * FACE_SIZE, _MIDDLE + rng.uniform(0.6, 0.9) * FACE_SIZE
    outline = [
        (_MIDDLE - neck, top), (_MIDDLE + neck, top), (_MIDDLE + shoulder, bend), (_MIDDLE + shoulder, SCENE_SIDE),
        (_MIDDLE - shoulder, SCENE_SIDE), (_MIDDLE - shoulder, bend),
    ]  # fmt: skip
    mask = np.zeros(scene.shape, dtype=np.uint8)
    cv2.fillPoly(mask, [np.round(outline).astype(np.int32)], 255)
    share = cv2.GaussianBlur(mask, (0, 0), rng.uniform(0.5, 3)).astype(np.float32) / 255
    cloth = piece_of(pictures, rng, SCENE_SIDE).astype(np.float32)
    cloth = (cloth - cloth.mean()) * rng.uniform(0, 0.8) + rng.uniform(10, 245)
    scene += share * (cloth - scene)


def _cover(
    face: NDArray[np.uint8], pictures: Sequence[NDArray[np.uint8]], rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Return a face, sometimes with something before a part of it: from a side, or across the eyes or the mouth."""
    if rng.random() >= _COVERED:
        return face
    covered = face.copy()
    thing = piece_of(pictures, rng, FACE_SIZE)
    if rng.random() < 0.5:
        thing = np.full_like(thing, rng.integers(256))
    depth = int(rng.uniform(0.1, 0.35) * FACE_SIZE)
    start = int(rng.integers(FACE_SIZE - depth))
    area: Any = {
        0: np.s_[:depth], 1: np.s_[-depth:], 2: np.s_[:, :depth], 3: np.s_[:, -depth:],
        4: np.s_[start : start + depth // 2], 5: np.s_[start : start + depth, start : start + 2 * depth],
    }[int(rng.integers(6))]  # fmt: skip
    covered[area] = thing[area]
    return covered

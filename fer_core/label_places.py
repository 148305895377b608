"""Where the labels of faces go in a picture: clear of the faces, of each other and of the picture's edges."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.results import BoxXywh

_RIM: Final = 0.12
"""Share of a box at each side that may be covered: between its edge and eyes, mouth and chin."""

_LABEL_WEIGHT: Final = 4.0
"""How much worse it is to hide another label than as much of a face: neither of them can be read then."""

_OUTSIDE: Final = 8
"""How many of the places that ``_places`` returns are outside the face's own box; the rest is inside."""

_Rectangle = tuple[int, int, int, int]


def place_labels(
    sizes: Sequence[Sequence[tuple[int, int]]], boxes: Sequence[BoxXywh], size_wh: tuple[int, int]
) -> list[tuple[int, int, int]]:
    """Choose, for each face, one of the sizes that its label can have, and the label's left and top.

    ``sizes`` are widths and heights in pixels, the best first; ``boxes`` are the faces, ``size_wh`` is the picture.
    A label goes above its face, below or beside it, in its best size that is free there; else in the next size; else
    over the rim of its own face; where everything is taken, to where it hides least. Labels stay in the picture if they
    fit into it. Returns the number of the size, the left and the top.
    """
    # Faces, and after them the labels that have their place.
    taken = np.array([*map(_inner, boxes), *[(0, 0, 0, 0)] * len(boxes)], dtype=np.float64).reshape(-1, 4)
    chosen = []
    for number, (box, options) in enumerate(zip(boxes, sizes, strict=True)):
        end = len(boxes) + number
        size, label = 0, next(_places(box, options[0], size_wh))
        if _overlaps(np.array([label], dtype=np.float64), taken[:end]).any():
            size, label = _least_hiding(box, options, size_wh, taken=taken[:end], number=number, faces=len(boxes))
        taken[end] = label
        chosen.append((size, label[0], label[1]))
    return chosen


def _least_hiding(
    box: BoxXywh,
    sizes: Sequence[tuple[int, int]],
    size_wh: tuple[int, int],
    *,
    taken: NDArray[np.float64],
    number: int,
    faces: int,
) -> tuple[int, _Rectangle]:
    """Return the best size and place for a face's label: ``taken`` are ``faces`` faces and the labels."""
    places = [
        (size, place, label)
        for size, wide_high in enumerate(sizes)
        for place, label in enumerate(_places(box, wide_high, size_wh))
    ]
    # All sizes outside the face come before the best one inside it.
    places.sort(key=lambda each: each[1] >= _OUTSIDE)
    hidden = _overlaps(np.array([label for *_, label in places], dtype=np.float64), taken)
    hidden[[place >= _OUTSIDE for _, place, _ in places], number] = 0
    hidden[:, faces:] *= _LABEL_WEIGHT
    size, _, label = places[int(np.argmin(hidden.sum(axis=1)))]
    return size, label


def _inner(box: BoxXywh) -> tuple[float, float, float, float]:
    x, y, width, height = box
    return x + _RIM * width, y + _RIM * height, x + (1 - _RIM) * width, y + (1 - _RIM) * height


def _places(box: BoxXywh, size: tuple[int, int], size_wh: tuple[int, int]) -> Iterator[_Rectangle]:
    """Yield left, top, right and bottom of a label above, below, beside and then inside a box, the best first."""
    x, y, width, height = box
    wide, high = size
    right, middle, bottom = x + width - wide, x + (width - wide) // 2, y + height - high
    most_left, most_top = max(0, size_wh[0] - wide), max(0, size_wh[1] - high)
    for left, top in (
        (x, y - high), (right, y - high), (middle, y - high),
        (x, y + height), (right, y + height),
        (x + width, y), (x + width, bottom), (x - wide, y),
        (middle, bottom), (middle, y),
    ):  # fmt: skip
        within = min(max(0, left), most_left), min(max(0, top), most_top)
        yield *within, within[0] + wide, within[1] + high


def _overlaps(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the areas that n and m boxes of left, top, right, bottom have in common, (n, m)."""
    start = np.maximum(first[:, None, :2], second[None, :, :2])
    end = np.minimum(first[:, None, 2:], second[None, :, 2:])
    sides = np.maximum(end - start, 0)
    return np.asarray(sides[..., 0] * sides[..., 1])

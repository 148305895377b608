"""Where OpenCV's cascades suspect a face, at a sensitivity at which most of what they find is none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors.candidates import CENTRE_X, CENTRE_Y, SIDE, TILT, Candidates, candidates_of, no_candidates
from fer_core.faces.detectors.haar import load_cascade

FRAMING: Final = 1.02
"""Side of a face as FER2013 frames it, as a multiple of the cascades' boxes.

The median over FER2013's images, for all three cascades (``python -m tools.benchmarks.framing``)."""


@dataclass(frozen=True, slots=True)
class Cascade:
    """One of OpenCV's cascades, to be searched in the picture or in its mirror image."""

    name: str
    mirrored: bool = False


FRONTAL: Final = Cascade("frontalface_default")
ALT2: Final = Cascade("frontalface_alt2")
PROFILES: Final = (Cascade("profileface"), Cascade("profileface", mirrored=True))
"""The cascade knows faces that look to one side only."""


@dataclass(frozen=True, slots=True)
class Search:
    """How a picture is searched once.

    The picture is reduced, or enlarged at most ``most_enlarged`` times, until its shorter side has ``side`` pixels;
    faces are at least ``min_face`` of these wide. ``cascades`` look for upright faces in copies that are turned by the
    ``angles``, in degrees anticlockwise. ``scale_factor`` is the step between searched sizes, ``min_neighbors`` the
    number of overlapping hits beyond the first that make a proposal.
    """

    side: int
    cascades: tuple[Cascade, ...]
    angles: tuple[float, ...] = (0.0,)
    min_face: int = 24
    most_enlarged: float = 1.0
    scale_factor: float = 1.2
    min_neighbors: int = 1


class Proposer:
    """Searches pictures as ``searches`` say; raises ModelError where OpenCV lacks a cascade."""

    def __init__(self, *searches: Search) -> None:
        self._searches = searches
        names = {cascade.name for search in searches for cascade in search.cascades}
        self._cascades = {name: load_cascade(name) for name in sorted(names)}

    def propose(
        self, grey: NDArray[np.uint8], *, min_face: float | None = None, searches: Sequence[Search] | None = None
    ) -> Candidates:
        """Return what is found in a picture, uint8 (height, width), as candidates in its pixels.

        Faces of the picture from ``min_face`` pixels on are looked for, as far as it may be enlarged, by all searches
        or by those of them in ``searches``.
        """
        found = [no_candidates()]
        for search in self._searches if searches is None else searches:
            found += self._search(grey, search, min_face)
        return np.concatenate(found)

    def _search(self, grey: NDArray[np.uint8], search: Search, min_face: float | None) -> Iterator[Candidates]:
        factor = min(search.side / min(grey.shape), search.most_enlarged)
        if min_face is not None:
            factor = max(factor, min(search.min_face / max(min_face, 1.0), search.most_enlarged))
        size = (max(1, round(grey.shape[1] * factor)), max(1, round(grey.shape[0] * factor)))
        scaled = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
        least = max(search.min_face, round((min_face or 0.0) * factor))
        for angle in search.angles:
            turned, back = _turn(np.asarray(scaled, dtype=np.uint8), angle)
            for cascade in search.cascades:
                found = self._run(turned, cascade, search, least)
                found[:, TILT] = angle
                yield _in_picture(found, back, scale=1 / factor)

    def _run(self, grey: NDArray[np.uint8], cascade: Cascade, search: Search, least: int) -> Candidates:
        boxes = self._cascades[cascade.name].detectMultiScale(
            np.ascontiguousarray(grey[:, ::-1]) if cascade.mirrored else grey,
            scaleFactor=search.scale_factor,
            minNeighbors=search.min_neighbors,
            minSize=(least, least),
        )
        found = candidates_of(np.asarray(boxes, dtype=np.int32), framing=FRAMING)
        if cascade.mirrored:
            found[:, CENTRE_X] = grey.shape[1] - found[:, CENTRE_X]
        return found


def _turn(grey: NDArray[np.uint8], degrees: float) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return a copy that is turned anticlockwise and large enough for the whole picture, and the map back (2, 3)."""
    if degrees == 0:
        return grey, np.eye(2, 3)
    rows, columns = grey.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
    width, height = np.abs(turn[:, :2]) @ (columns, rows)
    turn[:, 2] += (width - columns) / 2, (height - rows) / 2
    turned = cv2.warpAffine(grey, turn, (round(width), round(height)), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, dtype=np.uint8), np.asarray(cv2.invertAffineTransform(turn), dtype=np.float64)


def _in_picture(found: Candidates, back: NDArray[np.float64], *, scale: float) -> Candidates:
    """Return candidates of a turned and scaled copy in pixels of the picture."""
    centres = found[:, [CENTRE_X, CENTRE_Y]] @ back[:, :2].T + back[:, 2]
    result = found.copy()
    result[:, [CENTRE_X, CENTRE_Y]] = centres * scale
    result[:, SIDE] *= scale
    return result

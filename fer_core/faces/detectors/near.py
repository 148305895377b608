"""Search where faces were a moment ago, which takes a fraction of the time that a whole frame does."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.detectors.haar import scale_box, shrink
from fer_core.results import BoxXywh, FoundFace

FULL_EVERY_S: Final = 1 / 3
"""How long, in seconds, a new face may go unseen beside those that are known."""

MARGIN: Final = 0.2
"""Part of a face's side by which its surroundings are searched: see ``python -m tools.benchmarks.detection live``."""

_LARGE_SHARE: Final = 0.25
"""Faces larger than this part of ``search_side`` are brought to it: twice the least that Haar finds."""


class NearSearch:
    """Lets a detector follow its faces, or search around the boxes of the last frame.

    The whole frame is searched at least every ``full_every_s`` seconds, wherever one of the faces is not found again or
    none is known, and always where the detector has no ``search_side``. ``margin`` is how far around a box is searched,
    as a part of its side.
    """

    def __init__(self, detector: FaceDetector, *, margin: float = MARGIN, full_every_s: float = FULL_EVERY_S) -> None:
        self._detector = detector
        self._margin = margin
        self._full_every_s = full_every_s
        self._boxes: list[BoxXywh] = []
        self._shape: tuple[int, ...] = ()
        self._seen_s = self._searched_s = -math.inf

    @property
    def takes_colour(self) -> bool:
        """Whether the detector takes colours."""
        return self._detector.takes_colour

    def find(self, frame: NDArray[np.uint8], *, time_s: float, everywhere: bool = False) -> list[FoundFace]:
        """Return all faces, as ``FaceDetector.find``; ``time_s`` is the frame's time in its source.

        The whole frame is searched if it is to be ``everywhere``.
        """
        # The next frame will come as long after this one as this one after the last.
        gap_s, self._seen_s = time_s - self._seen_s, time_s
        is_due = everywhere or gap_s < 0 or time_s - self._searched_s + gap_s > self._full_every_s
        found = None if is_due or frame.shape != self._shape else self._search_near(frame)
        if found is None:
            found = self._detector.find(frame)
            self._searched_s, self._shape = time_s, frame.shape
        self._boxes = [face.box_xywh for face in found]
        return list(found)

    def reset(self) -> None:
        """Forget the faces, before the frames of another source."""
        self._detector.reset()
        self._boxes, self._shape = [], ()
        self._seen_s = self._searched_s = -math.inf

    def _search_near(self, frame: NDArray[np.uint8]) -> list[FoundFace] | None:
        """Return the faces around those known, None where there are none known or one of them is not there."""
        if (followed := self._detector.follow(frame)) is not None:
            return followed
        if not self._boxes or self._detector.search_side is None:
            return None
        small, reduction = shrink(frame, self._detector.search_side)
        known = [scale_box(box, 1 / reduction) for box in self._boxes]
        least = round(_LARGE_SHARE * self._detector.search_side)
        found = []
        for region in _join([_grow(box, self._margin) for box in known]):
            width = min(max(box[2:]) for box in known if _meet(box, region))
            found += _search_in(self._detector, small, region, reduction=width / least, scale=reduction)
        if not all(any(_meet(box, other.box_xywh) for other in found) for box in self._boxes):
            return None
        return sorted(found, key=lambda face: face.box_xywh[2] * face.box_xywh[3], reverse=True)


def _search_in(
    detector: FaceDetector, picture: NDArray[np.uint8], region: BoxXywh, *, reduction: float, scale: float
) -> list[FoundFace]:
    """Return what a detector finds in a part of a picture, which is made ``reduction`` times smaller if that is > 1.

    Boxes are those of a picture ``scale`` times as large.
    """
    left, top = max(0, region[0]), max(0, region[1])
    part = np.ascontiguousarray(picture[top : region[1] + region[3], left : region[0] + region[2]])
    part, reduction = shrink(part, max(1, round(min(part.shape[:2]) / max(1.0, reduction))))
    faces = []
    for face in detector.find(part):
        x, y, width, height = face.box_xywh
        box = (x * reduction + left, y * reduction + top, width * reduction, height * reduction)
        faces.append(replace(face, box_xywh=scale_box(box, scale)))
    return faces


def _grow(box: BoxXywh, margin: float) -> BoxXywh:
    """Return a box with a part of its longer side more on every side, from an even corner on.

    Detectors step by two pixels, so that an even corner lets them see what they would see in the whole picture.
    """
    x, y, width, height = box
    more = math.ceil(margin * max(width, height))
    left, top = (x - more) // 2 * 2, (y - more) // 2 * 2
    return left, top, x + width + more - left, y + height + more - top


def _join(regions: Sequence[BoxXywh]) -> list[BoxXywh]:
    """Return regions that do not meet and cover these."""
    apart: list[BoxXywh] = []
    for region in regions:
        while met := next((other for other in apart if _meet(region, other)), None):
            apart.remove(met)
            left, top = min(region[0], met[0]), min(region[1], met[1])
            right = max(region[0] + region[2], met[0] + met[2])
            bottom = max(region[1] + region[3], met[1] + met[3])
            region = (left, top, right - left, bottom - top)  # noqa: PLW2901
        apart.append(region)
    return apart


def _meet(a: BoxXywh, b: BoxXywh) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]

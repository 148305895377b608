"""Pictures of people who walk about: heads cut out of the demo clip, each with an expression of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.resources import asset_path
from fer_core.results import BoxXywh

SIZE_WH: Final = (640, 480)
FACE_WIDTH: Final = 110
"""Pixels across a face, as the detector frames it."""

_SCENES: Final[dict[str, tuple[int, BoxXywh]]] = {
    "happy": (30, (300, 104, 206, 206)),
    "surprise": (260, (142, 108, 200, 200)),
}
"""Where the clip shows an expression: the number of the frame, and the face's box."""


@dataclass(frozen=True, slots=True, eq=False)
class _Head:
    """A picture with a face, how much of each pixel belongs to the head, 0 to 1, and the middle of the face in it."""

    image_bgr: NDArray[np.uint8]
    share: NDArray[np.float32]
    centre_xy: tuple[int, int]


@cache
def _head(expression: str) -> _Head:
    number, (x, y, width, height) = _SCENES[expression]
    video = cv2.VideoCapture(str(asset_path("demo") / "demo.mp4"))
    for _ in range(number):
        video.grab()
    frame = np.asarray(video.read()[1], dtype=np.uint8)
    video.release()
    # Hair and chin lie outside the box of the face.
    left, top, right, bottom = x - width // 5, y - height // 3, x + width * 6 // 5, y + height * 10 // 9
    cut = frame[max(top, 0) : bottom, left:right]
    scale = FACE_WIDTH / width
    image = cv2.resize(cut, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    rows, columns = image.shape[:2]
    share = np.zeros((rows, columns), np.float32)
    cv2.ellipse(share, (columns // 2, rows // 2), (columns // 2 - 8, rows // 2 - 8), 0, 0, 360, 1.0, cv2.FILLED)
    share = np.asarray(cv2.GaussianBlur(share, (0, 0), 3), dtype=np.float32)
    centre = (x + width / 2 - left, y + height / 2 - max(top, 0))
    return _Head(np.asarray(image, np.uint8), share, (round(centre[0] * scale), round(centre[1] * scale)))


def picture_of(people: Mapping[str, tuple[float, float]]) -> NDArray[np.uint8]:
    """Return uint8 BGR (480, 640, 3) with people: expressions with the middle of the face, the farthest person first.

    Who is only partly in the picture, or not at all, is cut off at its border.
    """
    width, height = SIZE_WH
    shade = np.linspace(120, 170, height, dtype=np.float32)[:, None, None]
    canvas = np.broadcast_to(shade, (height, width, 3)).copy()
    for expression, (x, y) in people.items():
        head = _head(expression)
        rows, columns = head.share.shape
        left, top = round(x) - head.centre_xy[0], round(y) - head.centre_xy[1]
        x0, y0, x1, y1 = max(left, 0), max(top, 0), min(left + columns, width), min(top + rows, height)
        if x0 >= x1 or y0 >= y1:
            continue
        inside = np.s_[y0 - top : y1 - top, x0 - left : x1 - left]
        share = head.share[inside][..., None]
        canvas[y0:y1, x0:x1] += share * (head.image_bgr[inside] - canvas[y0:y1, x0:x1])
    return np.asarray(np.round(canvas), dtype=np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A picture, when it was taken, and where the middle of each person's face is by their expression."""

    time_s: float
    places: Mapping[str, tuple[float, float]]
    picture: NDArray[np.uint8]

    @property
    def are_apart(self) -> bool:
        """Whether nobody hides any part of anybody else."""
        (left, _), (right, _) = self.places.values()
        return abs(left - right) > 1.5 * FACE_WIDTH


CROSSED_S: Final = 3.4
LEFT_S: Final = 4.3
BACK_S: Final = 6.0
ARRIVED_S: Final = 6.9
END_S: Final = 7.3


def encounter(*, fps: int = 15, in_front: str = "surprise") -> Iterator[Moment]:
    """Yield ``fps`` times a second how two people walk past each other, one in front of the other.

    The surprised one, who came from the right, has passed at ``CROSSED_S``, is out of the picture from ``LEFT_S``,
    appears again from ``BACK_S`` and stands from ``ARRIVED_S`` to ``END_S``. The happy one stays.
    """
    moments_s = (0.0, CROSSED_S, LEFT_S, BACK_S, ARRIVED_S, END_S)
    for number in range(round(END_S * fps)):
        time_s = number / fps
        places = {
            "happy": (float(np.interp(time_s, moments_s, (120, 520, 520, 520, 520, 520))), 220.0),
            "surprise": (float(np.interp(time_s, moments_s, (520, 120, -90, -90, 120, 120))), 235.0),
        }
        order = sorted(places, key=lambda expression: expression == in_front)
        yield Moment(time_s, places, picture_of({expression: places[expression] for expression in order}))

"""Faces drawn into a picture: a box and a label in the colour of the winning emotion, or grey for an uncertain face."""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.captions import caption_of, ink_on
from fer_core.emotions import COLOURS, Label
from fer_core.results import FaceResult

Bgr = tuple[int, int, int]

_FONT: Final = cv2.FONT_HERSHEY_SIMPLEX
_TEXT_SHARE = 0.032
_MIN_TEXT_HEIGHT = 9
_READABLE_SIDE = 240
_BLACK: Final[Bgr] = (0, 0, 0)


def annotate(image_bgr: NDArray[np.uint8], faces: Sequence[FaceResult]) -> NDArray[np.uint8]:
    """Return a copy of a picture, uint8 (height, width, 3), with a box and a text such as "happy 87 %" per face.

    Lines and text grow with the picture, and the text stays inside it. Raises ValueError for any other kind of picture.
    """
    if image_bgr.dtype != np.uint8 or image_bgr.ndim != 3 or image_bgr.shape[2] != 3 or image_bgr.size == 0:
        raise ValueError(f"expected a uint8 picture (height, width, 3), got {image_bgr.dtype} {image_bgr.shape}")
    picture = np.array(image_bgr, order="C")
    for face in faces:
        _draw_box(picture, face)
    # Labels come last, so that no other face's box runs through a text.
    for face in faces:
        _draw_label(picture, face)
    return picture


def annotate_enlarged(image_bgr: NDArray[np.uint8], faces: Sequence[FaceResult]) -> NDArray[np.uint8]:
    """Annotate a picture like ``annotate``, first enlarging one that is too small for a readable label."""
    rows, columns = image_bgr.shape[:2]
    factor = math.ceil(_READABLE_SIDE / max(rows, columns))
    if factor <= 1:
        return annotate(image_bgr, faces)
    size = (columns * factor, rows * factor)
    enlarged = np.asarray(cv2.resize(image_bgr, size, interpolation=cv2.INTER_NEAREST), dtype=np.uint8)
    return annotate(enlarged, [_enlarge(face, factor) for face in faces])


def colour_bgr(label: Label) -> Bgr:
    """Return the label's colour as OpenCV wants it."""
    return _bgr(COLOURS[label])


def _enlarge(face: FaceResult, factor: int) -> FaceResult:
    x, y, width, height = face.box_xywh
    return replace(face, box_xywh=(x * factor, y * factor, width * factor, height * factor))


def _line_width(picture: NDArray[np.uint8]) -> int:
    return max(1, int(min(picture.shape[:2]) / 240 + 0.5))


def _draw_box(picture: NDArray[np.uint8], face: FaceResult) -> None:
    x, y, width, height = face.box_xywh
    line = _line_width(picture)
    corners = (x, y), (x + width - 1, y + height - 1)
    # The dark rim keeps the box visible on a background of its own colour.
    cv2.rectangle(picture, *corners, _BLACK, line + 2 * max(1, line // 2))
    cv2.rectangle(picture, *corners, colour_bgr(face.label), line)


def _draw_label(picture: NDArray[np.uint8], face: FaceResult) -> None:
    text = caption_of(face)
    rows, columns = picture.shape[:2]
    scale, width, height, descent, stroke = _fit_text(text, picture)
    margin = max(1, height // 3)
    plate_width, plate_height = width + 2 * margin, height + descent + 2 * margin

    x, y = face.box_xywh[:2]
    left = min(max(0, x), max(0, columns - plate_width))
    top = y - plate_height if y >= plate_height else y
    top = min(max(0, top), max(0, rows - plate_height))

    colour = COLOURS[face.label]
    cv2.rectangle(picture, (left, top), (left + plate_width - 1, top + plate_height - 1), _bgr(colour), cv2.FILLED)
    origin = (left + margin, top + margin + height)
    cv2.putText(picture, text, origin, _FONT, scale, _bgr(ink_on(colour)), stroke, cv2.LINE_AA)


def _fit_text(text: str, picture: NDArray[np.uint8]) -> tuple[float, int, int, int, int]:
    """Return the font scale at which ``text`` fits, its width, height and descent in pixels, and the stroke's width."""
    rows, columns = picture.shape[:2]
    wanted = max(_MIN_TEXT_HEIGHT, round(_TEXT_SHARE * min(rows, columns)))
    stroke = max(1, round(wanted / 12))
    scale = cv2.getFontScaleFromHeight(_FONT, wanted, stroke)
    (width, _), _ = cv2.getTextSize(text, _FONT, scale, stroke)
    scale *= min(1.0, columns * 0.9 / width)
    (width, height), descent = cv2.getTextSize(text, _FONT, scale, stroke)
    return scale, width, height, descent, stroke


def _bgr(colour: str) -> Bgr:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return blue, green, red

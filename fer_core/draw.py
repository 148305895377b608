"""Faces drawn into a picture: a box and a label in the colour of the winning emotion, or grey for an uncertain face."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.captions import caption_of, ink_on
from fer_core.emotions import COLOURS, Label
from fer_core.label_places import place_labels
from fer_core.results import FaceResult

Bgr = tuple[int, int, int]

_FONT: Final = cv2.FONT_HERSHEY_SIMPLEX
_TEXT_SHARE = 0.032
"""Height of the text as a share of the picture's shorter side, at most."""
_FACE_SHARE = 0.12
"""Height of the text as a share of the face's width, at most: a caption is then about as wide as the face."""
_MIN_TEXT_HEIGHT = 9
_READABLE_SIDE = 240
_BLACK: Final[Bgr] = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in a font's scale and stroke, with its width, height and descent in pixels."""

    text: str
    scale: float
    stroke: int
    width: int
    height: int
    descent: int

    @property
    def margin(self) -> int:
        """Pixels between the text and the edge of its plate."""
        return max(1, self.height // 3)

    @property
    def plate_wh(self) -> tuple[int, int]:
        """Width and height of the plate that the text is written on."""
        return self.width + 2 * self.margin, self.height + self.descent + 2 * self.margin


def annotate(image_bgr: NDArray[np.uint8], faces: Sequence[FaceResult]) -> NDArray[np.uint8]:
    """Return a copy of a picture, uint8 (height, width, 3), with a box and a text such as "happy 87 %" per face.

    Lines and text grow with the face, up to a size that suits the picture; the text stays inside it, and clear of other
    faces and texts where there is room; where there is little, it is only the emotion. Raises ValueError for any other
    kind of picture.
    """
    if image_bgr.dtype != np.uint8 or image_bgr.ndim != 3 or image_bgr.shape[2] != 3 or image_bgr.size == 0:
        raise ValueError(f"expected a uint8 picture (height, width, 3), got {image_bgr.dtype} {image_bgr.shape}")
    picture = np.array(image_bgr, order="C")
    for face in faces:
        _draw_box(picture, face)
    # Labels come last, so that no other face's box runs through a text.
    rows, columns = picture.shape[:2]
    texts = [_texts_of(face, picture) for face in faces]
    sizes = [[text.plate_wh for text in of_face] for of_face in texts]
    places = place_labels(sizes, [face.box_xywh for face in faces], (columns, rows))
    for face, of_face, (number, left, top) in zip(faces, texts, places, strict=True):
        _draw_label(picture, face, of_face[number], (left, top))
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


def _draw_box(picture: NDArray[np.uint8], face: FaceResult) -> None:
    x, y, width, height = face.box_xywh
    line = max(1, int(min(min(picture.shape[:2]) / 240, width / 24) + 0.5))
    corners = (x, y), (x + width - 1, y + height - 1)
    # The dark rim keeps the box visible on a background of its own colour.
    cv2.rectangle(picture, *corners, _BLACK, line + 2 * max(1, line // 2))
    cv2.rectangle(picture, *corners, colour_bgr(face.label), line)


def _draw_label(picture: NDArray[np.uint8], face: FaceResult, text: _Text, left_top: tuple[int, int]) -> None:
    left, top = left_top
    width, height = text.plate_wh
    colour = COLOURS[face.label]
    cv2.rectangle(picture, (left, top), (left + width - 1, top + height - 1), _bgr(colour), cv2.FILLED)
    origin = (left + text.margin, top + text.margin + text.height)
    cv2.putText(picture, text.text, origin, _FONT, text.scale, _bgr(ink_on(colour)), text.stroke, cv2.LINE_AA)


def _texts_of(face: FaceResult, picture: NDArray[np.uint8]) -> list[_Text]:
    """Return what can be written at a face, the best first: its caption, only its label."""
    height = round(min(_TEXT_SHARE * min(picture.shape[:2]), _FACE_SHARE * face.box_xywh[2]))
    texts = dict.fromkeys((caption_of(face), face.label))
    return [_fit_text(text, max(_MIN_TEXT_HEIGHT, height), picture.shape[1]) for text in texts]


@lru_cache(maxsize=1024)
def _fit_text(text: str, height: int, columns: int) -> _Text:
    """Return a text of a height in pixels, or of a smaller one where it would be wider than the picture."""
    stroke = max(1, round(height / 12))
    scale = cv2.getFontScaleFromHeight(_FONT, height, stroke)
    (width, _), _ = cv2.getTextSize(text, _FONT, scale, stroke)
    scale *= min(1.0, columns * 0.9 / width)
    (width, height), descent = cv2.getTextSize(text, _FONT, scale, stroke)
    return _Text(text, scale, stroke, width, height, descent)


@cache
def _bgr(colour: str) -> Bgr:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return blue, green, red

"""Pictures as Qt has them, and as the content of files."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from fer_core.errors import DataError
from fer_core.results import BoxXywh

_MARGIN: Final = 0.25
"""So much of a box's size stands around a face that is cut out."""


def cut_out(picture: NDArray[np.uint8], box_xywh: BoxXywh, *, height: int) -> NDArray[np.uint8] | None:
    """Return a face with a margin, BGR of this height in pixels, None where the box is outside the picture."""
    x, y, box_width, box_height = box_xywh
    left, top = max(0, int(x - _MARGIN * box_width)), max(0, int(y - _MARGIN * box_height))
    face = picture[top : int(y + (1 + _MARGIN) * box_height), left : int(x + (1 + _MARGIN) * box_width)]
    if not face.size:
        return None
    size_wh = (max(1, round(height * face.shape[1] / face.shape[0])), height)
    return np.asarray(cv2.resize(face, size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def image_of(image_bgr: NDArray[np.uint8]) -> QImage:
    """Return a picture, BGR (height, width, 3), as one with memory of its own in the format that is painted fastest."""
    pixels = np.ascontiguousarray(image_bgr)
    height, width = pixels.shape[:2]
    shared = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888)
    return shared.convertToFormat(QImage.Format.Format_RGB32)


def bgr_of(image: QImage) -> NDArray[np.uint8]:
    """Return what ``image_of`` was made from, BGR uint8 (height, width, 3), or painted into since."""
    pixels = image.convertToFormat(QImage.Format.Format_BGR888)
    rows = np.frombuffer(pixels.constBits(), np.uint8).reshape(pixels.height(), pixels.bytesPerLine())
    return rows[:, : 3 * pixels.width()].reshape(pixels.height(), pixels.width(), 3).copy()


def png_of(image: QImage) -> bytes:
    """Return a picture as the content of a PNG file; raises DataError where that is impossible, as for an empty one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise DataError("A picture cannot be made into a PNG file ({reason}).", reason=writer.errorString())
    return bytes(buffer.data().data())

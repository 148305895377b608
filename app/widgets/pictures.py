"""Pictures as Qt has them, and as the content of files."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from fer_core.errors import DataError


def image_of(image_bgr: NDArray[np.uint8]) -> QImage:
    """Return a picture, BGR (height, width, 3), as one with memory of its own in the format that is painted fastest."""
    pixels = np.ascontiguousarray(image_bgr)
    height, width = pixels.shape[:2]
    shared = QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888)
    return shared.convertToFormat(QImage.Format.Format_RGB32)


def png_of(image: QImage) -> bytes:
    """Return a picture as the content of a PNG file; raises DataError where that is impossible, as for an empty one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise DataError("A picture cannot be made into a PNG file ({reason}).", reason=writer.errorString())
    return bytes(buffer.data().data())

"""Pictures as the content of files."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from fer_core.errors import DataError


def png_of(image: QImage) -> bytes:
    """Return a picture as the content of a PNG file; raises DataError where that is impossible, as for an empty one."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    if not writer.write(image):
        raise DataError("A picture cannot be made into a PNG file ({reason}).", reason=writer.errorString())
    return bytes(buffer.data().data())

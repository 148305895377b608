"""What people said and the model read, as a picture."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.look.theme import text_colour_on
from app.look.words import word_for
from app.widgets.pictures import png_of
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS

_CELL: Final = 110
_SIDE: Final = 240
_HEAD: Final = 100
_INK: Final = QColor("#30363c")
_GROUND: Final = QColor("#f3f4f5")
_FULL: Final = QColor("#0b5394")


def draw_confusion(counts: NDArray[np.int64], *, rows: str, columns: str) -> bytes:
    """Draw counts (7, 7) with shares of their rows, under the titles of rows and columns; PNG. Raises DataError."""
    side = len(EMOTIONS) * _CELL
    image = QImage(_SIDE + side + 8, _HEAD + side + 8, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    font = QFont(painter.font())
    font.setPixelSize(22)
    painter.setFont(font)
    painter.setPen(_INK)
    painter.drawText(QRectF(_SIDE, 0, side, _HEAD / 2), Qt.AlignmentFlag.AlignCenter, f"{columns} →")
    painter.drawText(QRectF(0, _HEAD / 2, _SIDE - 12, _HEAD / 2), Qt.AlignmentFlag.AlignCenter, f"{rows} ↓")
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    for number, emotion in enumerate(EMOTIONS):
        offset, word = number * _CELL, word_for(emotion)
        painter.setPen(_INK)
        head = QRectF(_SIDE + offset, _HEAD / 2, _CELL, _HEAD / 2)
        painter.drawText(head, Qt.AlignmentFlag.AlignCenter, word)
        beside = QRectF(0, _HEAD + offset, _SIDE - 12, _CELL)
        painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, word)
        for column in range(len(EMOTIONS)):
            cell = QRectF(_SIDE + column * _CELL, _HEAD + offset, _CELL - 3, _CELL - 3)
            _draw_cell(painter, cell, int(counts[number, column]), float(shares[number, column]))
    painter.end()
    return png_of(image)


def _draw_cell(painter: QPainter, cell: QRectF, count: int, share: float) -> None:
    mixed = (ground + share * (full - ground) for ground, full in zip(_rgb(_GROUND), _rgb(_FULL), strict=True))
    colour = QColor(*map(round, mixed))
    painter.fillRect(cell, colour)
    if count:
        painter.setPen(text_colour_on(colour))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, f"{count}\n{percent(share)}")


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()

"""Signs on the rail, drawn in the colours of the desktop."""

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

PaintIcon: TypeAlias = Callable[[QPainter], None]
"""Draws a sign, with the painter's pen, on a field of 28 by 28."""

_SIDE: Final = 28


def page_icon(paint: PaintIcon) -> QIcon:
    """Draw a sign in the text's colour, and in the highlighted text's where its button is pressed."""
    icon = QIcon()
    palette = QApplication.palette()
    icon.addPixmap(_drawn(paint, palette.color(QPalette.ColorRole.ButtonText)), QIcon.Mode.Normal, QIcon.State.Off)
    icon.addPixmap(_drawn(paint, palette.color(QPalette.ColorRole.HighlightedText)), QIcon.Mode.Normal, QIcon.State.On)
    return icon


def _drawn(paint: PaintIcon, ink: QColor) -> QPixmap:
    pixmap = QPixmap(2 * _SIDE, 2 * _SIDE)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    paint(painter)
    painter.end()
    return pixmap

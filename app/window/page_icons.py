"""Signs on the rail, drawn in the colours of the desktop."""

from collections.abc import Callable
from typing import Final, TypeAlias

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from app.look.theme import RECORDING

PaintIcon: TypeAlias = Callable[[QPainter], None]
"""Draws a sign, with the painter's pen, on a field of 28 by 28."""

_SIDE: Final = 28


def page_icon(paint: PaintIcon, *, has_dot: bool = False) -> QIcon:
    """Draw a sign in the text's colour, and in the highlighted text's where its button is pressed."""
    icon = QIcon()
    palette = QApplication.palette()
    icon.addPixmap(
        _drawn(paint, palette.color(QPalette.ColorRole.ButtonText), has_dot), QIcon.Mode.Normal, QIcon.State.Off
    )
    icon.addPixmap(
        _drawn(paint, palette.color(QPalette.ColorRole.HighlightedText), has_dot), QIcon.Mode.Normal, QIcon.State.On
    )
    return icon


def _drawn(paint: PaintIcon, ink: QColor, has_dot: bool) -> QPixmap:
    pixmap = QPixmap(2 * _SIDE, 2 * _SIDE)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    paint(painter)
    if has_dot:
        painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
        painter.setBrush(RECORDING)
        painter.drawEllipse(QPointF(22, 6), 5, 5)
    painter.end()
    return pixmap

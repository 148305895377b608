"""Colours, style and icon that work on light and dark desktops."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from fer_core.captions import ink_on
from fer_core.emotions import COLOURS, Label

VIDEO_BACKGROUND = QColor("#14171a")
VIDEO_TEXT = QColor("#f2f4f5")

_STYLE_SHEET = """
QComboBox { min-height: 30px; }
QToolButton { min-height: 26px; padding: 2px 8px; }
QToolButton { border: 1px solid palette(mid); border-radius: 6px; background: palette(button); }
QToolButton:disabled { color: palette(mid); }
QToolButton:hover { border-color: palette(highlight); }
QToolButton:focus { border: 2px solid palette(highlight); }
QToolButton:checked { background: palette(highlight); color: palette(highlighted-text); }
QLabel#heading { font-size: 17px; font-weight: 600; }
QLabel#dropHint { font-size: 15px; border: 2px dashed palette(mid); border-radius: 12px; }
QToolBar#rail { border: 0; padding: 6px 4px; spacing: 4px; }
QToolBar#rail QToolButton { min-width: 62px; padding: 6px 4px; border-color: transparent; background: transparent; }
QToolBar#rail QToolButton:checked { background: palette(highlight); }
QToolBar#rail QToolButton:hover { border-color: palette(highlight); }
QFrame#banner { border-radius: 6px; border: 1px solid rgba(0, 114, 178, 160); background: rgba(0, 114, 178, 40); }
QFrame#banner QToolButton { min-height: 20px; }
QFrame#banner[problem="true"] { border-color: rgba(213, 94, 0, 180); background: rgba(213, 94, 0, 45); }
"""


def apply_theme(app: QApplication) -> None:
    """Give the application its style, which follows the desktop's light or dark palette."""
    app.setStyle("Fusion")
    app.setStyleSheet(_STYLE_SHEET)
    app.setWindowIcon(app_icon())


_SCHEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def apply_colours(app: QApplication, theme: str) -> None:
    """Paint everything ``light``, ``dark`` or as the ``system`` does."""
    app.styleHints().setColorScheme(_SCHEMES[theme])


def label_colour(label: Label) -> QColor:
    """Return the colour that stands for an emotion, or for none, everywhere."""
    return QColor(COLOURS[label])


def text_colour_on(background: QColor) -> QColor:
    """Return black or white, whichever stands out more."""
    return QColor(ink_on(background.name()))


def app_icon() -> QIcon:
    """Draw the smiling face of the program's windows."""
    pixmap = QPixmap(128, 128)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(label_colour("happy"))
    painter.drawEllipse(QRectF(6, 6, 116, 116))
    painter.setBrush(VIDEO_BACKGROUND)
    for x in (38, 76):
        painter.drawEllipse(QRectF(x, 42, 14, 18))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(VIDEO_BACKGROUND, 9, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawArc(QRectF(34, 40, 60, 54), 200 * 16, 140 * 16)
    painter.end()
    return QIcon(pixmap)

"""Colours, style and icon that work on light and dark desktops."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from app.look.indicators import sign_path
from app.look.palettes import Role, has_high_contrast, is_dark, palette_of, recording_colours
from fer_core.captions import ink_on
from fer_core.emotions import COLOURS, Label

VIDEO_BACKGROUND = QColor("#14171a")
VIDEO_TEXT = QColor("#f2f4f5")

_STYLE_SHEET = """
QComboBox, QLineEdit, QAbstractSpinBox { min-height: 28px; border: 1px solid palette(mid); border-radius: 5px; }
QComboBox, QLineEdit, QAbstractSpinBox { padding: 0 6px; background: palette(base); color: palette(text); }
QLineEdit { placeholder-text-color: palette(placeholder-text); }
QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus { border: 2px solid palette(highlight); padding: 0 5px; }
QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled { background: palette(window); }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit { border: 0; padding: 0; min-height: 0; background: transparent; }
QAbstractSpinBox QLineEdit { padding: 0 5px; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox::down-arrow, QAbstractSpinBox::down-arrow { image: url("DOWN"); width: 14px; height: 14px; }
QAbstractSpinBox::up-arrow { image: url("UP"); width: 14px; height: 14px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; width: 24px; border: 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; width: 24px; border: 0; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid palette(mid); border-radius: 3px; }
QCheckBox::indicator { background: palette(base); }
QCheckBox::indicator:checked { background: palette(highlight); border-color: palette(highlight); image: url("TICK"); }
QCheckBox:focus { text-decoration: underline; }
QCheckBox::indicator:focus { border: 2px solid palette(highlight); }
QListView, QTableView, QPlainTextEdit { border: 1px solid palette(mid); border-radius: 5px; }
QListView:focus, QTableView:focus, QPlainTextEdit:focus { border: 2px solid palette(highlight); }
QComboBox QListView { border-radius: 0; }
QToolButton { min-height: 26px; padding: 2px 8px; }
QToolButton { border: 1px solid palette(mid); border-radius: 6px; background: palette(button); }
QToolButton:disabled { color: palette(mid); }
QToolButton:hover { border-color: palette(highlight); }
QToolButton:focus { border: 2px solid palette(highlight); }
QToolButton:checked { background: palette(highlight); color: palette(highlighted-text); }
QToolButton:checked:focus { border: 6px double palette(highlighted-text); border-radius: 0; padding: 0 3px; }
QPushButton { min-height: 26px; padding: 2px 12px; }
QLabel#heading { font-size: 17px; font-weight: 600; }
QLabel#hint { font-size: 12px; color: palette(placeholder-text); }
QLabel#dropHint { font-size: 15px; border: 2px dashed palette(mid); border-radius: 12px; }
QToolBar#rail { border: 0; padding: 6px 4px; spacing: 4px; }
QToolBar#rail QToolButton { min-width: 62px; padding: 6px 4px; border-color: transparent; background: transparent; }
QToolBar#rail QToolButton::menu-indicator { image: none; }
QToolBar#rail QToolButton:checked { background: palette(highlight); }
QToolBar#rail QToolButton:hover { border-color: palette(highlight); }
QToolBar#rail QToolButton:focus { border: 2px solid palette(highlight); }
QToolBar#rail QToolButton:checked:focus { border: 6px double palette(highlighted-text); border-radius: 0; }
QToolBar#rail QToolButton:checked:focus { padding: 1px 0; }
QFrame#pageFrame { border: 3px solid transparent; }
QFrame#pageFrame[recording="true"] { border-color: "RED"; }
QFrame#pageFrame[dropping="true"] { border: 3px dashed palette(highlight); }
QFrame#pageFrame[dropping="true"] QLabel#dropHint { border-color: palette(highlight); color: palette(highlight); }
QFrame#recordingBar { background: "RED"; }
QFrame#recordingBar QLabel { color: "ON_RED"; font-weight: 600; }
QLabel#recordingSign { background: "RED"; color: "ON_RED"; font-weight: 600; padding: 2px 8px; }
QFrame#card { border: 1px solid palette(mid); border-radius: 10px; background: palette(base); }
QFrame#cameraCard { border: 2px solid #d55e00; border-radius: 10px; background: palette(base); }
QFrame#cameraCard[good="true"] { border-color: #008a63; }
QLabel#cameraState { font-weight: 600; }
QToolButton#primary { background: palette(highlight); border-color: palette(highlight); }
QToolButton#primary { color: palette(highlighted-text); font-weight: 600; }
QToolButton#primary:focus { border: 6px double palette(highlighted-text); border-radius: 0; padding: 0 3px; }
QToolButton#record { background: "RED"; border-color: "RED"; color: "ON_RED"; font-weight: 600; }
QToolButton#record:hover { border: 2px solid palette(text); }
QToolButton#record:focus { border: 6px double "ON_RED"; border-radius: 0; padding: 0 3px; }
QToolButton#record:disabled { background: palette(button); border-color: palette(mid); color: palette(mid); }
QToolButton#key { padding: 2px 4px; }
QToolButton#legend { border-color: transparent; background: transparent; min-height: 18px; padding: 2px 4px; }
QToolButton#legend { color: palette(placeholder-text); text-decoration: line-through; }
QToolButton#legend:checked { text-decoration: none; }
QToolButton#legend:checked { background: transparent; color: palette(text); border-color: palette(mid); }
QToolButton#legend:focus { border: 2px solid palette(highlight); padding: 1px 3px; }
QFrame#banner { border-radius: 6px; border: 1px solid rgba(0, 114, 178, 160); background: rgba(0, 114, 178, 40); }
QFrame#banner QToolButton, QFrame#outputLine QToolButton { min-height: 20px; }
QFrame#outputLine QToolButton { padding: 1px 10px; }
QFrame#banner[problem="true"] { border-color: rgba(213, 94, 0, 180); background: rgba(213, 94, 0, 45); }
"""
"""How everything looks. On a filled button an edge in the colour of the fill would not be seen: the focus is a ring
inside, in the colour of the words, with square corners, as Qt breaks a double line where it is round."""

_HIGH_CONTRAST = """
QComboBox, QLineEdit, QAbstractSpinBox, QListView, QTableView, QPlainTextEdit { border: 2px solid palette(text); }
QComboBox, QLineEdit, QAbstractSpinBox { padding: 0 5px; }
QComboBox:focus, QLineEdit:focus, QAbstractSpinBox:focus { border: 3px solid palette(highlight); padding: 0 4px; }
QListView:focus, QTableView:focus, QPlainTextEdit:focus { border: 3px solid palette(highlight); }
QToolButton, QCheckBox::indicator { border: 2px solid palette(text); }
QToolButton:disabled, QCheckBox::indicator:disabled { border: 1px solid palette(mid); }
QToolButton:focus { border: 3px solid palette(highlight); }
QToolBar#rail QToolButton { border-color: palette(mid); }
QFrame#banner, QFrame#banner[problem="true"] { border: 2px solid palette(text); background: palette(base); }
QFrame#card { border: 2px solid palette(text); }
QToolButton#record { border: 2px solid palette(text); }
QPushButton { border: 2px solid palette(text); border-radius: 6px; background: palette(button); }
QPushButton:disabled { border: 1px solid palette(mid); }
QPushButton:focus { border: 3px solid palette(highlight); }
QProgressBar { border: 1px solid palette(text); background: palette(base); color: palette(text); text-align: center; }
QProgressBar::chunk { background: palette(highlight); }
QTabBar::tab { border: 1px solid palette(mid); padding: 4px 10px; }
QTabBar::tab:selected { background: palette(highlight); color: palette(highlighted-text); }
QTabBar::tab:focus { border: 2px solid palette(text); }
QHeaderView::section { border: 1px solid palette(mid); padding: 3px; background: palette(button); }
QSlider::groove:horizontal { height: 4px; background: palette(mid); }
QSlider::handle:horizontal { width: 12px; margin: -6px 0; border: 2px solid palette(text); }
QSlider::handle:horizontal { background: palette(button); }
QSlider::handle:horizontal:focus { background: palette(highlight); }
QScrollBar { background: palette(base); border: 1px solid palette(mid); }
QScrollBar:vertical { width: 14px; }
QScrollBar:horizontal { height: 14px; }
QScrollBar::handle { background: palette(mid); min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QLabel#hint { color: palette(text); }
"""
"""What is added where the palette has high contrast: edges in the words' colour, and no ground that is tinted."""


_INKS: Final = {"DOWN": Role.Text, "UP": Role.Text, "TICK": Role.HighlightedText}
"""The signs of the style sheet, and the colour of the palette that each goes with."""


def apply_theme(app: QApplication) -> None:
    """Give the application its style, which follows the desktop's light or dark palette."""
    app.setStyle("Fusion")
    restyle(app)
    app.setWindowIcon(app_icon())


_SCHEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def apply_colours(app: QApplication, theme: str, contrast: str = "system") -> None:
    """Paint everything ``light``, ``dark`` or as the ``system`` does, at once and whatever was painted before.

    ``contrast`` is ``high``, or as the ``system`` has it where Qt knows (from 6.10 on).
    """
    app.styleHints().setColorScheme(_SCHEMES[theme])
    # One that names no colour brings back the desktop's own, in place of what was chosen before.
    app.setPalette(QPalette())
    palette = app.palette()
    is_high = contrast == "high" or _wants_high_contrast(app)
    # Where the desktop has no colour schemes, as on plain X11, the hint is not heard.
    if theme != "system" or (is_high and not has_high_contrast(palette)):
        shown = ("dark" if is_dark(palette) else "light") if theme == "system" else theme
        app.setPalette(palette_of(shown, is_high=is_high))
    restyle(app)


def restyle(app: QApplication) -> None:
    """Let what exists follow a change of the palette: Qt computes its style sheet's colours only once."""
    palette = app.palette()
    sheet = _STYLE_SHEET + (_HIGH_CONTRAST if has_high_contrast(palette) else "")
    for name, role in _INKS.items():
        is_white = palette.color(role).lightness() > 127
        sheet = sheet.replace(f'"{name}"', f'"{sign_path(name.lower(), is_white=is_white)}"')
    for name, colour in zip(("RED", "ON_RED"), recording_colours(palette), strict=True):
        sheet = sheet.replace(f'"{name}"', colour.name())
    app.setStyleSheet(sheet)


def _wants_high_contrast(app: QApplication) -> bool:
    hints = app.styleHints()  # what it tells goes with it
    accessibility = getattr(hints, "accessibility", None)
    return accessibility is not None and accessibility().contrastPreference().name == "HighContrast"


def label_colour(label: Label) -> QColor:
    """Return the colour that stands for an emotion, or for none, everywhere."""
    return QColor(COLOURS[label])


def text_colour_on(background: QColor) -> QColor:
    """Return black or white, whichever stands out more."""
    return QColor(ink_on(background.name()))


def app_icon() -> QIcon:
    """Return the smiling face of the program's windows."""
    return QIcon(draw_app_icon(128))


def draw_app_icon(size: int) -> QPixmap:
    """Draw the smiling face, ``size`` pixels wide and high."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # It is drawn on a field of 128 by 128.
    painter.scale(size / 128, size / 128)
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
    return pixmap

"""Colours, style and icon that work on light and dark desktops."""

from typing import Final, TypeAlias

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from app.look.indicators import sign_path
from fer_core.captions import ink_on
from fer_core.emotions import COLOURS, Label

VIDEO_BACKGROUND = QColor("#14171a")
VIDEO_TEXT = QColor("#f2f4f5")
RECORDING = QColor("#c62828")
"""Stands for a recording that runs, everywhere; white on it has a contrast of 5.6."""

_STYLE_SHEET = """
QComboBox, QLineEdit, QAbstractSpinBox { min-height: 28px; border: 1px solid palette(mid); border-radius: 5px; }
QComboBox, QLineEdit, QAbstractSpinBox { padding: 0 6px; background: palette(base); color: palette(text); }
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
QPushButton { min-height: 26px; padding: 2px 12px; }
QLabel#heading { font-size: 17px; font-weight: 600; }
QLabel#hint { font-size: 12px; color: palette(placeholder-text); }
QLabel#dropHint { font-size: 15px; border: 2px dashed palette(mid); border-radius: 12px; }
QToolBar#rail { border: 0; padding: 6px 4px; spacing: 4px; }
QToolBar#rail QToolButton { min-width: 62px; padding: 6px 4px; border-color: transparent; background: transparent; }
QToolBar#rail QToolButton::menu-indicator { image: none; }
QToolBar#rail QToolButton:checked { background: palette(highlight); }
QToolBar#rail QToolButton:hover { border-color: palette(highlight); }
QFrame#pageFrame { border: 3px solid transparent; }
QFrame#pageFrame[recording="true"] { border-color: #c62828; }
QFrame#pageFrame[dropping="true"] { border: 3px dashed palette(highlight); }
QFrame#pageFrame[dropping="true"] QLabel#dropHint { border-color: palette(highlight); color: palette(highlight); }
QFrame#recordingBar { background: #c62828; }
QFrame#recordingBar QLabel { color: white; font-weight: 600; }
QFrame#card { border: 1px solid palette(mid); border-radius: 10px; background: palette(base); }
QToolButton#primary { background: palette(highlight); border-color: palette(highlight); }
QToolButton#primary { color: palette(highlighted-text); font-weight: 600; }
QToolButton#record { background: #c62828; border-color: #c62828; color: white; font-weight: 600; }
QToolButton#record:focus, QToolButton#record:hover { border: 2px solid palette(text); }
QToolButton#record:disabled { background: palette(button); border-color: palette(mid); color: palette(mid); }
QToolButton#key { padding: 2px 4px; }
QToolButton#legend { border-color: transparent; background: transparent; min-height: 18px; padding: 2px 4px; }
QToolButton#legend { color: palette(placeholder-text); text-decoration: line-through; }
QToolButton#legend:checked { text-decoration: none; }
QToolButton#legend:checked { background: transparent; color: palette(text); border-color: palette(mid); }
QFrame#banner { border-radius: 6px; border: 1px solid rgba(0, 114, 178, 160); background: rgba(0, 114, 178, 40); }
QFrame#banner QToolButton, QFrame#outputLine QToolButton { min-height: 20px; }
QFrame#outputLine QToolButton { padding: 1px 10px; }
QFrame#banner[problem="true"] { border-color: rgba(213, 94, 0, 180); background: rgba(213, 94, 0, 45); }
"""


Role: TypeAlias = QPalette.ColorRole

_INKS: Final = {"DOWN": Role.Text, "UP": Role.Text, "TICK": Role.HighlightedText}
"""The signs of the style sheet, and the colour of the palette that each goes with."""

_ROLES: Final = {
    Role.Window: ("#f3f4f5", "#26292c"),
    Role.WindowText: ("#16191b", "#eceeef"),
    Role.Base: ("#ffffff", "#1b1e20"),
    Role.AlternateBase: ("#f0f1f2", "#222527"),
    Role.Text: ("#16191b", "#eceeef"),
    Role.PlaceholderText: ("#63686c", "#9aa0a4"),
    Role.Button: ("#fafbfb", "#32363a"),
    Role.ButtonText: ("#16191b", "#eceeef"),
    Role.BrightText: ("#ffffff", "#ffffff"),
    Role.ToolTipBase: ("#ffffff", "#32363a"),
    Role.ToolTipText: ("#16191b", "#eceeef"),
    Role.Highlight: ("#0067a3", "#2f8fcf"),
    Role.HighlightedText: ("#ffffff", "#000000"),
    Role.Accent: ("#0067a3", "#2f8fcf"),
    Role.Link: ("#00609c", "#6db9ec"),
    Role.LinkVisited: ("#7b4a8b", "#c9a3d6"),
    Role.Light: ("#ffffff", "#4a4f54"),
    Role.Midlight: ("#e6e8ea", "#3b4044"),
    Role.Mid: ("#83888d", "#7d858b"),
    Role.Dark: ("#9a9fa3", "#15181a"),
    Role.Shadow: ("#6c7073", "#0c0e0f"),
}
"""The colours of both themes, light and dark."""


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


def apply_colours(app: QApplication, theme: str) -> None:
    """Paint everything ``light``, ``dark`` or as the ``system`` does, at once and whatever was painted before."""
    app.styleHints().setColorScheme(_SCHEMES[theme])
    # Where the desktop has no colour schemes, as on plain X11, the hint is not heard.
    app.setPalette(QPalette() if theme == "system" else palette_of(theme))
    restyle(app)


def restyle(app: QApplication) -> None:
    """Let what exists follow a change of the palette: Qt computes its style sheet's colours only once."""
    palette = app.palette()
    inks = {name: palette.color(role).lightness() > 127 for name, role in _INKS.items()}
    sheet = _STYLE_SHEET
    for name, is_white in inks.items():
        sheet = sheet.replace(f'"{name}"', f'"{sign_path(name.lower(), is_white=is_white)}"')
    app.setStyleSheet(sheet)


def palette_of(theme: str) -> QPalette:
    """Return the palette of the ``light`` or the ``dark`` theme."""
    palette = QPalette()
    for role, colours in _ROLES.items():
        palette.setColor(role, QColor(colours[theme == "dark"]))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor("#9a9a9a" if theme == "light" else "#7d7d7d"))
    return palette


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

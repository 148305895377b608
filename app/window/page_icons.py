"""Signs on the rail, drawn in the colours of the desktop."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication

from app.look.line_icons import PaintIcon, draw_lines
from app.look.palettes import recording_colours


def page_icon(paint: PaintIcon, *, has_dot: bool = False) -> QIcon:
    """Draw a sign in the text's colour, and in the highlighted text's where its button is pressed."""
    icon = QIcon()
    palette = QApplication.palette()
    inks = {QIcon.State.Off: QPalette.ColorRole.ButtonText, QIcon.State.On: QPalette.ColorRole.HighlightedText}
    for state, role in inks.items():
        pixmap = draw_lines(paint, palette.color(role))
        if has_dot:
            dot_recording(pixmap, recording_colours(palette)[0], side=28)
        icon.addPixmap(pixmap, QIcon.Mode.Normal, state)
    return icon


def dot_recording(pixmap: QPixmap, colour: QColor, *, side: int) -> None:
    """Put the dot of a recording onto a sign that is ``side`` pixels wide and high."""
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(side / 28, side / 28)
    painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(22, 6), 5, 5)
    painter.end()

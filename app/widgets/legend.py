"""Which line stands for which emotion, and which lines are shown."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.look.theme import label_colour
from app.look.words import word_for
from app.widgets.lines import line_style
from app.widgets.tool_button import tool_button
from fer_core.emotions import EMOTIONS, Emotion

_LINE = QSize(22, 12)


class Legend(QWidget):
    """A button for each emotion, with its line; one that is not pressed hides it."""

    hidden_changed = Signal(frozenset)
    """The emotions whose lines are hidden."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Emotion, QToolButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(2)
        for emotion in EMOTIONS:
            word = word_for(emotion)
            button = tool_button(word, self.tr("Show or hide the line of {emotion}").format(emotion=word))
            button.setObjectName("legend")
            button.setIcon(_line(emotion))
            button.setIconSize(_LINE)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setCheckable(True)
            button.setChecked(True)
            button.setMinimumWidth(0)
            button.toggled.connect(self.on_toggled)
            self.buttons[emotion] = button
            layout.addWidget(button)
        layout.addStretch(1)

    @Slot()
    def on_toggled(self) -> None:
        """Report what is hidden now."""
        self.hidden_changed.emit(frozenset(name for name, button in self.buttons.items() if not button.isChecked()))


def _line(emotion: Emotion) -> QIcon:
    pixmap = QPixmap(_LINE * 2)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(QPen(label_colour(emotion), 2.5, line_style(emotion)))
    middle = _LINE.height() / 2
    painter.drawLine(QPointF(0, middle), QPointF(_LINE.width(), middle))
    painter.end()
    return QIcon(pixmap)

"""What tells on every page that something is sent to other programs."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.pages.output.wording import sending_line
from app.services.outputs import Outputs
from app.widgets.tool_button import tool_button


class OutputLine(QFrame):
    """A line at the foot of the window that says to whom is sent, as long as anything is on, or why it could not be."""

    asked = Signal()
    """The user wants to see the page on which it is switched."""

    def __init__(self, outputs: Outputs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outputLine")
        self._outputs = outputs
        self.label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.label.setAccessibleName(self.tr("Output"))
        self.show_page = tool_button(self.tr("Output…"), self.tr("See or change what is sent to other programs"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 2, 14, 6)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.show_page)
        self.show_page.clicked.connect(self.asked)
        outputs.changed.connect(self.on_changed)
        self.hide()

    def set_leads(self, leads: bool) -> None:
        """Lead to the page, unless it is in front."""
        self.show_page.setVisible(leads)

    @Slot()
    def on_changed(self) -> None:
        """Show to whom is sent, or why not."""
        line = sending_line(self._outputs)
        self.label.setText(line)
        self.setVisible(bool(line))

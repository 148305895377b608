"""The buttons that record and set markers."""

from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.look.clock import clock
from app.pages.live.recording_model import RecordingModel
from app.widgets.tool_button import make_room, relabel, tool_button

_DOT = 14


class RecordControls(QWidget):
    """Shows a ``RecordingModel``: a red button with the time recorded, and a button that sets and counts markers."""

    def __init__(self, model: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.record = tool_button(self.tr("Record"), "", Qt.Key.Key_R)
        self.record.setObjectName("record")
        self.record.setIcon(_dot())
        self.record.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        make_room(self.record, self.tr("Record"), self._stop_text(59 * 60))
        self.marker = tool_button(
            self.tr("Marker"), self.tr("Mark this moment of the recording with the next number (K)"), Qt.Key.Key_K
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.record)
        layout.addWidget(self.marker)
        self.record.clicked.connect(model.toggle)
        self.marker.clicked.connect(model.mark)
        model.changed.connect(self.on_changed)
        self.on_changed()

    @Slot()
    def on_changed(self) -> None:
        """Show whether and for how long a recording runs."""
        model = self._model
        self.record.setEnabled(model.can_record)
        self.marker.setVisible(model.is_recording)
        relabel(self.record, self._stop_text(model.elapsed_s) if model.is_recording else self.tr("Record"))
        count = len(model.marks)
        relabel(self.marker, self.tr("Marker ({count})").format(count=count) if count else self.tr("Marker"))
        tip = self.tr("Stop recording (R)") if model.is_recording else self.tr("Record video and faces (R)")
        if model.is_blurred:
            tip += "\n" + self.tr("Faces in the video are made unrecognisable.")
        if model.dropped:
            tip += "\n" + self.tr("Pictures that came too fast to be written: {count}.").format(count=model.dropped)
        self.record.setToolTip(tip)
        self.record.setAccessibleName(tip)

    def _stop_text(self, elapsed_s: float) -> str:
        text = self.tr("Stop {time}, with sound") if self._model.is_heard else self.tr("Stop {time}")
        return text.format(time=clock(elapsed_s))


def _dot() -> QIcon:
    pixmap = QPixmap(2 * _DOT, 2 * _DOT)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawEllipse(QPointF(_DOT / 2, _DOT / 2), 5, 5)
    painter.end()
    return QIcon(pixmap)

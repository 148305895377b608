"""The buttons that record and set markers."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.look.clock import clock
from app.look.line_icons import draw_lines, paint_dot, paint_marker
from app.look.palettes import recording_colours
from app.pages.live.recording_model import RecordingModel
from app.widgets.tool_button import make_room, relabel, tool_button

_DOT: Final = 16


class RecordControls(QWidget):
    """Shows a ``RecordingModel``: a red button with the time recorded, and a button that sets and counts markers."""

    def __init__(self, model: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.record = tool_button(self.tr("Record"), "", Qt.Key.Key_R)
        self.record.setObjectName("record")
        self.record.setIconSize(QSize(_DOT, _DOT))
        self.record.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._draw_dot()
        make_room(self.record, self.tr("Record"), self._stop_text(59 * 60))
        self.marker = tool_button(
            self.tr("Marker"),
            self.tr("Mark this moment of the recording with the next number (K)"),
            Qt.Key.Key_K,
            sign=paint_marker,
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.record)
        layout.addWidget(self.marker)
        self.record.clicked.connect(model.toggle)
        self.marker.clicked.connect(model.mark)
        model.changed.connect(self.on_changed)
        self.on_changed()

    @property
    def widest(self) -> int:
        """How many pixels the buttons take while a recording runs."""
        return self.record.minimumWidth() + self.marker.minimumWidth()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the dot in other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw_dot()

    @Slot()
    def on_changed(self) -> None:
        """Show whether and for how long a recording runs."""
        model = self._model
        self.record.setEnabled(model.can_record)
        self.marker.setVisible(model.is_recording)
        relabel(self.record, self._stop_text(model.elapsed_s) if model.is_recording else self.tr("Record"))
        count = len(model.marks)
        relabel(self.marker, self.tr("Marker ({count})").format(count=count) if count else self.tr("Marker"))
        tip = self.tr("Record numbers, no picture (R)") if model.is_group else self.tr("Record video and faces (R)")
        tip = self.tr("Stop recording (R)") if model.is_recording else tip
        if model.is_blurred:
            tip += "\n" + self.tr("Faces in the video are made unrecognisable.")
        if model.dropped:
            tip += "\n" + self.tr("Pictures that came too fast to be written: {count}.").format(count=model.dropped)
        self.record.setToolTip(tip)
        self.record.setAccessibleName(tip)

    def _draw_dot(self) -> None:
        palette = QApplication.palette()
        icon = QIcon(draw_lines(paint_dot, recording_colours(palette)[1], side=_DOT))
        icon.addPixmap(draw_lines(paint_dot, palette.color(QPalette.ColorRole.Mid), side=_DOT), QIcon.Mode.Disabled)
        self.record.setIcon(icon)

    def _stop_text(self, elapsed_s: float) -> str:
        text = self.tr("REC {time}, with sound · Stop") if self._model.is_heard else self.tr("REC {time} · Stop")
        return text.format(time=clock(elapsed_s))

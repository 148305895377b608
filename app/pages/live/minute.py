"""The live page's strip with the last minute of the chosen face."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.pages.live.history import SPAN_S
from app.pages.live.recording_model import RecordingModel
from app.pages.live.study import FaceStudy
from app.widgets.timeline import Mark, Timeline
from app.widgets.tool_button import tool_button


class MinuteStrip(QWidget):
    """The seven probabilities of the last 60 seconds, which can be held still while the video of a source goes on."""

    def __init__(self, study: FaceStudy, recording: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._study = study
        self._recording = recording
        self.timeline = Timeline()
        self.timeline.setToolTip(self.tr("Move the mouse over the lines to read values; colours are those of the bars"))
        self.hold = tool_button(
            self.tr("Hold"), self.tr("Hold the last minute still while the video goes on (H)"), Qt.Key.Key_H
        )
        self.hold.setCheckable(True)
        title = QHBoxLayout()
        title.addWidget(QLabel(self.tr("Last 60 seconds")), 1)
        title.addWidget(self.hold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(title)
        column.addWidget(self.timeline)
        study.source_forgotten.connect(partial(self.hold.setChecked, False))
        study.minute_changed.connect(self.on_minute_changed)
        recording.changed.connect(self.on_minute_changed)
        self.hold.toggled.connect(self.on_minute_changed)
        self.on_minute_changed()

    @Slot()
    def on_minute_changed(self) -> None:
        """Show the newest samples, unless the strip is held."""
        if not self.hold.isChecked():
            times_s, probabilities = self._study.history.series(self._study.face_id)
            self.timeline.show_series(times_s, probabilities, span_s=(-SPAN_S, 0.0))
            newest_s = self._study.history.newest_s
            self.timeline.show_marks([Mark(min(at_s - newest_s, 0.0), name) for at_s, name in self._recording.marks])

"""The row of controls above the video."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from app.look.line_icons import paint_mirror, paint_pause, paint_play, paint_snapshot
from app.pages.live.record_controls import RecordControls
from app.pages.live.recording_model import RecordingModel
from app.pages.live.view_model import LiveViewModel
from app.pages.live.wording import pause_caption, source_name
from app.services.phase import Phase
from app.widgets.source_picker import SourcePicker
from app.widgets.tool_button import relabel, tool_button

_PICKER_WIDTH: Final = 460


class LiveToolbar(QWidget):
    """Chooses the source, records it, holds and mirrors its picture, and keeps one.

    Where there is little room, the buttons that have signs show nothing else.
    """

    def __init__(self, model: LiveViewModel, recording: RecordingModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.picker = SourcePicker()
        self.picker.setMaximumWidth(_PICKER_WIDTH)
        self.record_controls = RecordControls(recording)
        self.pause = tool_button(
            pause_caption(Phase.PLAYING, is_paused=False),
            self.tr("Pause or resume (Space)"),
            Qt.Key.Key_Space,
            others=(pause_caption(Phase.PLAYING, is_paused=True), pause_caption(Phase.ENDED, is_paused=False)),
            sign=paint_pause,
        )
        self.mirror = tool_button(
            self.tr("Mirror"),
            self.tr("Exchange left and right of the picture (M)"),
            Qt.Key.Key_M,
            sign=paint_mirror,
        )
        self.mirror.setCheckable(True)
        self.snapshot = tool_button(
            self.tr("Snapshot"),
            self.tr("Keep this picture with its labels among your pictures (S)"),
            Qt.Key.Key_S,
            sign=paint_snapshot,
        )
        self._widths: dict[QToolButton, int] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.picker, 2)
        row.addStretch(1)
        row.addWidget(self.record_controls)
        for button in (self.pause, self.mirror, self.snapshot):
            row.addWidget(button)
        self._connect()
        self.on_state_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show words where they have room."""
        super().resizeEvent(event)
        buttons = (self.pause, self.mirror, self.snapshot)
        style = Qt.ToolButtonStyle
        if self.pause.toolButtonStyle() is style.ToolButtonTextBesideIcon:
            self._widths = {button: button.minimumWidth() for button in buttons}
        wanted = sum(self._widths.values()) + self.picker.sizeHint().width() + self.record_controls.widest
        is_narrow = event.size().width() < wanted + self.fontMetrics().averageCharWidth() * 12
        for button in buttons:
            button.setToolButtonStyle(style.ToolButtonIconOnly if is_narrow else style.ToolButtonTextBesideIcon)
            button.setMinimumWidth(0 if is_narrow else self._widths[button])

    def _connect(self) -> None:
        model = self._model
        model.state_changed.connect(self.on_state_changed)
        model.cameras_changed.connect(self.on_cameras_changed)
        self.picker.source_chosen.connect(model.open_source)
        self.picker.opened.connect(model.refresh_cameras)
        self.pause.clicked.connect(self.on_pause_clicked)
        self.mirror.clicked.connect(model.set_mirrored)
        self.snapshot.clicked.connect(model.take_snapshot)

    @Slot()
    def on_state_changed(self) -> None:
        """Show the source, and the switches as they stand."""
        model = self._model
        self.mirror.setChecked(model.is_mirrored)
        self.pause.setEnabled(model.phase not in (Phase.FAILED, Phase.OFF))
        self.snapshot.setEnabled(model.frame is not None and not model.study.is_group)
        stands_still = model.is_paused or model.phase is Phase.ENDED
        caption = pause_caption(model.phase, is_paused=model.is_paused)
        relabel(self.pause, caption, sign=paint_play if stands_still else paint_pause)
        self.picker.show_current(model.spec, source_name(model.state))

    @Slot()
    def on_cameras_changed(self) -> None:
        """List the cameras."""
        self.picker.show_cameras(self._model.cameras)

    @Slot()
    def on_pause_clicked(self) -> None:
        """Pause or go on."""
        self._model.set_paused(not self._model.is_paused)

"""The mini window: the video or the bars, small and above every other window."""

from typing import Final

from PySide6.QtCore import QByteArray, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QContextMenuEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QMenu, QSizeGrip, QStackedWidget, QVBoxLayout, QWidget

from app.look.clock import clock
from app.pages.live.recording_model import RecordingModel
from app.pages.live.view_model import LiveViewModel
from app.pages.live.wording import pause_caption, shown_names
from app.services.phase import Phase
from app.services.settings import Settings
from app.services.window_settings import MINI_GEOMETRY, MINI_SHOWS
from app.widgets.probability_bars import ProbabilityBars
from app.widgets.video_view import VideoView

_USUAL_WH: Final = (340, 255)
_LEAST_WH: Final = (250, 190)
_MARGIN: Final = 8


class MiniWindow(QWidget):
    """Shows a ``LiveViewModel`` without a frame; it is moved by what it shows, and its place and size are kept.

    Its menu opens with the right mouse button or the menu key, and each entry has a key of its own.
    """

    left = Signal()
    """The user wants the whole window again."""

    def __init__(self, model: LiveViewModel, recording: RecordingModel, settings: Settings) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self._model = model
        self._recording = recording
        self._settings = settings
        self.setWindowTitle(self.tr("Emolens, mini window"))
        self.setAccessibleName(self.windowTitle())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*_LEAST_WH)
        self.resize(*_USUAL_WH)
        self.video = VideoView()
        self.video.setMinimumSize(1, 1)
        self.bars = ProbabilityBars()
        self._views = QStackedWidget()
        self.sign = QLabel()
        self.sign.setObjectName("recordingSign")
        self._lay_out()
        self._make_actions()
        self._connect()
        self._show_chosen()
        self.on_state_changed()
        self.on_recording_changed()

    def show_again(self) -> None:
        """Come up where it was last, or to the front where it is."""
        if not self.isVisible():
            self.restoreGeometry(QByteArray.fromBase64(self._settings.get(MINI_GEOMETRY).encode()))
        self.show()
        # Of a picture that is held, or was the last, nothing more would be told.
        self.on_frame_changed()
        self.on_faces_changed()
        self.raise_()
        self.activateWindow()

    def keep_place(self) -> None:
        """Remember where it is."""
        self._settings.set(MINI_GEOMETRY, self.saveGeometry().toBase64().toStdString())

    def _lay_out(self) -> None:
        padded = QWidget()
        around = QVBoxLayout(padded)
        around.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        around.addWidget(self.bars)
        for view in (self.video, padded, self.sign):
            # The mouse moves the window.
            view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.sign)
        column.addWidget(self._views, 1)
        self._views.addWidget(self.video)
        self._views.addWidget(padded)
        self._grip = QSizeGrip(self)
        self._grip.resize(self._grip.sizeHint())
        self._grip.raise_()

    def _make_actions(self) -> None:
        self.switch = self._action("V", self.on_switched)
        self.pause = self._action("Space", self.on_paused)
        self.record = self._action("R", self._recording.toggle)
        self.marker = self._action("K", self._recording.mark)
        self.marker.setText(self.tr("Set a marker"))
        self.camera = self._action("C", self._model.switch_camera)
        self.back = self._action("D", self.close)
        self.back.setText(self.tr("Back to the window"))
        self.back.setShortcuts([QKeySequence("D"), QKeySequence("Esc")])
        self.menu = QMenu(self)
        self.menu.addActions([self.switch, self.pause, self.camera, self.record, self.marker])
        self.menu.addSeparator()
        self.menu.addAction(self.back)

    def _action(self, key: str, slot: object) -> QAction:
        action = QAction(self, shortcut=QKeySequence(key), autoRepeat=False)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def _connect(self) -> None:
        self._model.frame_changed.connect(self.on_frame_changed)
        self._model.faces_changed.connect(self.on_faces_changed)
        self._model.state_changed.connect(self.on_state_changed)
        self._model.status_changed.connect(self.bars.describe)
        self._recording.changed.connect(self.on_recording_changed)

    @Slot()
    def on_frame_changed(self) -> None:
        """Show the newest picture."""
        if self.isVisible():
            self.video.show_frame(None if self._model.study.hides_video else self._model.frame)

    @Slot()
    def on_faces_changed(self) -> None:
        """Show the newest faces, and the reading of the chosen one."""
        if not self.isVisible():
            return
        faces, chosen = self._model.faces, self._model.chosen_face
        names = shown_names(faces, self._model.study.names.by_id)
        self.video.show_faces(faces, chosen_id=chosen.face_id if chosen else None, names=names)
        is_certain = chosen is not None and not chosen.is_uncertain
        self.bars.show_probabilities(chosen.probabilities if chosen else None, has_winner=is_certain)

    @Slot()
    def on_state_changed(self) -> None:
        """Show what has become of the source."""
        model = self._model
        message = model.message
        if not message and model.study.hides_video:
            message = self.tr("Class view: the numbers are in the window.")
        is_paused = model.is_paused and not message
        self._show_chosen()
        self.video.set_mirrored(model.is_mirrored)
        self.video.show_message(message, badge=self.tr("Paused") if is_paused else "")
        self.pause.setText(pause_caption(model.phase, is_paused=model.is_paused))
        self.pause.setEnabled(model.phase not in (Phase.FAILED, Phase.OFF))
        self.camera.setText(self.tr("Camera on") if model.phase is Phase.OFF else self.tr("Camera off"))

    @Slot()
    def on_recording_changed(self) -> None:
        """Show that a recording runs, and for how long."""
        is_recording = self._recording.is_recording
        self.record.setEnabled(self._recording.can_record)
        self.record.setText(self.tr("Stop recording") if is_recording else self.tr("Record"))
        self.marker.setEnabled(is_recording)
        self.sign.setText(f"● {clock(self._recording.elapsed_s)}")
        self.sign.setAccessibleName(self.tr("Recording"))
        self.sign.setVisible(is_recording)

    @Slot()
    def on_switched(self) -> None:
        """Show the bars in place of the video, or the video again."""
        self._settings.set(MINI_SHOWS, "video" if self._settings.get(MINI_SHOWS) == "bars" else "bars")
        self._show_chosen()

    @Slot()
    def on_paused(self) -> None:
        """Pause or go on."""
        self._model.set_paused(not self._model.is_paused)

    def _show_chosen(self) -> None:
        is_group = self._model.study.is_group
        shows_bars = self._settings.get(MINI_SHOWS) == "bars" and not is_group
        self.switch.setEnabled(not is_group)
        self._views.setCurrentIndex(int(shows_bars))
        self.switch.setText(self.tr("Show the video") if shows_bars else self.tr("Show the bars"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move the window, as its frame would."""
        if event.button() is Qt.MouseButton.LeftButton and (handle := self.windowHandle()) is not None:
            handle.startSystemMove()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002
        """Go back to the window."""
        self.close()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open the menu, at the mouse or for its key."""
        self.menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the grip in its corner."""
        super().resizeEvent(event)
        self._grip.move(self.rect().bottomRight() - self._grip.rect().bottomRight())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Leave for the window, and remember the place."""
        self.keep_place()
        self.left.emit()
        super().closeEvent(event)

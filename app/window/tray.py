"""The icon among those of the system, where it has a place for them."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from app.look.clock import clock
from app.look.palettes import recording_colours
from app.look.theme import draw_app_icon
from app.pages.live.recording_model import RecordingModel
from app.pages.live.view_model import LiveViewModel
from app.pages.live.wording import pause_caption
from app.services.phase import Phase
from app.window.page_icons import dot_recording

_SIDE = 64


class Tray(QObject):
    """Shows and hides a window, records, pauses, switches the camera off and quits; its icon tells of a recording."""

    def __init__(
        self, window: QWidget, model: LiveViewModel, recording: RecordingModel, *, show: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._model = model
        self._recording = recording
        self._show = show
        self._is_dotted: bool | None = None
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu(window)
        self.show_or_hide = self._action(self.on_shown_or_hidden)
        self.record = self._action(recording.toggle)
        self.pause = self._action(self.on_paused)
        self.camera = self._action(model.switch_camera)
        self.menu.addSeparator()
        self.quit = self._action(self.on_quit)
        self.quit.setText(self.tr("Quit"))
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self.on_activated)
        self.menu.aboutToShow.connect(self.on_changed)
        model.state_changed.connect(self.on_changed)
        recording.changed.connect(self.on_changed)
        self.on_changed()

    def _action(self, slot: Callable[[], object]) -> QAction:
        action = self.menu.addAction("")
        action.triggered.connect(slot)
        return action

    @Slot()
    def on_changed(self) -> None:
        """Show how things stand."""
        model, recording = self._model, self._recording
        is_off = model.phase is Phase.OFF
        self.show_or_hide.setText(self.tr("Hide") if self._window.isVisible() else self.tr("Show"))
        self.record.setText(self.tr("Stop recording") if recording.is_recording else self.tr("Record"))
        self.record.setEnabled(recording.can_record)
        self.pause.setText(pause_caption(model.phase, is_paused=model.is_paused))
        self.pause.setEnabled(model.phase not in (Phase.FAILED, Phase.OFF))
        self.camera.setText(self.tr("Camera on") if is_off else self.tr("Camera off"))
        told = self.tr("Emolens records: {time}").format(time=clock(recording.elapsed_s))
        self.icon.setToolTip(told if recording.is_recording else "Emolens")
        if recording.is_recording != self._is_dotted:
            self._is_dotted = recording.is_recording
            self.icon.setIcon(_icon(has_dot=self._is_dotted))

    @Slot(QSystemTrayIcon.ActivationReason)
    def on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        """Show the window where the icon is pressed."""
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._show()

    @Slot()
    def on_shown_or_hidden(self) -> None:
        """Hide the window, which goes on with its work, or show it."""
        if self._window.isVisible():
            self._window.hide()
        else:
            self._show()
        self.on_changed()

    @Slot()
    def on_paused(self) -> None:
        """Pause or go on."""
        self._model.set_paused(not self._model.is_paused)

    @Slot()
    def on_quit(self) -> None:
        """Close the window, which may ask first and so has to be seen."""
        if self._recording.is_recording:
            self._show()
        self._window.close()


def _icon(*, has_dot: bool) -> QIcon:
    pixmap = draw_app_icon(_SIDE)
    if has_dot:
        dot_recording(pixmap, recording_colours(QApplication.palette())[0], side=_SIDE)
    return QIcon(pixmap)

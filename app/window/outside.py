"""What there is of Emolens beside its window: the mini window, the icon of the system, and other starts."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon, QWidget

from app.pages.live.recording_model import RecordingModel
from app.pages.live.view_model import LiveViewModel
from app.services.settings import Settings
from app.widgets.dialogs import ask_to_confirm
from app.window.mini import MiniWindow
from app.window.recent import short_name
from app.window.tray import Tray
from fer_core.passwords import without_passwords
from fer_core.sources import AUTO


class Outside(QObject):
    """Goes between a window and what is outside it.

    ``ends_recording`` tells whether a recording that runs would end if a source were opened.
    """

    source_chosen = Signal(object)
    """Another start has brought this source, and it is to be opened."""

    def __init__(
        self,
        window: QWidget,
        model: LiveViewModel,
        recording: RecordingModel,
        settings: Settings,
        *,
        ends_recording: Callable[[str], bool],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._recording = recording
        self._ends_recording = ends_recording
        self.mini = MiniWindow(model, recording, settings)
        self.mini.left.connect(self.come_back)
        # As a child of the window it would be minimised with it.
        window.destroyed.connect(self.mini.deleteLater)
        self.tray: Tray | None = None
        if QSystemTrayIcon.isSystemTrayAvailable():
            self.tray = Tray(window, model, recording, show=self.come_back)
            self.tray.icon.show()

    def shut(self) -> None:
        """Take all of it off the screen."""
        self.mini.blockSignals(True)
        if self.mini.isVisible():
            self.mini.close()
        if self.tray is not None:
            self.tray.icon.hide()

    @Slot()
    def come_back(self) -> None:
        """Bring the window to the front, wherever it was."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot()
    def on_mini_asked(self) -> None:
        """Show the mini window in place of the window."""
        self.mini.show_again()
        self._window.showMinimized()

    @Slot(object)
    def on_source_asked(self, spec: str) -> None:
        """Open what another start has brought; what would end a recording is asked about first."""
        if self.mini.isVisible():
            self.mini.close()
        self.come_back()
        if spec == AUTO:
            return
        if not (self._recording.is_recording and self._ends_recording(spec)):
            self.source_chosen.emit(spec)
            return
        name = short_name(without_passwords(spec))
        text = self.tr("A recording is running. Stop it and open {name}? What was recorded is kept.")
        ask_to_confirm(
            self._window,
            # Each has a question of its own: one that is asked again only comes to the front.
            self.tr("Open {name}").format(name=name),
            text.format(name=name),
            self.tr("Stop and open"),
            partial(self.source_chosen.emit, spec),
        )

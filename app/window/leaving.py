"""How a window is left: at once, after a question, or to be started again."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.pages.live.recording_model import RecordingModel
from app.widgets.dialogs import ask_to_confirm


class Leaving(QObject):
    """Closes a window; while a recording runs, the user is asked first, and it is finished."""

    def __init__(self, window: QWidget, recording: RecordingModel) -> None:
        super().__init__(window)
        self._window = window
        self._recording = recording
        self._is_decided = False
        self.wants_restart = False
        """Whether Emolens is to be started again once the window is closed."""

    def may_close(self) -> bool:
        """Tell whether the window may close now; where not, the user is asked."""
        if self._is_decided or not self._recording.is_recording:
            return True
        text = self.tr("A recording is running. Stop it and close Emolens? What was recorded is kept.")
        ask_to_confirm(self._window, self.tr("Close Emolens"), text, self.tr("Stop and close"), self.close_at_once)
        return False

    @Slot()
    def close_at_once(self) -> None:
        """Close without a question."""
        self._is_decided = True
        self._window.close()

    @Slot()
    def restart(self) -> None:
        """Close, to be started again."""
        if self._recording.is_recording:
            text = self.tr("A recording is running. Stop it and start Emolens again? What was recorded is kept.")
            yes = self.tr("Stop and start again")
            ask_to_confirm(self._window, self.tr("Start again"), text, yes, self.restart_at_once)
        else:
            self.restart_at_once()

    def restart_at_once(self) -> None:
        """Close without a question, to be started again."""
        self.wants_restart = True
        self.close_at_once()

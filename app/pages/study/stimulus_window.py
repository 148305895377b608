"""The second window, which shows a stimulus to the participant."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.look.words import sentence_for
from app.widgets.video_view import VideoView
from fer_core.errors import SourceError
from fer_core.sources.base import Frame
from fer_core.study.model import MarkerKey
from fer_core.study.presentation import StimulusPlayer

_TICK_MS: Final = 4
"""A quarter of a picture of 60 a second."""
_SIZE_WH: Final = (960, 540)


class StimulusWindow(QWidget):
    """Plays a stimulus, on another screen in full where there is one; it is gone once the stimulus is over.

    ``mark`` is called where one of ``keys`` is pressed here.
    """

    painted = Signal()
    """A picture came to the screen."""
    over = Signal()
    """The last picture has had its time."""
    given_up = Signal(str)
    """The window was closed, or Esc pressed; or the stimulus cannot go on, for this reason."""

    def __init__(
        self, beside: QWidget, player: StimulusPlayer, keys: Iterable[MarkerKey], mark: Callable[[MarkerKey], object]
    ) -> None:
        super().__init__(beside, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Stimulus"))
        self._beside = beside
        self._player = player
        self._frame: Frame | None = None
        self._is_done = False
        self.video = VideoView()
        # A participant presses nothing here.
        self.video.setToolTip("")
        self.video.painted.connect(self.on_painted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.video)
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.on_tick)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        for key in keys:
            shortcut = QShortcut(QKeySequence(key.key), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(mark, key))

    def play(self) -> None:
        """Come to the screen and begin."""
        others = [screen for screen in QGuiApplication.screens() if screen is not self._beside.screen()]
        if others:
            self.setGeometry(others[0].geometry())
            self.showFullScreen()
        else:
            self.resize(*_SIZE_WH)
            self.show()
        self._timer.start()

    def dismiss(self) -> None:
        """Close without a word: the recording has ended."""
        self._end()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that the stimulus was given up, unless it is over."""
        super().closeEvent(event)
        self._timer.stop()
        self._player.hush()
        if not self._is_done:
            self._is_done = True
            self.given_up.emit("")

    @Slot()
    def on_tick(self) -> None:
        """Show the picture that is due, if another one is."""
        try:
            frame = self._player.due()
        except SourceError as error:
            self._end()
            self.given_up.emit(sentence_for(error))
            return
        if frame is not None:
            self._frame = frame
            self.video.show_frame(frame)
        elif self._player.is_over:
            self._end()
            self.over.emit()

    @Slot()
    def on_painted(self) -> None:
        """Note when the picture was painted."""
        if self._frame is not None:
            self._player.note_painted(self._frame)
            self.painted.emit()

    def _end(self) -> None:
        self._is_done = True
        self._timer.stop()
        self.close()

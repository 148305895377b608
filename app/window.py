"""The main window, and running it."""

import sys

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from app.live.page import LivePage
from app.live.view_model import LiveViewModel
from app.theme import apply_theme
from fer_core.interrupts import handling_interrupts

_LONGEST_TIMER_MS = 2**31 - 1


class MainWindow(QMainWindow):
    """Emolens on the screen: starts to work once it is visible, and stops every thread when it is closed."""

    def __init__(self, source: str, *, view_model: LiveViewModel | None = None) -> None:
        super().__init__()
        self._source = source
        self._has_started = False
        self.view_model = view_model or LiveViewModel()
        self.view_model.setParent(self)
        self.page = LivePage(self.view_model)
        self.setCentralWidget(self.page)
        self.setWindowTitle("Emolens")
        self.setMinimumSize(680, 440)
        self.resize(1080, 680)
        for text, keys, slot in (
            ("Open file", QKeySequence(QKeySequence.StandardKey.Open), self.page.ask_for_file),
            ("Open folder", QKeySequence("Ctrl+Shift+O"), self.page.ask_for_folder),
            ("Open stream", QKeySequence("Ctrl+U"), self.page.ask_for_stream),
            ("Full screen", QKeySequence("F11"), self.on_full_screen),
            ("Quit", QKeySequence("Ctrl+Q"), self.close),
        ):
            action = QAction(text, self, shortcut=keys)
            action.triggered.connect(slot)
            self.addAction(action)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start the threads after the window has come to the screen."""
        super().showEvent(event)
        if not self._has_started:
            self._has_started = True
            QTimer.singleShot(0, self, self.on_shown)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Disappear at once, then wait for the threads."""
        self.hide()
        self.view_model.close()
        super().closeEvent(event)

    @Slot()
    def on_shown(self) -> None:
        """Open the first source, unless the window was closed at once."""
        if self.isVisible():
            self.view_model.start(self._source)

    @Slot()
    def on_full_screen(self) -> None:
        """Fill the screen, or return from it."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()


def run_window(source: str, *, seconds: float | None = None) -> int:
    """Show the window until it is closed, interrupted or ``seconds`` are over.

    Returns the exit status: 1 where the analysis failed.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Emolens")
    apply_theme(app)
    window = MainWindow(source)
    window.show()
    if seconds is not None:
        timer = QTimer(window, singleShot=True)
        timer.timeout.connect(window.close)
        timer.start(int(min(seconds * 1000, _LONGEST_TIMER_MS)))
    # Python hears of a signal whenever the view model's timer ticks.
    with handling_interrupts(lambda *_: window.close()):
        status = app.exec()
    window.close()
    has_failed = window.view_model.has_analysis_failed
    window.deleteLater()
    app.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    return status or int(has_failed)

"""Running the window."""

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app.i18n import install_language
from app.look.theme import apply_colours, apply_theme
from app.services.opening import OFF
from app.services.settings import LANGUAGE, THEME, Settings
from app.window.logs import logging_for_window
from app.window.problems import Problems
from app.window.window import MainWindow
from fer_core.terminal.interrupts import handling_interrupts

_LONGEST_TIMER_MS = 2**31 - 1

log = logging.getLogger(__name__)


def run_window(
    source: str, *, seconds: float | None = None, models: Path | None = None, serve: int | None = None
) -> int:
    """Show the window until it is closed, interrupted or ``seconds`` are over.

    Faces are read with the networks in folder ``models``, by default those of the settings.
    ``serve`` is the port of a WebSocket that is on from the start.
    Returns the exit status: 1 where the analysis failed, or where ``seconds`` were over without a picture.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Emolens")
    app.setDesktopFileName("emolens")
    settings = Settings(models=models)
    install_language(app, settings.get(LANGUAGE))
    apply_theme(app)
    apply_colours(app, settings.get(THEME))
    problems = Problems()
    with logging_for_window(problems) as log_path:
        window = MainWindow(source, settings=settings, problems=problems, log_path=log_path)
        if serve is not None:
            window.outputs.serve(serve)
        window.show()
        timer = QTimer(window, singleShot=True)
        timer.timeout.connect(window.close_at_once)
        if seconds is not None:
            timer.start(int(min(seconds * 1000, _LONGEST_TIMER_MS)))
        # Python hears of a signal whenever the view model's timer ticks. Closing is left to the event loop, which would
        # never end after a window that was closed before it began.
        with handling_interrupts(lambda *_: QTimer.singleShot(0, window.close_at_once)):
            status = app.exec()
        is_over = seconds is not None and not timer.isActive()
        window.close_at_once()
        has_failed = window.view_model.has_analysis_failed
        if is_over and window.view_model.spec != OFF and not window.view_model.has_shown_pictures:
            log.warning("no picture came from %s", window.view_model.spec)
            has_failed = True
        window.deleteLater()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    return status or int(has_failed)

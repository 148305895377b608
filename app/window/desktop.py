"""Running the window."""

import logging
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication

from app.i18n import install_language
from app.look.theme import apply_colours, apply_theme
from app.services.opening import OFF
from app.services.outside import start_again
from app.services.settings import Settings
from app.services.window_settings import CONTRAST, LANGUAGE, THEME
from app.window.instance import Instance, address_of, hand_over
from app.window.logs import logging_for_window
from app.window.problems import Problems
from app.window.window import MainWindow
from fer_core.terminal.interrupts import handling_interrupts
from fer_core.terminal.streams import tell

_LONGEST_TIMER_MS = 2**31 - 1

log = logging.getLogger(__name__)


def run_window(
    source: str,
    *,
    seconds: float | None = None,
    models: Path | None = None,
    serve: int | None = None,
    is_apart: bool = False,
) -> int:
    """Show the window until it is closed, interrupted or ``seconds`` are over.

    Faces are read with the networks in folder ``models``, by default those of the settings. ``serve`` is the port of a
    WebSocket that is on from the start. A window that is open already takes ``source`` instead, unless this one
    ``is_apart``, ends by itself, reads with other networks, or serves.
    Raises SourceError where that window could not open it.
    Returns the exit status: 1 where the analysis failed, or where ``seconds`` were over without a picture.
    """
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("Emolens")
    app.setDesktopFileName("emolens")
    settings = Settings(models=models)
    is_shared = not is_apart and seconds is None and models is None and serve is None
    # Before the window, which takes a while to build: whoever starts meanwhile finds somebody to wait for.
    address = address_of(settings)
    instance = Instance(address) if is_shared else None
    if instance is not None and instance.is_second and hand_over(address, source):
        tell("Emolens is open already, and its window has taken this over. Another one opens with --new-window.")
        return 0
    install_language(app, settings.get(LANGUAGE))
    apply_theme(app)
    apply_colours(app, settings.get(THEME), settings.get(CONTRAST))
    problems = Problems()
    with logging_for_window(problems) as log_path:
        window = MainWindow(source, settings=settings, problems=problems, log_path=log_path)
        # Qt itself ends with the last window that can be seen, but this one may be hidden.
        app.setQuitOnLastWindowClosed(False)
        end = partial(app.exit, 0)
        window.closed.connect(end)
        if instance is not None:
            instance.serve(window.outside.on_source_asked)
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
        # Told to end while it does not run, Qt would let no other event loop run either.
        window.closed.disconnect(end)
        is_over = seconds is not None and not timer.isActive()
        window.close_at_once()
        if instance is not None:
            instance.close()
        has_failed = window.view_model.has_analysis_failed
        if is_over and window.view_model.spec != OFF and not window.view_model.has_shown_pictures:
            log.warning("no picture came from %s", window.view_model.spec)
            has_failed = True
        wants_restart = window.leaving.wants_restart
        app.setQuitOnLastWindowClosed(True)
        window.deleteLater()
        app.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    if wants_restart:
        start_again()
    return status or int(has_failed)

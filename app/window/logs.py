"""What a window adds to the log: a file of its own, Qt's own words, and the way from failures to the user."""

import logging
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from app import __version__
from app.logs import logging_to_file
from app.services.folders import data_folder
from app.window.problems import ProblemHandler, Problems

_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.ERROR,
}

log = logging.getLogger("qt")


def log_folder() -> Path:
    """Return where the log is kept, beside other data of the user's on this computer."""
    return data_folder() / "logs"


@contextmanager
def logging_for_window(problems: Problems) -> Iterator[Path]:
    """Keep a log file, whose path it returns, log what Qt says, and report failures that nobody caught."""
    handler = ProblemHandler(problems)
    root = logging.getLogger()
    with logging_to_file(log_folder()) as path:
        root.addHandler(handler)
        previous = qInstallMessageHandler(_log_qt)
        system = (__version__, platform.python_version(), qVersion(), platform.platform())
        logging.getLogger(__name__).info("Emolens %s, Python %s, Qt %s, %s", *system)
        try:
            yield path
        finally:
            qInstallMessageHandler(previous)
            root.removeHandler(handler)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS[kind], "%s: %s", context.category or "default", message)

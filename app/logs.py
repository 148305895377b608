"""What goes to the terminal beside the program's own words, and to a file that explains failures afterwards."""

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from fer_core.passwords import without_passwords
from fer_core.rows.writing import make_private

LOG_FILE: Final = "emolens.log"

QUIET_S: Final = 60.0
"""Seconds in which the same failure is told only once: in a slot it may come with every picture."""

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_FILE_BYTES: Final = 1_000_000
_OLDER_FILES: Final = 2

log = logging.getLogger(__name__)


@contextmanager
def logging_to_terminal(*, verbose: bool) -> Iterator[None]:
    """Log warnings, or with ``verbose`` everything, to stderr, failures that nobody caught among them."""
    level = logging.DEBUG if verbose else logging.WARNING
    terminal = logging.StreamHandler()
    terminal.setLevel(level)
    terminal.setFormatter(_Discreet(_FORMAT))
    logging.basicConfig(level=level, handlers=[terminal])
    previous = sys.excepthook, threading.excepthook, sys.unraisablehook
    hooks = _Hooks()
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks.on_main, hooks.on_thread, hooks.on_unraisable
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook = previous


@contextmanager
def logging_to_file(folder: Path) -> Iterator[Path]:
    """Keep the last three megabytes of what happens in ``folder`` and return the file of the newest.

    Where it cannot be written, that is a warning and no more.
    """
    path = folder / LOG_FILE
    root = logging.getLogger()
    level = root.level
    handler: logging.Handler
    try:
        folder.mkdir(parents=True, exist_ok=True)
        make_private(folder)
        handler = _LogFile(path, maxBytes=_FILE_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
    except OSError as error:
        log.warning("no log is kept: %s", error)
        handler = logging.NullHandler()
    handler.setLevel(min(level, logging.INFO))
    handler.setFormatter(_Discreet(_FORMAT))
    root.addHandler(handler)
    root.setLevel(handler.level)
    try:
        yield path
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
        with suppress(OSError):  # what waits in memory may not fit on a full disk either
            handler.close()


class Repeats:
    """Tells what is new from what has been told within the last ``QUIET_S`` seconds of ``clock``."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._told: dict[object, float] = {}
        self._lock = threading.Lock()

    def is_new(self, key: object) -> bool:
        """Tell whether ``key`` should be told now."""
        now = self._clock()
        with self._lock:
            self._told = {key: told for key, told in self._told.items() if now - told < QUIET_S}
            if key in self._told:
                return False
            self._told[key] = now
            return True


class _Discreet(logging.Formatter):
    """Keeps passwords out of what is written."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line, or as several with its traceback."""
        return without_passwords(super().format(record))


class _LogFile(RotatingFileHandler):
    """A log file that only its owner reads; its troubles, such as a full disk or a second Emolens, disturb nobody."""

    def _open(self) -> TextIOWrapper:
        stream = super()._open()
        make_private(Path(self.baseFilename))
        return stream

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Lose the line."""


class _Hooks:
    """Logs, as critical, the failures that nobody caught; Python calls it for those in Qt's slots, too."""

    def __init__(self) -> None:
        self._repeats = Repeats()

    def on_main(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a failure of the main thread or of a slot."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._log(error.with_traceback(trace), "unexpected failure")

    def on_thread(self, args: threading.ExceptHookArgs) -> None:
        """Log what ended a thread."""
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._log(args.exc_value, f"unexpected failure in thread {args.thread.name if args.thread else '?'}")

    def on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        """Log a failure where Python has nobody to raise it to, as when an object is destroyed."""
        if args.exc_value is not None:
            self._log(args.exc_value, f"{args.err_msg or 'ignored failure'}: {args.object!r}")

    def _log(self, error: BaseException, message: str) -> None:
        if self._repeats.is_new(_place_of(error)):
            log.critical(message, exc_info=error)


def _place_of(error: BaseException) -> tuple[object, ...]:
    """Return the kind of a failure and the line that raised it; its words may differ from time to time."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return type(error), trace and (trace.tb_frame.f_code.co_filename, trace.tb_lineno)

"""What goes to the terminal beside the program's own words."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

log = logging.getLogger(__name__)


@contextmanager
def logging_to_terminal(*, verbose: bool) -> Iterator[None]:
    """Log warnings, or with ``verbose`` everything, to stderr, failures that nobody caught among them."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    previous, previous_in_threads = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = _log_failure, _log_failure_in_thread
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = previous, previous_in_threads


def _log_failure(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("unexpected failure", exc_info=(kind, error, trace))


def _log_failure_in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and args.exc_type is not SystemExit:
        name = args.thread.name if args.thread else "?"
        log.critical("unexpected failure in thread %s", name, exc_info=args.exc_value)

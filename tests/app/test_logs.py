import logging
import sys
import threading
from contextlib import contextmanager

import pytest

from app.logs import logging_to_terminal


@contextmanager
def fresh_logging(*, verbose):
    """As in a process of its own, without the handlers of pytest."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()
    try:
        with logging_to_terminal(verbose=verbose):
            yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)


@pytest.mark.parametrize(("verbose", "told"), [(False, False), (True, True)])
def test_only_verbose_tells_what_happens(verbose, told, capsys):
    with fresh_logging(verbose=verbose):
        logging.getLogger("emolens.test").info("opened the demo")
    assert ("opened the demo" in capsys.readouterr().err) is told


def test_failures_that_nobody_caught_are_logged(capsys):
    with fresh_logging(verbose=False):
        sys.excepthook(ValueError, ValueError("in the window"), None)
        thread = threading.Thread(target=lambda: 1 / 0, name="worker")
        thread.start()
        thread.join()
    err = capsys.readouterr().err
    assert "in the window" in err
    assert "thread worker" in err
    assert "ZeroDivisionError" in err


def test_the_hooks_are_put_back():
    before = sys.excepthook, threading.excepthook
    with logging_to_terminal(verbose=False):
        assert (sys.excepthook, threading.excepthook) != before
    assert (sys.excepthook, threading.excepthook) == before

import gc
import logging
import os
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.logs import QUIET_S, Repeats, logging_to_file, logging_to_terminal
from tests.systems import posix_only


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


def test_what_python_cannot_raise_is_logged_too(capsys):
    class Unlucky:
        def __del__(self):
            raise RuntimeError("while going away")

    with fresh_logging(verbose=False):
        thing = Unlucky()
        del thing
        gc.collect()
    err = capsys.readouterr().err
    assert "while going away" in err
    assert "Unlucky" in err


def test_a_failure_with_every_picture_is_logged_once(capsys):
    def fail(number):
        raise ValueError(f"picture {number}")

    with fresh_logging(verbose=False):
        for number in range(90):
            try:
                fail(number)
            except ValueError as error:
                sys.excepthook(ValueError, error, error.__traceback__)
        sys.excepthook(KeyError, KeyError("another"), None)
    err = capsys.readouterr().err
    assert err.count("Traceback") == 1
    assert "picture 0" in err
    assert "another" in err


def test_the_same_failure_is_told_again_after_a_while():
    now = [0.0]
    repeats = Repeats(clock=lambda: now[0])
    told = []
    for now[0] in (0.0, 1.0, QUIET_S - 1, QUIET_S, QUIET_S + 1):
        told.append(repeats.is_new("key"))
    assert told == [True, False, False, True, False]


def test_the_file_has_what_the_terminal_does_not_show(tmp_path, capsys):
    with fresh_logging(verbose=False), logging_to_file(tmp_path / "logs") as path:
        logging.getLogger("emolens.test").info("opened the demo")
    assert "opened the demo" in path.read_text("utf-8")
    assert capsys.readouterr().err == ""


def test_passwords_are_not_shown_on_the_terminal(capsys):
    with fresh_logging(verbose=False):
        logging.getLogger("emolens.test").warning("no picture came from %s", "rtsp://me:secret@door/live")
    assert "no picture came from rtsp://me:***@door/live" in capsys.readouterr().err


def test_passwords_are_not_written(tmp_path):
    with fresh_logging(verbose=False), logging_to_file(tmp_path) as path:
        logging.getLogger("emolens.test").info("The stream %s has stopped.", "rtsp://me:s3/cr:et@door:554/live")
        logging.getLogger("emolens.test").info("The stream %s has stopped.", "rtsp://door:554/live")
    text = path.read_text("utf-8")
    assert "s3" not in text
    assert "rtsp://me:***@door:554/live" in text
    assert "rtsp://door:554/live" in text


def test_the_files_never_take_more_than_three_megabytes(tmp_path):
    with fresh_logging(verbose=False), logging_to_file(tmp_path) as path:
        for _ in range(50):
            logging.getLogger("emolens.test").info("x" * 100_000)
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert len(sizes) == 3
    assert max(sizes) <= 1_000_000
    assert path.exists()


def test_a_folder_that_cannot_be_made_is_only_a_warning(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    with fresh_logging(verbose=False), logging_to_file(tmp_path / "file" / "logs"):
        logging.getLogger("emolens.test").info("lost")
    assert "no log is kept" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_disturbs_nobody(tmp_path, capsys):
    (tmp_path / "emolens.log").symlink_to("/dev/full")
    with fresh_logging(verbose=False), logging_to_file(tmp_path):
        logging.getLogger("emolens.test").info("lost")
    assert capsys.readouterr().err == ""


@posix_only
def test_the_log_is_its_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        with fresh_logging(verbose=False), logging_to_file(tmp_path / "logs") as path:
            logging.getLogger("emolens.test").warning("opened the demo")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700

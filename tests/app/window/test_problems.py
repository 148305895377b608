"""What goes wrong anywhere reaches the bar and the log, and the window goes on."""

import logging
import sys
import threading

import pytest
from PySide6.QtCore import QTimer, Slot, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app import __version__
from app.window.logs import log_folder, logging_for_window
from app.window.problem_bar import ProblemBar
from app.window.problems import Problem, ProblemQueue, Problems
from fer_core.errors import DataError
from tests.app.fakes import FakeSource, Opener
from tests.app.test_logs import fresh_logging


@pytest.fixture
def problems(qapp):
    return Problems()


@pytest.fixture
def bar(qtbot, problems, tmp_path):
    widget = ProblemBar(problems, log_path=tmp_path / "emolens.log")
    qtbot.addWidget(widget)
    widget.resize(700, 60)
    return widget


@pytest.fixture
def watched(problems):
    """Failures go the way that they go while the program runs."""
    with fresh_logging(verbose=False), logging_for_window(problems) as path:
        yield path


class Faulty(QPushButton):
    """A button whose slot fails."""

    def __init__(self):
        super().__init__()
        self.clicked.connect(self.on_clicked)

    @Slot()
    def on_clicked(self):
        raise ZeroDivisionError("by nothing")


def test_a_failing_slot_is_told_once_and_logged(qtbot, bar, watched):
    button = Faulty()
    qtbot.addWidget(button)
    for _ in range(30):
        button.click()
    assert bar.text == (
        "Something unexpected went wrong (ZeroDivisionError: by nothing). Emolens goes on; the details help to mend it."
    )
    assert bar._count.isHidden()
    assert "on_clicked" in bar._trace.toPlainText()
    assert watched.read_text("utf-8").count("Traceback") == 1


def test_failures_of_timers_and_threads_reach_the_bar(qtbot, bar, watched):
    QTimer.singleShot(0, lambda: {}["timer"])
    qtbot.waitUntil(lambda: "KeyError: 'timer'" in bar.text)
    bar.on_closed()
    thread = threading.Thread(target=lambda: {}["thread"])
    thread.start()
    qtbot.waitUntil(lambda: "KeyError: 'thread'" in bar.text)
    thread.join()


def test_an_expected_failure_keeps_its_own_words(bar, watched):
    sys.excepthook(DataError, DataError("The folder is empty. Choose another."), None)
    assert bar.text == "The folder is empty. Choose another."


def test_what_qt_complains_about_is_logged_and_not_shown(bar, watched):
    qWarning("a painter is not active")
    assert bar.isHidden()
    assert "WARNING qt: default: a painter is not active" in watched.read_text("utf-8")


def test_errors_that_a_page_tells_itself_stay_out_of_the_bar(bar, watched):
    try:
        raise ValueError("told elsewhere")
    except ValueError:
        logging.getLogger("app.pages.live").exception("analysis failed")
    assert bar.isHidden()
    assert "told elsewhere" in watched.read_text("utf-8")


def test_the_log_says_which_emolens_ran_where(watched):
    assert f"Emolens {__version__}, Python 3." in watched.read_text("utf-8")


def test_the_log_lies_in_the_users_data(tmp_path, qapp):
    assert log_folder().name == "logs"
    assert tmp_path in log_folder().parents


def test_problems_are_read_one_after_the_other(bar, problems):
    for text in ("One.", "Two.", "Two.", "Three."):
        problems.report(text)
    seen = []
    while bar.text:
        seen.append((bar.text, bar._count.text()))
        bar.on_closed()
    assert seen == [("One.", "1 of 3"), ("Two.", "2 of 3"), ("Three.", "3 of 3")]
    assert bar.isHidden()
    problems.report("Four.")
    assert (bar.text, bar._count.isHidden(), bar._expand.isHidden()) == ("Four.", True, True)


def test_the_details_unfold_and_can_be_copied(bar, problems, tmp_path):
    problems.report("Broken.", "Traceback …")
    assert bar._panel.isHidden()
    bar._expand.click()
    assert not bar._panel.isHidden()
    assert bar._trace.isReadOnly()
    bar.on_copied()
    assert QGuiApplication.clipboard().text() == "Broken.\n\nTraceback …"
    problems.report("Next.")
    bar.on_closed()
    assert bar._panel.isHidden()


def test_the_bar_is_above_every_page(make_window):
    window = make_window(Opener(FakeSource()))
    window.problems.report("Broken.", "Traceback …")
    for page in window.pages:
        window.show_page(page)
        assert window.problem_bar.isVisible()
        assert not page.isAncestorOf(window.problem_bar)


def test_the_queue_is_full_at_fifty():
    queue = ProblemQueue()
    for number in range(80):
        queue.add(Problem(f"Problem {number}."))
    assert queue.position == (1, 50)

import threading

import pytest
from PySide6.QtCore import QThread

from app.services.threads import Background, Threads
from app.window.logs import logging_for_window
from app.window.problems import Problems
from tests.app.test_logs import fresh_logging


@pytest.fixture
def background(qapp):
    result = Background(5.0)
    yield result
    result.close()


def test_a_thread_has_a_name_and_cannot_keep_the_program_from_ending(gate):
    threads = Threads(5.0)
    thread = threads.start("work", gate.wait)
    assert (thread.name, thread.daemon) == ("work", True)
    assert threads.is_running("work")
    assert not threads.is_running("other")
    gate.set()
    threads.close()
    assert not threads.is_running("work")


def test_threads_that_have_ended_are_forgotten(gate):
    threads = Threads(5.0)
    threads.start("short", lambda: None).join(5)
    long = threads.start("long", gate.wait)
    assert list(threads) == [long]
    gate.set()
    threads.close()


def test_threads_that_hang_hold_up_the_end_once_only_and_are_named(gate, caplog):
    threads = Threads(0.2)
    for name in ("a", "b", "c"):
        threads.start(name, gate.wait)
    closing = threading.Thread(target=threads.close)
    closing.start()
    closing.join(10)
    assert not closing.is_alive()
    assert [record.message for record in caplog.records] == [f"the thread {name} does not end" for name in "abc"]
    gate.set()


def test_what_work_returns_comes_to_the_windows_thread(background, qtbot):
    came = []

    def work():
        return threading.current_thread().name

    background.start("work", work, lambda name: came.append((name, QThread.currentThread())))
    qtbot.waitUntil(lambda: came != [])
    assert came == [("work", background.thread())]


def test_nothing_is_passed_on_after_the_end(background, qtbot, gate):
    came = []
    background.start("early", lambda: 1, came.append)
    background.start("late", gate.wait, came.append)
    gate.set()
    background.close()
    qtbot.wait(20)
    assert came == []


def test_work_that_fails_is_told_and_nothing_follows(background, qtbot):
    problems, told, came = Problems(), [], []
    problems.reported.connect(told.append)
    with fresh_logging(verbose=False), logging_for_window(problems):
        background.start("work", lambda: {}["missing"], came.append)
        qtbot.waitUntil(lambda: told != [])
    assert "KeyError: 'missing'" in told[0].text
    assert came == []

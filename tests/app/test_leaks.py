"""The leak check itself: a check that never fails proves nothing."""

import threading

from PySide6.QtCore import QTimer

from tests.app.leaks import active_qt_objects, running_threads


def test_a_running_thread_is_seen(gate):
    before = running_threads()
    thread = threading.Thread(target=gate.wait)
    thread.start()
    assert running_threads() - before == {thread}
    gate.set()
    thread.join()
    assert running_threads() == before


def test_an_active_timer_is_seen(qapp):
    timer = QTimer()
    assert active_qt_objects() == []
    timer.start(60_000)
    assert active_qt_objects() == [timer]
    timer.stop()

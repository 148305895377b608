"""Fixtures of the window's tests."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QLocale, QSettings

from app.look.theme import apply_theme
from app.pages.live.view_model import LiveViewModel
from app.services.settings import Settings
from app.services.window_settings import HAS_CHECKED_CAMERAS, IS_WELCOMED
from app.window.window import MainWindow
from tests.app.fakes import Opener, threads_maker
from tests.app.leaks import active_qt_objects, running_threads


@pytest.fixture(autouse=True)
def no_leaks(qapp):
    """Fail a test that leaves a thread or an active timer behind."""
    threads = running_threads()
    yield
    for thread in running_threads() - threads:
        thread.join(5)
    assert not running_threads() - threads, "threads are left"
    assert not active_qt_objects(), "timers are left"


@pytest.fixture
def qtbot(qtbot):
    """What is waited for has half a minute: a wait ends as soon as it may, so that only failures take so long."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=30_000))
    return qtbot


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    """Nothing that is written by default lands in the checkout."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def settings_of_its_own(tmp_path, monkeypatch):
    """No test reads or changes the settings and logs of whoever runs it, or those of another test."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    # What the command does in a process of its own follows these.
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def locale_put_back():
    """Numbers and months are written alike on every desktop, whatever language a test before has set."""
    before = QLocale()
    QLocale.setDefault(QLocale.c())
    yield
    QLocale.setDefault(before)


@pytest.fixture
def gate():
    """An event for fakes to wait for, set at the end so that no thread hangs."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def make_window(qtbot, qapp):
    """Return a function that shows the window on fakes."""
    apply_theme(qapp)

    windows = []

    def make(
        opener: Opener, *, source="camera:0", watchdog=None, is_welcomed=True, has_checked_cameras=True, **options
    ):
        model = LiveViewModel(make_threads=threads_maker(opener, **options), watchdog=watchdog)
        settings = Settings()
        settings.set(IS_WELCOMED, is_welcomed)
        settings.set(HAS_CHECKED_CAMERAS, has_checked_cameras)
        window = MainWindow(source, view_model=model, settings=settings)
        windows.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    for window in windows:
        window.close_at_once()
        window.deleteLater()
        # Left to the garbage collector, it would go in the middle of whatever Qt does then.
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)

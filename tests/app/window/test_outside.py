"""The mini window, the icon of the system, and starting again."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon

from app.services import outside as services
from app.services.group_settings import IS_GROUP_TOLD, SHOWS_GROUP, SHOWS_GROUP_VIDEO
from app.services.phase import Phase
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.window_settings import LANGUAGE, MINI_GEOMETRY, MINI_SHOWS
from app.window.mini import MiniWindow
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face

ON_TOP = Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.FramelessWindowHint


@pytest.fixture
def window(make_window, qtbot, tmp_path):
    window = make_window(Opener(FakeSource(fps=50.0)), analyzer=FakeAnalyzer([make_face()]))
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.recording.can_record and window.view_model.chosen_face is not None)
    return window


@pytest.fixture
def mini(window, qtbot):
    qtbot.keyClick(window.windowHandle(), Qt.Key.Key_D)
    mini = window.outside.mini
    qtbot.waitUntil(mini.isActiveWindow)
    return mini


def press(qtbot, mini, key):
    qtbot.keyClick(mini.windowHandle(), key)


def test_the_mini_window_is_above_all_others_and_takes_the_place_of_the_window(window, mini, qtbot):
    assert mini.windowFlags() & ON_TOP == ON_TOP
    assert window.isMinimized()
    qtbot.waitUntil(lambda: not mini.video._image.isNull())
    assert mini.video.isVisible()
    press(qtbot, mini, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.isActiveWindow() and not mini.isVisible())
    assert not window.isMinimized()


def test_in_the_class_view_it_says_where_the_numbers_are_and_shows_no_face(window, mini, qtbot):
    window.settings.set(MINI_SHOWS, "bars")
    window.settings.set(IS_GROUP_TOLD, True)
    window.settings.set(SHOWS_GROUP, True)
    assert mini.video.isVisible()
    assert mini.video._image.isNull()
    assert mini.video._message == "Class view: the numbers are in the window."
    window.settings.set(SHOWS_GROUP_VIDEO, True)
    qtbot.waitUntil(lambda: not mini.video._image.isNull() and not mini.video._message)
    assert mini.video._faces == ()
    window.settings.set(SHOWS_GROUP, False)
    qtbot.waitUntil(lambda: mini.bars.isVisible() and mini.bars._probabilities is not None)


def test_a_picture_that_is_held_is_seen_in_it_at_once(window):
    window.view_model.set_paused(True)
    mini = window.outside.mini
    mini.show_again()
    # Nothing more comes of the source.
    assert not mini.video._image.isNull()
    assert mini.bars._probabilities is not None
    assert mini.pause.text() == "Resume"
    mini.close()


def test_it_stays_where_it_is_when_it_is_asked_for_again(mini):
    mini.setGeometry(60, 70, 310, 270)
    mini.show_again()
    assert mini.geometry().getRect() == (60, 70, 310, 270)


def test_it_shows_the_video_or_the_bars_and_remembers_which(window, mini, qtbot):
    press(qtbot, mini, Qt.Key.Key_V)
    assert mini.bars.isVisible()
    assert not mini.video.isVisible()
    qtbot.waitUntil(lambda: mini.bars._probabilities is not None)
    again = MiniWindow(window.view_model, window.recording, window.settings)
    assert again.bars.isVisibleTo(again)
    assert not again.video.isVisibleTo(again)
    again.deleteLater()
    press(qtbot, mini, Qt.Key.Key_V)
    assert window.settings.get(MINI_SHOWS) == "video"


def test_it_comes_up_where_it_was(window, mini, qtbot):
    mini.setGeometry(40, 50, 300, 260)
    press(qtbot, mini, Qt.Key.Key_D)
    qtbot.waitUntil(lambda: not mini.isVisible())
    kept = window.settings.get(MINI_GEOMETRY)
    again = MiniWindow(window.view_model, window.recording, window.settings)
    again.show_again()
    assert kept
    assert again.geometry().getRect() == (40, 50, 300, 260)
    again.left.connect(again.deleteLater)
    again.close()


def test_it_records_and_shows_that_and_sets_markers(window, mini, qtbot):
    assert not mini.sign.isVisible()
    press(qtbot, mini, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: window.recording.elapsed_s > 0.2)
    assert mini.sign.isVisible()
    assert mini.sign.text().startswith("● 0:0")
    press(qtbot, mini, Qt.Key.Key_K)
    assert len(window.recording.marks) == 1
    press(qtbot, mini, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: not window.recording.is_recording)
    assert not mini.sign.isVisible()
    press(qtbot, mini, Qt.Key.Key_Space)
    assert window.view_model.is_paused
    press(qtbot, mini, Qt.Key.Key_C)
    assert window.view_model.phase is Phase.OFF
    assert mini.camera.text() == "Camera on"
    assert not mini.pause.isEnabled()


def test_its_menu_opens_with_the_menu_key(mini):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), mini.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(mini, event)
    assert mini.menu.isVisible()
    assert all(action.text() and action.shortcut() for action in mini.menu.actions() if not action.isSeparator())
    mini.menu.close()


def test_closing_the_window_closes_the_mini_window(window, mini):
    window.close_at_once()
    window.close_at_once()
    assert not mini.isVisible()
    assert not window.isVisible()


@pytest.fixture
def tray(monkeypatch, make_window, qtbot, tmp_path):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    window = make_window(Opener(FakeSource(fps=50.0)))
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.recording.can_record)
    return window.outside.tray


def test_there_is_no_icon_where_the_system_has_no_place_for_it(window):
    assert window.outside.tray is None


def test_the_icon_shows_and_hides_the_window_which_goes_on(tray, qtbot):
    window = tray._window
    tray.show_or_hide.trigger()
    assert not window.isVisible()
    assert tray.show_or_hide.text() == "Show"
    shown = window.view_model.frame
    qtbot.waitUntil(lambda: window.view_model.frame is not shown)
    tray.on_activated(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()


def test_the_icon_records_and_tells_of_it(tray, qtbot):
    recording = tray._window.recording
    plain = tray.icon.icon().pixmap(64, 64).toImage()
    tray.record.trigger()
    qtbot.waitUntil(lambda: recording.elapsed_s > 0.2)
    assert tray.icon.icon().pixmap(64, 64).toImage() != plain
    assert tray.icon.toolTip().startswith("Emolens records: 0:0")
    assert tray.record.text() == "Stop recording"
    tray.record.trigger()
    assert not recording.is_recording
    assert tray.icon.icon().pixmap(64, 64).toImage() == plain


def test_the_icon_pauses_and_switches_the_camera(tray, qtbot):
    model = tray._window.view_model
    tray.pause.trigger()
    assert model.is_paused
    assert tray.pause.text() == "Resume"
    tray.camera.trigger()
    assert model.phase is Phase.OFF
    assert tray.camera.text() == "Camera on"
    assert not tray.pause.isEnabled()


def test_quitting_from_the_icon_asks_about_a_recording_in_the_window(tray, qtbot):
    window = tray._window
    tray.record.trigger()
    tray.show_or_hide.trigger()
    tray.quit.trigger()
    assert window.isVisible()
    (question,) = window.findChildren(QMessageBox)
    with qtbot.waitSignal(window.closed):
        next(button for button in question.buttons() if button.text() == "Stop and close").click()


def test_quitting_from_the_icon_ends_a_window_that_is_hidden(tray, qtbot):
    tray.show_or_hide.trigger()
    with qtbot.waitSignal(tray._window.closed):
        tray.quit.trigger()


def test_another_language_offers_a_new_start_and_taking_it_back_does_not(window):
    page = window.page_named("settings")
    window.show_page(page)
    assert not page.restart.isVisible()
    window.settings.set(LANGUAGE, "ko")
    assert page.restart.isVisible()
    window.settings.set(LANGUAGE, LANGUAGE.default)
    assert not page.restart.isVisible()


def test_starting_again_asks_about_a_recording_and_finishes_it(window, qtbot):
    window.recording.toggle()
    qtbot.waitUntil(lambda: window.recording.elapsed_s > 0.2)
    window.page_named("settings").restart.button.click()
    (question,) = window.findChildren(QMessageBox)
    assert window.recording.is_recording
    assert not window.leaving.wants_restart
    with qtbot.waitSignal(window.closed):
        next(button for button in question.buttons() if button.text() == "Stop and start again").click()
    assert window.leaving.wants_restart
    assert not window.recording.is_recording


@pytest.mark.parametrize("is_frozen", [False, True])
def test_it_is_started_again_with_the_same_arguments(monkeypatch, is_frozen):
    started = []
    monkeypatch.setattr(services.QProcess, "startDetached", lambda program, words: started.append((program, words)))
    monkeypatch.setattr(services.sys, "executable", "/a/program")
    monkeypatch.setattr(services.sys, "argv", ["emolens", "clip.mp4"])
    monkeypatch.setattr(services.sys, "orig_argv", ["python", "-m", "app", "clip.mp4"])
    monkeypatch.setattr(services.sys, "frozen", is_frozen, raising=False)
    services.start_again()
    assert started == [("/a/program", ["clip.mp4"] if is_frozen else ["-m", "app", "clip.mp4"])]

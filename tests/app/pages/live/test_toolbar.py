"""The controls around the video: their signs, and what is left of them where there is little room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication

from app.look.palettes import palette_of
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face

FACES = tuple(make_face(number, box_xywh=(10 * number, 10, 8, 8 + number)) for number in range(1, 7))
STYLE = Qt.ToolButtonStyle


@pytest.fixture
def window(make_window, qtbot):
    window = make_window(Opener(FakeSource()), analyzer=FakeAnalyzer(FACES))
    qtbot.waitUntil(lambda: window.view_model.chosen_face is not None)
    return window


def test_every_button_has_a_sign_that_goes_with_the_colours(window, qapp):
    page = window.live
    buttons = (page.pause, page.mirror, page.snapshot, page.timeline, page.mini, page.next_face)
    light = [button.icon().pixmap(18, 18).toImage() for button in buttons]
    assert len({bytes(image.constBits()) for image in light}) == len(buttons)
    before = qapp.palette()
    qapp.setPalette(palette_of("dark"))
    QApplication.processEvents()
    dark = [button.icon().pixmap(18, 18).toImage() for button in buttons]
    qapp.setPalette(before)
    assert all(one != other for one, other in zip(light, dark, strict=True))


def test_the_sign_of_pause_becomes_that_of_playing(window, qtbot):
    pause = window.live.pause
    before = pause.icon().pixmap(18, 18).toImage()
    pause.click()
    qtbot.waitUntil(lambda: window.view_model.is_paused)
    assert pause.icon().pixmap(18, 18).toImage() != before


def test_words_leave_where_there_is_no_room_and_come_back(window):
    page = window.live
    window.resize(1400, 720)
    QApplication.processEvents()
    assert page.snapshot.toolButtonStyle() is STYLE.ToolButtonTextBesideIcon
    width = page.snapshot.width()
    window.resize(760, 720)
    QApplication.processEvents()
    assert page.snapshot.toolButtonStyle() is STYLE.ToolButtonIconOnly
    assert page.snapshot.width() < width
    assert page.snapshot.accessibleName()
    window.resize(1400, 720)
    QApplication.processEvents()
    assert page.snapshot.toolButtonStyle() is STYLE.ToolButtonTextBesideIcon
    assert page.snapshot.width() == width


def test_the_next_face_says_which_of_how_many_it_is(window, qtbot):
    button = window.live.next_face
    qtbot.waitUntil(lambda: button.text() == "6 of 6")
    qtbot.keyClick(window, Qt.Key.Key_F)
    qtbot.waitUntil(lambda: button.text() == "1 of 6")


def test_a_low_window_has_no_strip_but_the_mini_window(window):
    page = window.live
    window.resize(1180, 720)
    QApplication.processEvents()
    assert page.minute.isVisible()
    window.resize(1180, 590)
    QApplication.processEvents()
    assert not page.minute.isVisible()
    assert not page.timeline.isVisible()
    assert page.mini.isVisible()
    window.resize(1180, 720)
    QApplication.processEvents()
    assert page.minute.isVisible()
    assert page.timeline.isChecked()


def test_a_key_that_is_held_presses_once(window):
    button = window.live.record_controls.record
    assert not button.findChild(QShortcut).autoRepeat()
    assert button.findChild(QShortcut).key().toString() == "R"

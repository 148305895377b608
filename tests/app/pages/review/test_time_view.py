"""Looking closer at the timelines, and playing faster or slower."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from app.pages.review.time_view import TimeView, zoomed
from tests.fer_core.recording.recordings import FPS


@pytest.mark.parametrize(
    ("span", "factor", "about", "wanted"),
    [
        ((0, 60), 0.5, 30, (15, 45)),
        ((0, 60), 0.5, 0, (0, 30)),
        ((0, 60), 0.5, 90, (30, 60)),
        ((15, 45), 2, 30, (0, 60)),
        ((50, 60), 2, 60, (40, 60)),
        ((10, 11), 0.1, 10.5, (10.25, 10.75)),
    ],
)
def test_the_moment_in_question_stays_where_it_is(span, factor, about, wanted):
    assert zoomed(span, (0, 60), factor, about_s=about) == pytest.approx(wanted)


def test_a_recording_shorter_than_the_shortest_stretch_is_shown_whole():
    assert zoomed((0, 0.2), (0, 0.2), 0.5, about_s=0.1) == (0, 0.2)


def test_the_moment_that_is_shown_is_kept_in_sight_but_looking_elsewhere_is_allowed():
    view = TimeView()
    view.begin(60.0)
    view.zoom(2, about_s=0.0)
    assert view.span_s == (0.0, 15.0)
    view.follow(20.0)
    assert view.span_s == pytest.approx((18.5, 33.5))
    view.move_to(45.0)
    view.follow(20.0)
    assert view.span_s == (45.0, 60.0)
    view.show_whole()
    assert view.is_whole


@pytest.fixture
def page(empty_page, folder, qtbot):
    empty_page.resize(1000, 640)
    empty_page.open_recording(folder)
    qtbot.waitUntil(lambda: empty_page.model.frame is not None)
    return empty_page


def wait_for_length(qtbot, page, seconds):
    qtbot.waitUntil(lambda: page.model.view.length_s == pytest.approx(seconds, abs=0.02))


def test_keys_buttons_and_the_wheel_zoom_the_timelines(page, qtbot):
    timeline, bar = page.faces.rows[0].timeline, page.time_bar
    assert not bar.zoom_out.isEnabled()
    for key, length_s in ((Qt.Key.Key_Plus, 1.5), (Qt.Key.Key_Equal, 0.75)):
        qtbot.keyClick(page, key)
        wait_for_length(qtbot, page, length_s)
    assert timeline._span_s == page.model.view.span_s
    bar.scroll_bar.setValue(1000)
    assert timeline._span_s[0] == pytest.approx(1.0)
    page.grab()
    qtbot.keyClick(page, Qt.Key.Key_Minus)
    wait_for_length(qtbot, page, 1.5)
    place = QPointF(timeline.rect().center())
    turn = QWheelEvent(
        place, timeline.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(timeline, turn)
    wait_for_length(qtbot, page, 0.75)
    qtbot.keyClick(page, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.model.view.is_whole)
    page.model.show_frame(59)
    qtbot.keyClick(page, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: timeline._span_s[1] == page.model.view.whole_s[1])


def test_pictures_are_held_for_as_long_as_the_speed_says(page, qtbot, monkeypatch):
    held = []
    monkeypatch.setattr("app.pages.review.player.Pacer.hold", lambda _, time_s: held.append(time_s))
    page.model.set_speed(2.0)
    page.model.set_playing(True)
    qtbot.waitUntil(lambda: not page.model.is_playing)
    steps = np.diff(held)
    assert steps == pytest.approx(1 / FPS / 2)


def test_nothing_of_the_timelines_is_shown_while_nothing_is_open(page, qtbot, folder):
    qtbot.waitUntil(lambda: bool(page.model.library.entries))
    assert page.lanes.isVisible()
    page.model.remove_recording(next(e for e in page.model.library.entries if e.folder == folder))
    assert not page.lanes.isVisible()


def test_the_keys_choose_the_speed_and_another_recording_keeps_it(page, qtbot, folder):
    qtbot.keyClick(page, Qt.Key.Key_Greater)
    qtbot.keyClick(page, Qt.Key.Key_Greater)
    qtbot.keyClick(page, Qt.Key.Key_Greater)
    assert page.transport.speed.currentText() == "4×"
    page.open_recording(folder)
    qtbot.waitUntil(lambda: page.model.tasks.progress is None)
    assert page.model._player._speed == 4.0
    for _ in range(5):
        qtbot.keyClick(page, Qt.Key.Key_Less)
    assert page.model._player._speed == 0.25

"""The review page, used with mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton

from app.widgets.axes import tick_text
from fer_core.recording.edits import Marker
from fer_core.recording.reader import open_recording
from tests.app.pages.review.helpers import wait_for_frame
from tests.fer_core.recording.recordings import record


def test_the_keyboard_plays_steps_and_jumps(page, qtbot):
    for key, modifier, number in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 21),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 20),
        (Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, 40),
        (Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, 20),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 0),
    ):
        qtbot.keyClick(page, key, modifier)
        wait_for_frame(qtbot, page.model, number)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.model.is_playing and page.transport.play.text() == "Pause")
    qtbot.keyClick(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.model.is_playing and page.transport.play.text() == "Play")


def test_k_marks_the_moment_that_is_shown(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_Right)
    wait_for_frame(qtbot, page.model, 1)
    qtbot.keyClick(page, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: page.model.edits.markers[0] == Marker(0.05, "1"))
    assert page.panel.markers.item(0).text() == "0:00  1"


def test_typing_a_note_does_nothing_else_and_is_kept(page, qtbot, marked):
    assert page.panel.notes.toPlainText() == "before"
    page.panel.notes.setFocus()
    page.panel.notes.selectAll()
    qtbot.keyClicks(page.panel.notes, "k n p b")
    qtbot.waitUntil(lambda: page.model.edits.notes == "k n p b")
    assert len(page.model.edits.markers) == 2
    assert not page.model.is_playing
    qtbot.keyClicks(page.panel.notes, "!")
    page.shut()
    assert open_recording(marked).info.edits.notes == "k n p b!"


def test_the_timeline_scrubs_and_draws_a_range(page, qtbot):
    timeline = page.faces.rows[0].timeline
    qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline._plot().center().toPoint())
    qtbot.waitUntil(lambda: abs(page.model.frame.index - 30) <= 1)
    assert not page.time_bar.whole.isVisible()
    left, right = QPoint(timeline.width() // 4, 20), QPoint(timeline.width() * 3 // 4, 20)
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, left)
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, right)
    wanted = [timeline._time_at(place.x()) for place in (left, right)]
    assert page.model.range_s == pytest.approx(tuple(wanted), abs=0.01)
    assert page.time_bar.whole.text() == f"{tick_text(wanted[0])} – {tick_text(wanted[1])}  ✕"
    page.time_bar.whole.click()
    assert page.model.range_s is None


def test_the_slider_scrubs_and_follows(page, qtbot):
    page.transport.slider.setValue(33)
    wait_for_frame(qtbot, page.model, 33)
    page.model.show_frame(50)
    qtbot.waitUntil(lambda: page.transport.slider.value() == 50)
    assert page.transport.time.text() == "0:02 / 0:03"


def test_markers_in_the_list_are_reached_renamed_and_removed(page, qtbot):
    markers = page.panel.markers
    assert [markers.item(row).text() for row in range(2)] == ["0:01  one", "0:02  two"]
    markers.itemClicked.emit(markers.item(1))
    wait_for_frame(qtbot, page.model, 40)
    markers.item(1).setText("0:02  better")
    qtbot.waitUntil(lambda: [marker.name for marker in page.model.edits.markers] == ["one", "better"])
    qtbot.waitUntil(lambda: markers.item(1).text() == "0:02  better")
    assert not page.panel.remove.isEnabled()
    markers.setCurrentRow(0)
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [marker.name for marker in page.model.edits.markers] == ["better"])


def test_before_anything_is_open_the_page_says_what_to_do(empty_page):
    page = empty_page
    assert "choose a recording" in page.video.accessibleDescription()
    assert not page.transport.isEnabled()
    assert not page.exports.button.isEnabled()


def test_leaving_the_page_holds_the_video(page):
    page.model.set_playing(True)
    page.leave()
    assert not page.model.is_playing


def test_notes_typed_while_another_recording_opens_are_kept(page, qtbot, marked, tmp_path):
    other = record(tmp_path / "recordings" / "other", 5)
    page.open_recording(other)
    page.panel.notes.setPlainText("just now")
    qtbot.waitUntil(lambda: page.model.recording.folder == other)
    assert page.panel.notes.toPlainText() == ""
    page.shut()
    assert open_recording(marked).info.edits.notes == "just now"


def test_notes_typed_while_the_same_recording_opens_again_are_kept(page, qtbot, marked):
    recording = page.model.recording
    page.open_recording(marked)
    page.panel.notes.setPlainText("just now")
    qtbot.waitUntil(lambda: page.model.recording.table is not recording.table)
    assert page.model.edits.notes == page.panel.notes.toPlainText() == "just now"


def test_an_edit_of_something_else_leaves_the_chosen_marker_alone(page):
    page.panel.markers.setCurrentRow(1)
    page.model.edit(page.model.edits.with_name(1, "Ben"))
    assert page.panel.markers.currentRow() == 1
    assert page.panel.remove.isEnabled()


def test_an_empty_name_leaves_a_marker_as_it_was(page, qtbot):
    markers = page.panel.markers
    markers.item(1).setText("")
    qtbot.waitUntil(lambda: markers.item(1).text() == "0:02  two")


def test_every_control_has_a_name_and_a_tip(page):
    for button in page.findChildren(QToolButton):
        # The arrows of a tool bar or an overflow are Qt's own.
        if button.text():
            assert button.toolTip() or button.parent() is page.banner
    for widget in (
        page.library.list,
        page.library.search,
        page.video,
        page.faces,
        page.transport.slider,
        page.panel.markers,
        page.panel.notes,
    ):
        assert widget.accessibleName()

"""Faces on the review page: their names, boxes, merging and shares."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from app.pages.live.names import FaceNames
from tests.app.pages.review.helpers import wait_for_frame
from tests.fer_core.recording.recordings import record


def test_a_face_gets_a_name_and_is_merged_and_separated(page, qtbot):
    row = page.faces.rows[1]
    row.name.setFocus()
    qtbot.keyClicks(row.name, "Ben")
    qtbot.keyClick(row.name, Qt.Key.Key_Return)
    assert page.model.edits.names == {2: "Ben"}
    row.on_menu()
    actions = row.menu_button.menu().actions()
    assert [action.text() for action in actions if action.text()] == ["Same person as Face 1, though seen together…"]
    row.merge_with(1)
    qtbot.waitUntil(lambda: [row.face_id for row in page.faces.rows] == [1])
    (row,) = page.faces.rows
    row.on_menu()
    row.menu_button.menu().actions()[-1].trigger()
    qtbot.waitUntil(lambda: [(row.face_id, row.name.text()) for row in page.faces.rows] == [(1, ""), (2, "Ben")])


def test_a_face_has_its_name_in_its_box(page, qtbot):
    model = page.model
    face_id = page.video._faces[0].face_id
    model.edit(model.edits.with_name(face_id, "Ada"))
    assert page.video._names[face_id] == "Ada"


def test_boxes_can_be_hidden_and_are_where_the_video_has_its_own(page, qtbot, tmp_path):
    assert len(page.video._faces) == 2
    qtbot.keyClick(page, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: len(page.video._faces) == 0)
    annotated = record(tmp_path / "recordings" / "annotated", settings={"recording/annotated": True})
    page.open_recording(annotated)
    qtbot.waitUntil(lambda: page.model.recording.folder == annotated)
    assert not page.boxes.isChecked()


def test_faces_can_be_told_by_picture_and_number(page, qtbot):
    row = page.faces.rows[1]
    qtbot.waitUntil(lambda: not row.crop.icon().isNull(), timeout=10_000)
    assert page.video._names == {1: "Face 1", 2: "Face 2"}
    row.crop.click()
    assert page.model.chosen_id == 2
    assert page.video._chosen_id == 2
    assert row.crop.isChecked()
    row.crop.click()
    assert page.model.chosen_id is None


def test_people_who_are_seen_together_are_merged_only_when_that_is_confirmed(page, qtbot):
    row = page.faces.rows[0]
    row.on_menu()
    (action,) = (action for action in row.menu_button.menu().actions() if action.text())
    assert action.text() == "Same person as Face 2, though seen together…"
    for answer, merged in (("Cancel", {}), ("Merge", {1: 2})):
        action.trigger()
        question = next(box for box in page.window().findChildren(QMessageBox) if box.isVisible())
        assert "seen in the same pictures" in question.text()
        next(button for button in question.buttons() if button.text().replace("&", "") == answer).click()
        assert page.model.edits.merged == merged


def test_names_and_titles_are_shown_to_the_letter(page, qtbot):
    page.model.edit(page.model.edits.with_name(2, "<b>A & B").with_title("<i>Lesson"))
    row = page.faces.rows[0]
    row.on_menu()
    (action,) = (action for action in row.menu_button.menu().actions() if action.text())
    assert action.text() == "Same person as <b>A && B, though seen together…"
    action.trigger()
    question = next(box for box in page.window().findChildren(QMessageBox) if box.isVisible())
    assert "<b>A & B are seen" in question.text()
    plain = Qt.TextFormat.PlainText
    assert [label.textFormat() for label in (question, page.title, page.progress.text)] == [plain] * 3


def test_rows_take_no_more_room_than_they_need(page, qtbot):
    tall = page.splitter.sizes()[1]
    page.faces.rows[0].merge_with(2)
    qtbot.waitUntil(lambda: len(page.faces.rows) == 1)
    qtbot.waitUntil(lambda: page.splitter.sizes()[1] < tall)


def test_in_and_out_choose_a_range_of_which_the_shares_are(page, qtbot):
    words = page.faces.rows[0].summary.text()
    assert words.startswith("3.0 s")
    page.model.show_frame(20)
    wait_for_frame(qtbot, page.model, 20)
    qtbot.keyClick(page, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: page.model.range_s == (1.0, page.model.recording.duration_s))
    page.model.show_frame(40)
    wait_for_frame(qtbot, page.model, 40)
    qtbot.keyClick(page, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: page.model.range_s == (1.0, 2.0))
    assert page.faces.rows[0].summary.text().startswith("1.0 s")
    page.time_bar.whole.click()
    assert page.faces.rows[0].summary.text() == words


def test_lines_are_hidden_by_the_legend_and_stay_so(page, qtbot):
    page.legend.buttons["happy"].click()
    assert {row.timeline._hidden for row in page.faces.rows} == {frozenset({"happy"})}
    page.faces.on_faces_changed()
    assert {row.timeline._hidden for row in page.faces.rows} == {frozenset({"happy"})}
    page.legend.buttons["happy"].click()
    assert page.faces.rows[0].timeline._hidden == frozenset()


def test_a_long_name_is_cut_as_in_the_live_view_and_shown_from_its_beginning(page, qtbot):
    row = page.faces.rows[0]
    row.name.setFocus()
    qtbot.keyClicks(row.name, "  Anna " + "x" * 200)
    qtbot.keyClick(row.name, Qt.Key.Key_Return)
    names = FaceNames()
    names.give(1, "Anna " + "x" * 200)
    assert page.model.edits.names[1] == row.name.text()
    assert names.name_of(1).startswith(row.name.text())
    assert row.name.cursorPosition() == 0

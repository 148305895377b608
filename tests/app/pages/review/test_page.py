"""The review page, used with mouse and keyboard."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QToolButton

from app.pages.live.names import FaceNames
from app.pages.review.page import ReviewPage
from app.pages.review.report_question import ReportQuestion
from app.services.notice import Action
from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings
from app.widgets.axes import tick_text
from fer_core.recording.edits import LONGEST_NOTES, MOST_EDITS, Edits, Marker
from fer_core.recording.reader import list_recordings, open_recording
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face
from tests.fer_core.recording.recordings import record

EDITS = Edits(markers=(Marker(1.0, "one"), Marker(2.0, "two")), notes="before")


@pytest.fixture
def folder(tmp_path):
    return record(tmp_path / "recordings" / "crossing", edits=EDITS)


@pytest.fixture
def empty_page(qtbot, tmp_path):
    """The page by itself."""
    settings = Settings(tmp_path / "settings.ini")
    settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    page = ReviewPage(settings)
    page.resize(900, 600)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    page.shut()
    page.close()
    page.deleteLater()


@pytest.fixture
def page(empty_page, folder, qtbot):
    """The page with a recording."""
    empty_page.open_recording(folder)
    qtbot.waitUntil(lambda: empty_page.model.frame is not None)
    return empty_page


def wait_for_frame(qtbot, page, number):
    qtbot.waitUntil(lambda: page.model.frame.index == number)


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
        wait_for_frame(qtbot, page, number)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.model.is_playing and page.transport.play.text() == "Pause")
    qtbot.keyClick(page, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.model.is_playing and page.transport.play.text() == "Play")


def test_k_marks_the_moment_that_is_shown(page, qtbot):
    qtbot.keyClick(page, Qt.Key.Key_Right)
    wait_for_frame(qtbot, page, 1)
    qtbot.keyClick(page, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: page.model.edits.markers[0] == Marker(0.05, "1"))
    assert page.panel.markers.item(0).text() == "0:00  1"


def test_typing_a_note_does_nothing_else_and_is_kept(page, qtbot, folder):
    assert page.panel.notes.toPlainText() == "before"
    page.panel.notes.setFocus()
    page.panel.notes.selectAll()
    qtbot.keyClicks(page.panel.notes, "k n p b")
    qtbot.waitUntil(lambda: page.model.edits.notes == "k n p b")
    assert len(page.model.edits.markers) == 2
    assert not page.model.is_playing
    qtbot.keyClicks(page.panel.notes, "!")
    page.shut()
    assert open_recording(folder).info.edits.notes == "k n p b!"


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
    wait_for_frame(qtbot, page, 33)
    page.model.show_frame(50)
    qtbot.waitUntil(lambda: page.transport.slider.value() == 50)
    assert page.transport.time.text() == "0:02 / 0:03"


def test_markers_in_the_list_are_reached_renamed_and_removed(page, qtbot):
    markers = page.panel.markers
    assert [markers.item(row).text() for row in range(2)] == ["0:01  one", "0:02  two"]
    markers.itemClicked.emit(markers.item(1))
    wait_for_frame(qtbot, page, 40)
    markers.item(1).setText("0:02  better")
    qtbot.waitUntil(lambda: [marker.name for marker in page.model.edits.markers] == ["one", "better"])
    qtbot.waitUntil(lambda: markers.item(1).text() == "0:02  better")
    assert not page.panel.remove.isEnabled()
    markers.setCurrentRow(0)
    qtbot.keyClick(page, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [marker.name for marker in page.model.edits.markers] == ["better"])


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


def texts_of(page):
    return [page.library.list.item(row).text() for row in range(page.library.list.count())]


def test_recordings_are_listed_with_picture_and_people_and_opened_by_the_keyboard(empty_page, folder, qtbot, tmp_path):
    page = empty_page
    other = record(tmp_path / "recordings" / "other", started_at="2026-11-22T09:00:00+01:00", source="Lecture")
    page.enter()
    wanted = ["Test\n2026-11-23 10:00  ·  0:03  ·  faces: 2", "Lecture\n2026-11-22 09:00  ·  0:03  ·  faces: 2"]
    qtbot.waitUntil(lambda: texts_of(page) == wanted, timeout=10_000)
    assert not page.library.list.item(0).icon().isNull()
    assert page.title.text() == "No recording is open"
    assert page.library.list.hasFocus()
    assert page.library.list.currentRow() == 0
    qtbot.keyClick(page.windowHandle(), Qt.Key.Key_Down)
    qtbot.keyClick(page.windowHandle(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.recording is not None and page.model.recording.folder == other)
    assert page.title.text() == "Lecture  ·  2026-11-22 09:00  ·  0:03  ·  faces: 2"
    assert page.library.list.currentRow() == 1
    assert [page.library.list.item(row).font().bold() for row in (0, 1)] == [False, True]


def test_what_is_opened_from_elsewhere_has_the_keys_and_is_chosen_in_the_list(empty_page, folder, qtbot, tmp_path):
    page = empty_page
    other = record(tmp_path / "recordings" / "other", started_at="2026-11-22T09:00:00+01:00")
    page.enter()
    page.open_recording(other)
    qtbot.waitUntil(lambda: page.model.recording is not None and len(texts_of(page)) == 2)
    assert page.hasFocus()
    assert page.library.list.currentRow() == 1
    page.enter()
    assert page.hasFocus(), "a recording is open"


def test_recordings_are_found_by_their_words(empty_page, folder, qtbot, tmp_path):
    page = empty_page
    record(tmp_path / "recordings" / "other", source="Lecture", edits=Edits(names={1: "Anna"}, notes="shy at first"))
    page.enter()
    qtbot.waitUntil(lambda: len(texts_of(page)) == 2)
    for words, count in (("anna", 1), ("shy lect", 1), ("2026-11-23", 2), ("nobody", 0), ("", 2)):
        page.library.search.setText(words)
        assert len(texts_of(page)) == count


def test_a_recording_gets_another_title(page, qtbot, folder):
    page.enter()
    qtbot.waitUntil(lambda: len(texts_of(page)) == 1)
    page.library.rename.click()
    page.library.findChild(QInputDialog).textValueSelected.emit("  First\tlesson ")
    assert page.title.text().startswith("First lesson  ·  ")
    assert texts_of(page)[0].startswith("First lesson\n")
    page.shut()
    assert open_recording(folder).info.edits.title == "First lesson"


def test_a_recording_is_deleted_unless_that_is_undone(page, qtbot, folder, monkeypatch):
    monkeypatch.setattr("app.pages.review.library.QFile.moveToTrash", lambda path: False)
    page.enter()
    qtbot.waitUntil(lambda: len(texts_of(page)) == 1)
    page.library.list.setCurrentRow(0)
    page.library.remove.click()
    assert texts_of(page) == []
    assert page.model.recording is None
    assert page.title.text() == "No recording is open"
    page.banner.buttons[Action.UNDO].click()
    assert len(texts_of(page)) == 1
    assert open_recording(folder).info.is_finished
    page.library.list.setCurrentRow(0)
    page.library.remove.click()
    page.banner.dismissed.emit()
    qtbot.waitUntil(lambda: not folder.exists())


def test_a_merge_changes_how_many_faces_the_list_tells(page, qtbot):
    page.enter()
    qtbot.waitUntil(lambda: texts_of(page) == ["Test\n2026-11-23 10:00  ·  0:03  ·  faces: 2"], timeout=10_000)
    page.model.edit(page.model.edits.with_merge(1, 2))
    assert texts_of(page) == ["Test\n2026-11-23 10:00  ·  0:03  ·  faces: 1"]


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
    wait_for_frame(qtbot, page, 20)
    qtbot.keyClick(page, Qt.Key.Key_I)
    qtbot.waitUntil(lambda: page.model.range_s == (1.0, page.model.recording.duration_s))
    page.model.show_frame(40)
    wait_for_frame(qtbot, page, 40)
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


def test_before_anything_is_open_the_page_says_what_to_do(empty_page):
    page = empty_page
    assert "choose a recording" in page.video.accessibleDescription()
    assert not page.transport.isEnabled()
    assert not page.exports.button.isEnabled()


def test_leaving_the_page_holds_the_video(page):
    page.model.set_playing(True)
    page.leave()
    assert not page.model.is_playing


def test_a_fresh_recording_is_opened_from_the_banner_in_the_smallest_window(make_window, qtbot, tmp_path):
    window = make_window(Opener(FakeSource(fps=30.0)), analyzer=FakeAnalyzer([make_face()]))
    window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
    qtbot.waitUntil(lambda: window.live.recording.can_record)
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: window.live.recording.elapsed_s > 0.3)
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text)
    window.live.banner.buttons[Action.REVIEW].click()
    qtbot.waitUntil(lambda: window.review.model.frame is not None)
    assert window.page is window.review
    assert window.review.model.recording.folder == list_recordings(tmp_path / "recordings")[0][0]
    window.resize(window.minimumSize())
    assert window.height() == 480
    assert window.review.minimumSizeHint().width() <= window.width() - window.review.x()


def dialog_of(page, button):
    getattr(page, button).click()
    return page.findChildren(QFileDialog)[-1]


def choose_export(page, text):
    next(action for action in page.exports.button.menu().actions() if action.text() == text).trigger()
    if (question := page.findChild(ReportQuestion)) is not None:
        question.accept()
    return page.findChildren(QFileDialog)[-1]


@pytest.mark.parametrize(("button", "chosen"), [("open", "."), ("open_video", "video.mp4")])
def test_buttons_ask_and_open_what_was_chosen(page, qtbot, folder, button, chosen):
    page.model._load = FakeAnalyzer
    recording = page.model.recording
    dialog = dialog_of(page, button)
    assert not dialog.isModal()
    dialog.fileSelected.emit(str(folder / chosen))
    dialog.close()
    qtbot.waitUntil(lambda: page.model.tasks.progress is None, timeout=10_000)
    assert page.model.recording is not recording


@pytest.mark.parametrize(
    ("text", "written"),
    [("Table…", "out.csv"), ("Report…", "out.html"), ("Video…", "out.mp4"), ("Video with boxes…", "out.mp4")],
)
def test_the_menu_asks_and_writes_what_was_chosen(page, qtbot, folder, text, written):
    dialog = choose_export(page, text)
    assert not dialog.isModal()
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.selectFile("out")
    assert dialog.selectedFiles() == [str(folder / written)]
    dialog.accept()
    qtbot.waitUntil((folder / written).exists, timeout=10_000)
    qtbot.waitUntil(lambda: page.model.tasks.progress is None, timeout=10_000)


def test_title_and_author_of_a_report_are_asked_for_and_the_author_is_remembered(page, qtbot, folder):
    page.model.give_title("Lesson 4")
    for proposed, author in (("", "Kim"), ("Kim", "Lee")):
        page.exports.ask_about_report()
        question = page.findChildren(ReportQuestion)[-1]
        assert (question.title.text(), question.author.text()) == ("Lesson 4", proposed)
        question.author.setText(f" {author} ")
        qtbot.keyClick(question.author, Qt.Key.Key_Return)
        dialog = page.findChildren(QFileDialog)[-1]
        dialog.selectFile(f"{author}.html")
        dialog.accept()
        qtbot.waitUntil((folder / f"{author}.html").exists, timeout=10_000)
        qtbot.waitUntil(lambda: page.model.tasks.progress is None, timeout=10_000)
    assert '<p class="author">Lee</p>' in (folder / "Lee.html").read_text("utf-8")


def ask_to_merge(page):
    row = page.faces.rows[0]
    row.on_menu()
    next(action for action in row.menu_button.menu().actions() if action.text()).trigger()
    return next(box for box in page.window().findChildren(QMessageBox) if box.isVisible())


def ask_about_report(page):
    page.exports.ask_about_report()
    return page.findChild(ReportQuestion)


def ask_for_title(page):
    page.library.rename.click()
    return page.library.findChild(QInputDialog)


def ask_for_table(page):
    return choose_export(page, "Table…")


@pytest.mark.parametrize("ask", [ask_for_table, ask_about_report, ask_to_merge, ask_for_title])
def test_a_question_about_a_recording_goes_with_it(page, qtbot, tmp_path, ask):
    dialog = ask(page)
    closed = []
    dialog.rejected.connect(lambda: closed.append(True))
    other = record(tmp_path / "recordings" / "other", 5)
    page.open_recording(other)
    qtbot.waitUntil(lambda: page.model.recording.folder == other)
    assert closed == [True]
    assert page.model.edits == Edits()
    page.open_recording(other)
    qtbot.waitUntil(lambda: page.model.tasks.progress is None)


def test_notes_typed_while_another_recording_opens_are_kept(page, qtbot, folder, tmp_path):
    other = record(tmp_path / "recordings" / "other", 5)
    page.open_recording(other)
    page.panel.notes.setPlainText("just now")
    qtbot.waitUntil(lambda: page.model.recording.folder == other)
    assert page.panel.notes.toPlainText() == ""
    page.shut()
    assert open_recording(folder).info.edits.notes == "just now"


def test_notes_typed_while_the_same_recording_opens_again_are_kept(page, qtbot, folder):
    recording = page.model.recording
    page.open_recording(folder)
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


def test_long_work_shows_its_progress_and_can_be_cancelled(page, qtbot, folder):
    page.model._load = lambda: FakeAnalyzer(delay_s=0.02)
    page.model.open_video(folder / "video.mp4")
    qtbot.waitUntil(lambda: "left" in page.progress.text.text())
    assert page.progress.isVisible()
    assert page.progress.text.text().startswith("Analysing video.mp4")
    assert page.progress.bar.maximum() == 60
    page.progress.cancel.click()
    qtbot.waitUntil(lambda: not page.progress.isVisible())


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


def test_what_is_no_recording_does_not_come_to_the_recent_ones(empty_page, qtbot, folder, tmp_path):
    opened = []
    empty_page.opened.connect(opened.append)
    empty_page.open_recording(tmp_path)
    qtbot.waitUntil(lambda: "is no recording" in empty_page.banner.text)
    assert opened == []
    empty_page.open_recording(folder)
    qtbot.waitUntil(lambda: opened == [str(folder)])


def test_the_longest_notes_and_the_most_markers_open_soon(empty_page, qtbot, tmp_path):
    markers = tuple(Marker(number / 1000, str(number)) for number in range(MOST_EDITS))
    edits = Edits(markers=markers, notes="x" * LONGEST_NOTES)
    folder = record(tmp_path / "recordings" / "full", 5, edits=edits)
    empty_page.open_recording(folder)
    qtbot.waitUntil(lambda: empty_page.panel.markers.count() == MOST_EDITS, timeout=20_000)
    assert len(empty_page.panel.notes.toPlainText()) == LONGEST_NOTES

"""Recordings on the review page: listed, found, opened, renamed and deleted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from app.services.notice import Action
from app.services.recording_settings import RECORDINGS_FOLDER
from fer_core.recording.edits import LONGEST_NOTES, MOST_EDITS, Edits, Marker
from fer_core.recording.reader import list_recordings, open_recording
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face
from tests.fer_core.recording.recordings import record


def texts_of(page):
    return [page.library.list.item(row).text() for row in range(page.library.list.count())]


def test_recordings_are_listed_with_picture_and_people_and_opened_by_the_keyboard(empty_page, marked, qtbot, tmp_path):
    page = empty_page
    other = record(tmp_path / "recordings" / "other", started_at="2026-11-22T09:00:00+01:00", source="Lecture")
    page.enter()
    wanted = ["Test\n2026-11-23 10:00  ·  0:03  ·  faces: 2", "Lecture\n2026-11-22 09:00  ·  0:03  ·  faces: 2"]
    qtbot.waitUntil(lambda: texts_of(page) == wanted)
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


def test_what_is_opened_from_elsewhere_has_the_keys_and_is_chosen_in_the_list(empty_page, marked, qtbot, tmp_path):
    page = empty_page
    other = record(tmp_path / "recordings" / "other", started_at="2026-11-22T09:00:00+01:00")
    page.enter()
    page.open_recording(other)
    qtbot.waitUntil(lambda: page.model.recording is not None and len(texts_of(page)) == 2)
    assert page.hasFocus()
    assert page.library.list.currentRow() == 1
    page.enter()
    assert page.hasFocus(), "a recording is open"


def test_recordings_are_found_by_their_words(empty_page, marked, qtbot, tmp_path):
    page = empty_page
    record(tmp_path / "recordings" / "other", source="Lecture", edits=Edits(names={1: "Anna"}, notes="shy at first"))
    page.enter()
    qtbot.waitUntil(lambda: len(texts_of(page)) == 2)
    for words, count in (("anna", 1), ("shy lect", 1), ("2026-11-23", 2), ("nobody", 0), ("", 2)):
        page.library.search.setText(words)
        assert len(texts_of(page)) == count


def test_a_recording_gets_another_title(page, qtbot, marked):
    page.enter()
    qtbot.waitUntil(lambda: len(texts_of(page)) == 1)
    page.library.rename.click()
    page.library.findChild(QInputDialog).textValueSelected.emit("  First\tlesson ")
    assert page.title.text().startswith("First lesson  ·  ")
    assert texts_of(page)[0].startswith("First lesson\n")
    page.shut()
    assert open_recording(marked).info.edits.title == "First lesson"


def test_a_recording_is_deleted_unless_that_is_undone(page, qtbot, marked, monkeypatch):
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
    assert open_recording(marked).info.is_finished
    page.library.list.setCurrentRow(0)
    page.library.remove.click()
    page.banner.dismissed.emit()
    qtbot.waitUntil(lambda: not marked.exists())


def test_a_merge_changes_how_many_faces_the_list_tells(page, qtbot):
    page.enter()
    qtbot.waitUntil(lambda: texts_of(page) == ["Test\n2026-11-23 10:00  ·  0:03  ·  faces: 2"])
    page.model.edit(page.model.edits.with_merge(1, 2))
    assert texts_of(page) == ["Test\n2026-11-23 10:00  ·  0:03  ·  faces: 1"]


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


def test_what_is_no_recording_does_not_come_to_the_recent_ones(empty_page, qtbot, marked, tmp_path):
    opened = []
    empty_page.opened.connect(opened.append)
    empty_page.open_recording(tmp_path)
    qtbot.waitUntil(lambda: "is no recording" in empty_page.banner.text)
    assert opened == []
    empty_page.open_recording(marked)
    qtbot.waitUntil(lambda: opened == [str(marked)])


def test_the_longest_notes_and_the_most_markers_open_soon(empty_page, qtbot, tmp_path):
    markers = tuple(Marker(number / 1000, str(number)) for number in range(MOST_EDITS))
    edits = Edits(markers=markers, notes="x" * LONGEST_NOTES)
    full = record(tmp_path / "recordings" / "full", 5, edits=edits)
    empty_page.open_recording(full)
    qtbot.waitUntil(lambda: empty_page.panel.markers.count() == MOST_EDITS)
    assert len(empty_page.panel.notes.toPlainText()) == LONGEST_NOTES

"""The study page in the real window: recordings of fakes, stimuli in a second window."""

import json
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from app.services.notice import Action
from fer_core.recording.info import PRESENTATION_CSV
from fer_core.study.study_file import STUDY_JSON, read_study
from tests.app.fakes import FakeSource, Opener
from tests.app.pages.study.helpers import recorded, shown, wait_until_free


def test_a_film_is_shown_in_step_with_the_recording_and_the_offset_is_measured(page, qtbot, camera):
    assert page.grid.pair == ("01", "film")
    qtbot.keyClick(page, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.stimulus_window is not None)
    player = page.model.take.player
    page.stimulus_window.painted.connect(camera.lit.set)
    wait_until_free(qtbot, page)
    assert page.stimulus_window is None
    ((entry, recording),) = recorded(page)
    assert (entry.participant, entry.stimulus) == ("01", "film")
    assert entry.path.startswith("recordings/")
    names = [marker.name for marker in recording.info.edits.markers]
    assert names == ["film start", "film stop"]
    # What the camera saw says when the film really began.
    with recording.open_pictures() as pictures:
        light = next(n for n in range(recording.info.frames) if pictures.read(n).mean() > 100)
    seen_s = recording.moments.time_of(light)
    error_s = seen_s - entry.presentation.offset_s
    print(f"began at {entry.presentation.offset_s:.3f} s, seen at {seen_s:.3f} s: {error_s * 1000:.0f} ms apart")
    # A recording's moments are multiples of 20 ms here. A busy computer's camera may come late.
    assert error_s == pytest.approx(camera.first_lit_at - player.began_at, abs=0.03)
    start, stop = (marker.time_s for marker in recording.info.edits.markers)
    assert stop - start >= 0.45
    rows = (recording.folder / PRESENTATION_CSV).read_text().splitlines()
    assert len(rows) - 1 + entry.presentation.skipped == entry.presentation.pictures == 10
    assert page.grid.item(0, 0).text() == "recorded"
    assert page.grid.pair == ("01", "question")
    with qtbot.waitSignal(page.review_asked) as asked:
        page.banner.buttons[Action.REVIEW].click()
    assert asked.args == [recording.folder]


def test_a_stimulus_without_a_video_is_recorded_until_it_is_stopped(page, qtbot):
    page.grid.setCurrentCell(1, 1)
    page.record.click()
    qtbot.waitUntil(lambda: page.model.take is not None and page.model.elapsed_s > 0.3)
    assert page.stimulus_window is None
    assert "02" in page.status.text()
    page.record.click()
    wait_until_free(qtbot, page)
    ((entry, _),) = recorded(page)
    assert (entry.participant, entry.stimulus, entry.presentation) == ("02", "question", None)


def test_the_chosen_cell_stays_chosen_while_nothing_is_recorded(page, qtbot):
    page.grid.setCurrentCell(1, 1)
    page.model.add_participant("00")
    page.model.set_keys(())
    wait_until_free(qtbot, page)
    assert page.grid.pair == ("02", "question")


def record_question(qtbot, page):
    page.model.record("01", "question")
    qtbot.waitUntil(lambda: page.model.elapsed_s > 0.1)
    page.model.stop()
    wait_until_free(qtbot, page)


@pytest.mark.parametrize(
    ("add", "expected"),
    [
        (lambda model: model.add_participant("00"), ("01", "film")),
        (lambda model: model.add_stimulus("another"), ("01", "film")),
        (lambda model: model.set_keys(()), ("01", "question")),
    ],
)
def test_where_the_chosen_cell_is_recorded_adding_goes_on_to_one_that_is_not(page, qtbot, add, expected):
    record_question(qtbot, page)
    page.grid.setCurrentCell(0, 1)
    add(page.model)
    wait_until_free(qtbot, page)
    assert page.grid.pair == expected


def test_what_is_recorded_already_is_recorded_again_only_where_that_is_wanted(page, qtbot):
    record_question(qtbot, page)
    page.grid.setCurrentCell(0, 1)
    qtbot.keyClick(page, Qt.Key.Key_R)
    (question,) = page.findChildren(QMessageBox)
    assert "01 with question" in question.text()
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    assert page.model.take is None
    assert not page.model.is_busy
    next(button for button in question.buttons() if button.text() == "Record another").click()
    qtbot.waitUntil(lambda: page.model.take is not None and page.model.elapsed_s > 0.1)
    page.model.stop()
    wait_until_free(qtbot, page)
    assert [each.stimulus for each, _ in recorded(page)] == ["question"] * 2


def test_a_question_about_a_study_that_is_closed_records_nothing(page, qtbot, tmp_path):
    record_question(qtbot, page)
    page.grid.setCurrentCell(0, 1)
    page.record.click()
    (question,) = page.findChildren(QMessageBox)
    page.model.begin(tmp_path / "other")
    wait_until_free(qtbot, page)
    page.model.add_participant("A")
    page.model.add_stimulus("b")
    wait_until_free(qtbot, page)
    next(button for button in question.buttons() if button.text() == "Record another").click()
    assert page.model.take is None
    assert not page.model.is_busy


def test_what_is_in_the_study_already_is_told(page, qtbot, tmp_path):
    before = read_study(page.model.folder)
    adds = {"02": page.model.add_participant, "question": page.model.add_stimulus}
    for name, add in adds.items():
        add(name)
        qtbot.waitUntil(lambda name=name: page.banner.text == f"{name} is in the study already.")
    page.model.add_video(tmp_path / "film.mp4")
    qtbot.waitUntil(lambda: page.banner.text == "film is in the study already.")
    assert read_study(page.model.folder) == before


def test_a_study_that_has_vanished_is_told(page, qtbot):
    shutil.rmtree(page.model.folder)
    page.model.add_participant("03")
    qtbot.waitUntil(lambda: "no study" in page.banner.text)
    assert not page.model.folder.exists()


def test_what_cannot_be_an_id_is_told_and_changes_nothing(page, qtbot):
    before = read_study(page.model.folder)
    for name in ("x" * 50, "FILM", "..", "../../up"):
        page.model.add_stimulus(name)
        wait_until_free(qtbot, page)
    after = read_study(page.model.folder)
    assert after.participants == before.participants
    assert [each.id for each in after.stimuli] == ["film", "question", "..", "../../up"]
    page.model.record("01", "../../up")
    qtbot.waitUntil(lambda: page.model.take is not None and page.model.elapsed_s > 0.1)
    page.model.stop()
    wait_until_free(qtbot, page)
    ((entry, _),) = recorded(page)
    assert entry.path.startswith("recordings/2")


def test_the_stimulus_has_no_hint_for_its_participant(page, qtbot):
    page.model.record("01", "film")
    qtbot.waitUntil(lambda: shown(page))
    assert not page.stimulus_window.video.toolTip()
    page.model.stop()
    wait_until_free(qtbot, page)


def test_tables_and_report_come_from_the_page(page, qtbot, tmp_path):
    page.model.record("01", "question")
    qtbot.waitUntil(lambda: page.model.elapsed_s > 0.3)
    page.model.stop()
    wait_until_free(qtbot, page)
    page.model.write_report(tmp_path / "report.html")
    page.model.write_tables(tmp_path / "tables", ".csv")
    wait_until_free(qtbot, page)
    assert "<svg" in (tmp_path / "report.html").read_text()
    assert len(list((tmp_path / "tables").iterdir())) == 4
    assert str(tmp_path / "tables") in page.banner.text


def test_files_of_the_tables_names_are_replaced_only_where_that_is_wanted(page, qtbot):
    own = page.model.folder / "participants.csv"
    own.write_text("who,age")
    page.write_tables(page.model.folder, ".csv")
    (question,) = page.findChildren(QMessageBox)
    assert "participants.csv" in question.text()
    assert not page.model.is_busy
    (agreed,) = [button for button in question.buttons() if button.text() == "Replace them"]
    agreed.click()
    wait_until_free(qtbot, page)
    assert own.read_text().startswith("participant,stimulus")


def test_a_damaged_study_is_told_and_the_open_one_stays(page, qtbot, tmp_path):
    folder = page.model.folder
    other = tmp_path / "other"
    other.mkdir()
    (other / STUDY_JSON).write_text("{")
    assert page.accepts_drop([other])
    page.open_paths([other])
    qtbot.waitUntil(lambda: "damaged" in page.banner.text)
    assert page.model.folder == folder
    assert (other / STUDY_JSON).read_text() == "{"


def test_the_study_of_the_last_time_is_opened_again(page, make_window, qtbot):
    folder = page.model.folder
    page.window().settings.save()
    window = make_window(Opener(FakeSource()))
    window.show_page(window.page_named("study"))
    qtbot.waitUntil(lambda: window.page_named("study").model.folder == folder)
    assert json.loads((folder / STUDY_JSON).read_text())["format"] == 1

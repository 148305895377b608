"""The study page in the real window: recordings of fakes, stimuli in a second window."""

import json
import shutil
import threading
import time
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMessageBox

from app.pages.study import take as taking
from app.pages.study import work
from app.services.notice import Action
from fer_core.errors import SourceError
from fer_core.recording.info import PRESENTATION_CSV
from fer_core.recording.reader import open_recording
from fer_core.rows.video_file import VideoFile
from fer_core.study.model import MarkerKey
from fer_core.study.presentation import StimulusPlayer
from fer_core.study.study_file import STUDY_JSON, read_study
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face, make_frame


class WatchingCamera(FakeSource):
    """Sees dark until ``lit`` is set, and light from then on; its times are those of the clock, as a camera's."""

    def __init__(self, fps=50.0):
        super().__init__(fps=fps)
        self.lit = threading.Event()
        self._opened_at = time.perf_counter()

    def read(self):
        index = super().read().index
        now = time.perf_counter()
        return make_frame(index, time_s=now - self._opened_at, captured_at=now, value=220 if self.lit.is_set() else 20)


@pytest.fixture
def camera():
    return WatchingCamera()


@pytest.fixture
def page(make_window, qtbot, tmp_path, camera, monkeypatch):
    """The page with a study of two participants, one question and one film of half a second."""
    monkeypatch.setattr(taking, "LEAD_S", 0.3)
    monkeypatch.setattr(taking, "TAIL_MS", 200)
    video = tmp_path / "film.mp4"
    with VideoFile(video, fps=20) as film:
        for number in range(10):
            film.write(np.full((48, 64, 3), 20 * number, np.uint8))
    window = make_window(Opener(camera), analyzer=FakeAnalyzer([make_face()]))
    qtbot.waitUntil(lambda: window.view_model.frame is not None)
    page = window.page_named("study")
    window.show_page(page)
    model = page.model
    model.begin(tmp_path / "study")
    qtbot.waitUntil(lambda: model.folder is not None)
    for name in ("01", "02"):
        model.add_participant(name)
    model.add_video(video)
    model.add_stimulus("question")
    model.set_keys((MarkerKey("F6", "smile"), MarkerKey("F7", "answer", is_interval=True)))
    wait_until_free(qtbot, page)
    return page


def wait_until_free(qtbot, page):
    qtbot.waitUntil(lambda: not page.model.is_busy and page.model.take is None)


def shown(page):
    """Return whether the stimulus has come to the screen."""
    return page.stimulus_window is not None and bool(page.model.take.player.painted)


def recorded(page):
    study = read_study(page.model.folder)
    return [(each, open_recording(page.model.folder / each.path)) for each in study.recordings]


def test_a_film_is_shown_in_step_with_the_recording_and_the_offset_is_measured(page, qtbot, camera):
    assert page.grid.pair == ("01", "film")
    qtbot.keyClick(page, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: page.stimulus_window is not None)
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
    # A recording's moments are multiples of 20 ms here; a busy computer paints at once, but its camera may come late.
    assert -0.02 <= error_s <= 0.2
    start, stop = (marker.time_s for marker in recording.info.edits.markers)
    assert stop - start >= 0.45
    rows = (recording.folder / PRESENTATION_CSV).read_text().splitlines()
    assert len(rows) - 1 + entry.presentation.skipped == entry.presentation.pictures == 10
    assert page.grid.item(0, 0).text() == "recorded"
    assert page.grid.pair == ("01", "question")
    with qtbot.waitSignal(page.review_asked) as asked:
        page.banner.buttons[Action.REVIEW].click()
    assert asked.args == [recording.folder]


def test_keys_set_markers_and_intervals_here_and_on_the_stimulus(page, qtbot):
    page.model.record("01", "film")
    qtbot.waitUntil(lambda: shown(page))
    for key in (Qt.Key.Key_F6, Qt.Key.Key_F7):
        qtbot.keyClick(page, key)
    page.stimulus_window.activateWindow()
    qtbot.keyClick(page.stimulus_window, Qt.Key.Key_F7)
    wait_until_free(qtbot, page)
    ((_, recording),) = recorded(page)
    names = [marker.name for marker in recording.info.edits.markers]
    assert sorted(names) == ["answer start", "answer stop", "film start", "film stop", "smile"]
    qtbot.keyClick(page, Qt.Key.Key_F6)
    assert page.model.notice is not None


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


def test_closing_the_stimulus_ends_the_recording_and_keeps_it(page, qtbot):
    page.model.record("01", "film")
    qtbot.waitUntil(lambda: shown(page))
    qtbot.keyClick(page.stimulus_window, Qt.Key.Key_Escape)
    wait_until_free(qtbot, page)
    ((entry, recording),) = recorded(page)
    assert [marker.name for marker in recording.info.edits.markers] == ["film start", "film stop"]
    assert entry.presentation.skipped == 0


@pytest.mark.parametrize("stimulus", ["question", "film"])
def test_a_recording_that_runs_when_the_window_closes_is_added_all_the_same(page, qtbot, stimulus):
    page.model.record("01", stimulus)
    qtbot.waitUntil(lambda: shown(page) if stimulus == "film" else page.model.elapsed_s > 0.3)
    page.window().close_at_once()
    assert len(read_study(page.model.folder).recordings) == 1


def test_a_recording_that_loses_its_camera_is_added_with_what_there_is(page, qtbot):
    page.model.record("01", "question")
    qtbot.waitUntil(lambda: page.model.elapsed_s > 0.3)
    page.window().view_model.open_source("demo")
    wait_until_free(qtbot, page)
    ((entry, recording),) = recorded(page)
    assert entry.stimulus == "question"
    assert recording.info.is_finished


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


def test_a_film_that_is_gone_is_told_and_nothing_is_recorded(page, qtbot, tmp_path):
    (tmp_path / "film.mp4").unlink()
    page.model.record("01", "film")
    qtbot.waitUntil(lambda: "film.mp4" in page.banner.text)
    assert page.model.take is None
    assert not (page.model.folder / "recordings").exists()


def test_a_film_without_its_sound_is_told(page, qtbot, monkeypatch):
    silent = partial(StimulusPlayer, FakeSource([3], fps=20, is_live=False), sound_problem=SourceError("No speaker."))
    monkeypatch.setattr(work, "open_stimulus", lambda _: silent())
    page.model.record("01", "film")
    qtbot.waitUntil(lambda: "without its sound. No speaker." in page.banner.text)
    wait_until_free(qtbot, page)
    assert page.banner.text == "The stimulus is shown without its sound. No speaker. 01 with film is recorded."
    ((entry, _),) = recorded(page)
    assert not entry.presentation.is_heard


def test_a_manual_recording_is_not_disturbed(page, qtbot):
    recording = page.window().recording
    recording.toggle()
    qtbot.waitUntil(lambda: recording.elapsed_s > 0)
    assert not page.record.isEnabled()
    page.model.record("01", "film")
    assert page.model.take is None
    recording.toggle()
    qtbot.waitUntil(page.record.isEnabled)
    assert read_study(page.model.folder).recordings == ()


def test_a_manual_recording_that_begins_while_the_film_is_opened_goes_on(page, qtbot, monkeypatch):
    recording, open_stimulus = page.window().recording, work.open_stimulus
    is_begun = threading.Event()

    def slow(video):
        is_begun.wait(10)
        return open_stimulus(video)

    monkeypatch.setattr(work, "open_stimulus", slow)
    page.model.record("01", "film")
    recording.toggle()
    is_begun.set()
    wait_until_free(qtbot, page)
    assert "Another recording runs" in page.banner.text
    assert recording.is_recording
    recording.toggle()
    qtbot.waitUntil(page.record.isEnabled)
    assert read_study(page.model.folder).recordings == ()


@pytest.mark.parametrize("is_lost", [False, True])
def test_a_manual_recording_may_begin_before_a_study_s_is_on_the_disk(page, qtbot, is_lost):
    recording = page.window().recording
    page.model.record("01", "question")
    qtbot.waitUntil(lambda: page.model.elapsed_s > 0.3)
    # A source that is gone ends a recording likewise.
    (recording if is_lost else page.model).stop()
    recording.toggle()
    assert recording.is_recording
    wait_until_free(qtbot, page)
    assert len(read_study(page.model.folder).recordings) == 1
    recording.toggle()
    qtbot.waitUntil(page.record.isEnabled)


def test_a_recording_that_cannot_be_added_is_told_with_its_place(page, qtbot):
    page.model.record("01", "question")
    qtbot.waitUntil(lambda: page.model.elapsed_s > 0.3)
    (page.model.folder / STUDY_JSON).write_text("{")
    page.model.stop()
    wait_until_free(qtbot, page)
    (folder,) = (page.model.folder / "recordings").iterdir()
    assert page.banner.text.startswith(f"The recording is in {folder}, but not in the study.")
    assert "is damaged" in page.banner.text


def test_the_stimulus_has_no_hint_for_its_participant(page, qtbot):
    page.model.record("01", "film")
    qtbot.waitUntil(lambda: shown(page))
    assert not page.stimulus_window.video.toolTip()
    page.model.stop()
    wait_until_free(qtbot, page)


def test_a_marker_whose_name_cannot_be_kept_is_told(page, qtbot):
    page.keys.key.setKeySequence(QKeySequence("F8"))
    page.keys.name.setText("a\u202eb")
    page.keys.add.click()
    wait_until_free(qtbot, page)
    assert "cannot be shown" in page.banner.text
    assert len(read_study(page.model.folder).keys) == 2


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


def test_keys_are_added_and_removed_with_the_keyboard(page, qtbot):
    panel = page.keys
    panel.key.setKeySequence(QKeySequence("F8"))
    qtbot.keyClicks(panel.name, "pause")
    panel.interval.setChecked(True)
    qtbot.keyClick(panel.name, Qt.Key.Key_Return)
    wait_until_free(qtbot, page)
    assert page.model.study.keys[-1] == MarkerKey("F8", "pause", is_interval=True)
    panel.keys.setCurrentRow(0)
    panel.remove.click()
    wait_until_free(qtbot, page)
    assert [key.name for key in read_study(page.model.folder).keys] == ["answer", "pause"]


@pytest.mark.parametrize("key", ["R", "P", "Ctrl+1", "Esc", "F1"])
def test_a_key_that_does_something_else_is_refused(page, qtbot, key):
    panel = page.keys
    panel.key.setKeySequence(QKeySequence(key))
    panel.name.setText("pause")
    panel.add.click()
    assert "does something else" in page.banner.text
    assert not page.model.is_busy
    assert len(page.model.study.keys) == 2


def test_the_study_of_the_last_time_is_opened_again(page, make_window, qtbot):
    folder = page.model.folder
    page.window().settings.save()
    window = make_window(Opener(FakeSource()))
    window.show_page(window.page_named("study"))
    qtbot.waitUntil(lambda: window.page_named("study").model.folder == folder)
    assert json.loads((folder / STUDY_JSON).read_text())["format"] == 1

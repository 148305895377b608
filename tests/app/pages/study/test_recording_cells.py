"""Recordings for a study that end early, lose something, or meet one made by hand."""

import threading
from functools import partial

import pytest
from PySide6.QtCore import Qt

from app.pages.study import work
from fer_core.errors import SourceError
from fer_core.study.presentation import StimulusPlayer
from fer_core.study.study_file import STUDY_JSON, read_study
from tests.app.fakes import FakeSource
from tests.app.pages.study.helpers import recorded, shown, wait_until_free


def test_closing_the_stimulus_ends_the_recording_and_keeps_it(page, qtbot, monkeypatch):
    monkeypatch.setattr(work, "open_stimulus", lambda _: StimulusPlayer(FakeSource([10], fps=1, is_live=False)))
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

"""Recording from the live page, through the window and its threads."""

import re
import shutil

import pytest
from PySide6.QtCore import Qt

from app.pages.live.hearing import Hearing
from app.services.notice import Action, Notice
from app.services.phase import Phase
from app.services.recording_settings import RECORD_BLURRED, RECORD_SOUND, RECORDINGS_FOLDER
from fer_core.errors import CameraError, SourceError
from fer_core.recording.reader import list_recordings, open_recording
from tests.app.fakes import FakeAnalyzer, FakeSource, Opener, make_face


@pytest.fixture
def start(make_window, qtbot, tmp_path):
    """Return a function that shows the window and waits for a picture."""

    def start(opener, **options):
        window = make_window(opener, analyzer=FakeAnalyzer([make_face()]), **options)
        window.settings.set(RECORDINGS_FOLDER, str(tmp_path / "recordings"))
        qtbot.waitUntil(lambda: window.view_model.phase is Phase.PLAYING and window.view_model.frame is not None)
        return window

    return start


def recorded(tmp_path):
    return [open_recording(folder) for folder, _ in list_recordings(tmp_path / "recordings")]


def test_r_records_k_marks_and_the_banner_says_where_it_is(start, qtbot, tmp_path):
    window = start(Opener(FakeSource(fps=50.0)))
    controls = window.live.record_controls
    assert controls.record.text() == "Record"
    assert not controls.marker.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: bool(re.fullmatch(r"REC 0:0[1-9] · Stop", controls.record.text())))
    for count in (1, 2):
        qtbot.keyClick(window, Qt.Key.Key_K)
        qtbot.waitUntil(lambda: len(window.live.recording.marks) == count)  # noqa: B023
    qtbot.keyClick(window, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text)
    assert controls.record.text() == "Record"
    (recording,) = recorded(tmp_path)
    assert str(recording.folder) in window.live.banner.text
    assert recording.info.source == "Fake camera"
    assert recording.info.is_finished
    assert recording.info.frames >= 40
    assert [marker.name for marker in recording.info.edits.markers] == ["1", "2"]
    assert len(recording.table) > 10
    assert "recording/folder" not in recording.info.settings
    with qtbot.waitSignal(window.live.review_asked) as asked:
        window.live.banner.buttons[Action.REVIEW].click()
    assert asked.args == [recording.folder]


def test_names_are_recorded(start, qtbot, tmp_path):
    window = start(Opener(FakeSource(fps=50.0)))
    recording, study = window.live.recording, window.view_model.study
    study.give_name(1, "Anna")
    recording.toggle()
    qtbot.waitUntil(lambda: recording.elapsed_s > 0.2)
    study.give_name(2, "Ben")
    qtbot.waitUntil(lambda: recording.elapsed_s > 0.5)
    recording.toggle()
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text)
    (recording,) = recorded(tmp_path)
    assert recording.info.edits.names == {1: "Anna", 2: "Ben"}


def until(gate, *steps):
    """Return a script that plays until the gate is open, and then so."""
    while not gate.is_set():
        yield 1
    yield from steps


@pytest.mark.parametrize("event", ["close", "lost", "switch", "end"])
def test_a_recording_ends_properly_with_its_source(start, qtbot, tmp_path, event, gate):
    lost = CameraError("Camera 0 has stopped delivering pictures.")
    script = {"lost": until(gate, lost), "end": until(gate)}.get(event, [10**9])
    source = FakeSource(script, fps=50.0, is_live=event != "end", name="clip.mp4")
    window = start(Opener(source, FakeSource()))
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: window.live.recording.elapsed_s > 0.2)
    if event == "close":
        window.close_at_once()
    elif event == "switch":
        window.view_model.open_source("camera:1")
    gate.set()
    qtbot.waitUntil(lambda: any(made.info.is_finished for made in recorded(tmp_path)))
    (recording,) = recorded(tmp_path)
    assert recording.info.frames > 5
    assert not window.live.recording.is_recording
    if event != "close":
        qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text)


def test_a_recording_that_cannot_be_written_is_told(start, qtbot, tmp_path):
    window = start(Opener(FakeSource()))
    (tmp_path / "recordings").write_text("a file where the folder should be")
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: "Cannot make the folder" in window.live.banner.text)
    assert window.live.banner.text.startswith("Nothing was recorded.")
    assert window.live.banner.property("problem") is True
    assert not window.live.recording.is_recording


def test_there_is_nothing_to_record_before_the_first_picture(make_window, qtbot, gate):
    window = make_window(Opener(FakeSource([gate])))
    assert not window.live.record_controls.record.isEnabled()
    window.live.recording.toggle()
    assert not window.live.recording.is_recording
    gate.set()


def test_a_new_recording_takes_what_was_said_of_the_one_before_off_the_banner(start, qtbot, tmp_path):
    window = start(Opener(FakeSource()))
    (tmp_path / "recordings").write_text("a file where the folder should be")
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: "Nothing was recorded." in window.live.banner.text)
    (tmp_path / "recordings").unlink()
    window.live.recording.toggle()
    assert window.live.banner.isHidden()
    qtbot.waitUntil(lambda: window.live.recording.elapsed_s > 0)
    window.view_model.show_notice(Notice("The picture is saved."))
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text)
    window.view_model.show_notice(Notice("The picture is saved."))
    window.live.recording.toggle()
    assert window.live.banner.text == "The picture is saved.", "this was not about a recording"


def test_a_recording_whose_folder_vanishes_is_told_and_not_offered(start, qtbot, tmp_path):
    window = start(Opener(FakeSource(fps=50.0)))
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: window.live.recording.elapsed_s > 0.2)
    ((folder, _),) = list_recordings(tmp_path / "recordings")
    shutil.rmtree(tmp_path / "recordings")
    qtbot.waitUntil(lambda: not window.live.banner.isHidden())
    assert f"its folder {folder} has vanished" in window.live.banner.text
    assert not window.live.banner.buttons[Action.REVIEW].isVisible()
    assert not window.live.recording.is_recording


class SilentMicrophone:
    def close(self):
        pass


def test_while_the_microphone_is_recorded_the_button_says_so(start, qtbot, monkeypatch):
    monkeypatch.setattr("app.pages.live.recording_model.Hearing", lambda: Hearing(lambda take: SilentMicrophone()))
    window = start(Opener(FakeSource(fps=50.0)))
    window.settings.set(RECORD_SOUND, True)
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: window.live.record_controls.record.text() == "REC 0:00, with sound · Stop")
    window.live.recording.toggle()
    assert window.live.record_controls.record.text() == "Record"


def test_a_microphone_that_cannot_be_opened_is_told_and_the_pictures_are_recorded(start, qtbot, tmp_path, monkeypatch):
    def make(take):
        raise SourceError("There is no microphone.")

    monkeypatch.setattr("app.pages.live.recording_model.Hearing", lambda: Hearing(make))
    window = start(Opener(FakeSource(fps=50.0)))
    window.settings.set(RECORD_SOUND, True)
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: window.live.banner.text == "The recording has no sound. There is no microphone.")
    assert "with sound" not in window.live.record_controls.record.text()
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: "The recording is in" in window.live.banner.text)
    (recording,) = recorded(tmp_path)
    assert recording.info.frames


def test_while_a_recording_hides_faces_new_ones_are_looked_for_in_every_picture(start, qtbot):
    window = start(Opener(FakeSource(fps=50.0)))
    window.settings.set(RECORD_BLURRED, True)
    assert not window.view_model.study.options.searches_everywhere
    window.live.recording.toggle()
    assert window.view_model.study.options.searches_everywhere
    window.settings.set(RECORD_BLURRED, False)
    assert window.view_model.study.options.searches_everywhere, "this recording still hides them"
    window.live.recording.toggle()
    assert not window.view_model.study.options.searches_everywhere
    qtbot.waitUntil(lambda: not window.live.banner.isHidden())


def test_nothing_is_heard_unless_the_settings_say_so(start, qtbot, monkeypatch):
    monkeypatch.setattr("app.pages.live.recording_model.Hearing", lambda: pytest.fail("the microphone is opened"))
    window = start(Opener(FakeSource(fps=50.0)))
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: window.live.recording.elapsed_s > 0)
    assert not window.live.recording.is_heard
    window.live.recording.toggle()
    qtbot.waitUntil(lambda: not window.live.banner.isHidden())

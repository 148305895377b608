"""The list of recordings: what is removed goes once, only when nobody records into it, and what remains is told."""

import shutil

import pytest

from app.pages.review import library
from fer_core.errors import DataError
from fer_core.recording.edits import Edits
from fer_core.recording.info import FRAMES_CSV
from fer_core.recording.writer import RecordingWriter, new_recording_folder
from tests.app.fakes import FakeAnalyzer
from tests.app.pages.review.helpers import make_video, wait_for_notice
from tests.fer_core.recording.recordings import make_info, record

RUNNING = "This recording is still running. Stop it first."


@pytest.fixture
def no_bin(monkeypatch):
    """A system without a bin; the folders that it was asked to take."""
    asked = []
    monkeypatch.setattr("app.pages.review.library.QFile.moveToTrash", lambda path: bool(asked.append(path)))
    return asked


def listed(qtbot, model, *folders):
    model.library.refresh()
    qtbot.waitUntil(lambda: {entry.folder for entry in model.library.entries} == set(folders))
    return model.library.entries


def test_a_recording_that_runs_cannot_be_removed(make_model, qtbot, tmp_path, no_bin):
    with RecordingWriter(new_recording_folder(tmp_path / "recordings", "now"), make_info()) as writer:
        model = make_model()
        (entry,) = listed(qtbot, model, writer.folder)
        model.remove_recording(entry)
        assert model.tasks.notice.text == RUNNING
        assert [entry.folder for entry in model.library.entries] == [writer.folder]
        model.tasks.dismiss_notice()
        model.close()
        assert (writer.folder / FRAMES_CSV).exists()
    assert no_bin == []


def test_a_recording_that_runs_once_it_is_to_go_stays_and_is_told(make_model, qtbot, folder, no_bin, monkeypatch):
    model = make_model()
    (entry,) = listed(qtbot, model, folder)
    model.remove_recording(entry)
    monkeypatch.setattr(library, "is_running", lambda folder: True)
    model.tasks.dismiss_notice()
    assert wait_for_notice(qtbot, model).text == RUNNING
    listed(qtbot, model, folder)
    assert no_bin == []


def test_a_video_that_is_being_analysed_cannot_be_removed(make_model, qtbot, tmp_path, gate, no_bin):
    class Slow(FakeAnalyzer):
        def analyze(self, frame_bgr, *, time_s=None):
            gate.wait(20)
            return super().analyze(frame_bgr, time_s=time_s)

    model = make_model(load=Slow)
    model.open_video(make_video(tmp_path / "party.mp4", 3))
    qtbot.waitUntil(lambda: any((tmp_path / "recordings").glob(f"*/{FRAMES_CSV}")))
    (begun,) = (tmp_path / "recordings").iterdir()
    (entry,) = listed(qtbot, model, begun)
    model.remove_recording(entry)
    assert model.tasks.notice.text == RUNNING
    gate.set()
    qtbot.waitUntil(lambda: model.recording is not None)
    assert model.recording.folder == begun
    assert not model.recording.is_growing


def test_what_is_removed_is_thrown_away_once(make_model, qtbot, folder, gate, monkeypatch):
    thrown = []

    def take_slowly(path):
        thrown.append(path)
        gate.wait(20)
        shutil.rmtree(path)
        return True

    monkeypatch.setattr("app.pages.review.library.QFile.moveToTrash", take_slowly)
    model = make_model()
    (entry,) = listed(qtbot, model, folder)
    model.remove_recording(entry)
    model.tasks.dismiss_notice()
    qtbot.waitUntil(lambda: len(thrown) == 1)
    model.tasks.tell_problem("Something else.")
    model.library.undo_removal()
    # A list made meanwhile does not bring it back.
    with qtbot.waitSignal(model.library.changed):
        model.library.refresh()
    assert model.library.entries == ()
    model.library.settle()
    gate.set()
    qtbot.waitUntil(lambda: not folder.exists())
    listed(qtbot, model)
    model.close()
    assert thrown == [str(folder)]


def test_a_list_begun_before_a_removal_does_not_bring_it_back(make_model, qtbot, folder, no_bin):
    model = make_model()
    (entry,) = listed(qtbot, model, folder)
    old_listing, found = model.library._listings, ((entry.folder, entry.info),)
    model.remove_recording(entry)
    model.tasks.dismiss_notice()
    qtbot.waitUntil(lambda: model.library._listings > old_listing)
    assert not folder.exists()
    model.library._take_list(old_listing, found)
    assert model.library.entries == ()


def test_what_cannot_be_deleted_is_told_and_listed_again(make_model, qtbot, folder, no_bin, monkeypatch):
    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    model = make_model()
    (entry,) = listed(qtbot, model, folder)
    model.remove_recording(entry)
    with monkeypatch.context() as patch:
        patch.setattr("app.pages.review.library.shutil.rmtree", refuse)
        model.tasks.dismiss_notice()
        notice = wait_for_notice(qtbot, model)
    assert notice.is_problem
    assert notice.text.startswith(f"{folder} cannot be deleted: Permission denied. ")
    assert [entry.folder for entry in model.library.entries] == [folder]


def test_closing_removes_last_and_edits_do_not_come_after(open_model, qtbot, folder, no_bin, monkeypatch):
    model = open_model()
    (entry,) = listed(qtbot, model, folder)
    model.give_title("Going")
    model.remove_recording(entry)
    steps = []
    close, throw = model._saver.close, library._throw_away
    monkeypatch.setattr(model._saver, "close", lambda: (steps.append("saved"), close()))
    monkeypatch.setattr(library, "_throw_away", lambda *args: (steps.append("thrown away"), throw(*args))[1])
    model.close()
    assert steps == ["saved", "thrown away"]
    assert not folder.exists()


def test_two_lists_at_once_look_into_each_recording_once(make_model, qtbot, folder, monkeypatch):
    opened, open_recording = [], library.open_recording
    monkeypatch.setattr(library, "open_recording", lambda path: (opened.append(path), open_recording(path))[1])
    model = make_model()
    for _ in range(3):
        model.library.refresh()
    qtbot.waitUntil(lambda: [entry.people for entry in model.library.entries] == [2])
    assert opened == [folder]


def test_of_a_recording_that_cannot_be_opened_no_faces_are_told(make_model, qtbot, folder, monkeypatch):
    tried = []

    def fail(path):
        tried.append(path)
        raise DataError("It is damaged.")

    monkeypatch.setattr(library, "open_recording", fail)
    model = make_model()
    listed(qtbot, model, folder)
    qtbot.waitUntil(lambda: bool(tried) and not model.tasks._under_way)
    assert [entry.people for entry in model.library.entries] == [None]


def test_faces_that_are_merged_count_once(make_model, qtbot, tmp_path):
    folder = record(tmp_path / "recordings" / "merged", 3, edits=Edits(merged={1: 2}))
    model = make_model()
    model.library.refresh()
    qtbot.waitUntil(lambda: [(entry.folder, entry.people) for entry in model.library.entries] == [(folder, 1)])

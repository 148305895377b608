"""The review page's model with its threads, without a widget."""

import threading
from functools import partial

import numpy as np

from app.pages.review.saver import Saver
from fer_core.recording.info import read_info, write_info
from fer_core.recording.reader import open_recording
from fer_core.recording.writer import RecordingWriter, new_recording_folder
from tests.app.fakes import FakeAnalyzer
from tests.app.pages.review.helpers import make_video, wait_for_frame, wait_for_notice
from tests.fer_core.recording.recordings import make_info, picture, record, unfinish


def test_a_recording_opens_at_its_first_picture_with_its_faces(open_model):
    model = open_model()
    assert model.frame.index == 0
    assert [face.label for face in model.faces] == ["happy", "sad"]
    assert [track.face_id for track in model.tracks] == [1, 2]
    assert not model.is_playing


def test_any_moment_can_be_shown(open_model, qtbot):
    model = open_model()
    model.show_moment(2.0)
    wait_for_frame(qtbot, model, 40)
    assert float(np.abs(model.frame.image_bgr.astype(int) - picture(40)).mean()) < 5
    assert model.faces[0].box_xywh[0] == 42
    model.step(frames=-1)
    wait_for_frame(qtbot, model, 39)
    model.step(seconds=-1)
    wait_for_frame(qtbot, model, 19)
    model.show_moment(1e6)
    wait_for_frame(qtbot, model, 59)
    model.step(frames=1)
    model.show_frame(-5)
    wait_for_frame(qtbot, model, 0)


def test_playing_goes_to_the_end_and_begins_again_there(open_model, qtbot, monkeypatch):
    model = open_model()
    model.show_frame(50)
    wait_for_frame(qtbot, model, 50)
    pictures, played = model._player.pictures, []
    put = pictures.put
    monkeypatch.setattr(pictures, "put", lambda picture: (played.append(picture.number), put(picture)))
    seen = []
    model.picture_changed.connect(lambda: seen.append(model.frame.index))
    model.toggle_playing()
    qtbot.waitUntil(lambda: not model.is_playing and model.frame.index == 59)
    assert played == list(range(51, 60))
    assert seen == sorted(seen)
    model.toggle_playing()
    qtbot.waitUntil(lambda: 0 < model.frame.index < 40)
    model.toggle_playing()
    assert not model.is_playing


def test_playing_goes_on_from_where_one_has_scrubbed_to(open_model, qtbot):
    model = open_model()
    model.set_playing(True)
    model.show_frame(45)
    qtbot.waitUntil(lambda: model.frame.index >= 46)
    assert model.is_playing or model.frame.index == 59


def test_markers_are_set_and_found_again(open_model, qtbot):
    model = open_model()
    for number in (10, 40, 20):
        model.show_frame(number)
        wait_for_frame(qtbot, model, number)
        model.add_marker()
    assert [(m.time_s, m.name) for m in model.edits.markers] == [(0.5, "1"), (1.0, "3"), (2.0, "2")]
    model.show_next_marker()
    wait_for_frame(qtbot, model, 40)
    model.show_next_marker()
    model.show_previous_marker()
    wait_for_frame(qtbot, model, 20)
    model.edit(model.edits.with_renamed_marker(model.edits.markers[0], " joke "))
    assert model.edits.markers[0].name == "joke"
    model.edit(model.edits.without_marker(model.edits.markers[1]))
    model.add_marker()
    assert [m.name for m in model.edits.markers] == ["joke", "1", "2"]


def test_edits_survive_reopening_and_the_table_stays_as_recorded(open_model, qtbot, folder):
    before = (folder / "frames.csv").read_bytes()
    model = open_model()
    model.edit(model.edits.with_name(1, "Anna").with_merge(2, 1).with_notes("crossing"))
    model.add_marker()
    qtbot.waitUntil(lambda: [track.face_id for track in model.tracks] == [1])
    assert [face.face_id for face in model.faces] == [1]
    model.close()
    again = open_model()
    assert again.name_of(1) == "Anna"
    assert [track.face_id for track in again.tracks] == [1]
    assert again.edits.notes == "crossing"
    assert [marker.name for marker in again.edits.markers] == ["1"]
    assert (folder / "frames.csv").read_bytes() == before
    again.edit(again.edits.without_merge(1))
    qtbot.waitUntil(lambda: [track.face_id for track in again.tracks] == [1, 2])


def test_an_edit_that_cannot_be_kept_is_told(open_model, qtbot, folder):
    model = open_model()
    (folder / "session.json").unlink()
    (folder / "session.json").mkdir()
    model.add_marker()
    notice = wait_for_notice(qtbot, model)
    assert "The change is not kept" in notice.text
    assert notice.is_problem


def test_a_face_is_chosen_on_the_picture(open_model):
    model = open_model()
    model.choose_face_at(75, 25)
    assert model.chosen_id == 2
    model.choose_face_at(40, 2)
    assert model.chosen_id is None


def test_a_recording_whose_video_is_gone_still_shows_its_faces(make_model, qtbot, folder):
    (folder / "video.mp4").unlink()
    model = make_model()
    model.open_recording(folder)
    assert "is missing" in wait_for_notice(qtbot, model).text
    assert len(model.tracks) == 2


def test_a_damaged_recording_opens_and_the_page_says_what_is_lost(make_model, qtbot, folder):
    content = (folder / "video.mp4").read_bytes()
    place = content.index(b"moof", content.index(b"moof") + 4)
    (folder / "video.mp4").write_bytes(content[:place] + b"x" + content[place + 1 :])
    (folder / "session.json").write_text("{")
    model = make_model()
    model.open_recording(folder)
    qtbot.waitUntil(lambda: model.frame is not None)
    assert model.tasks.notice.text == (
        "session.json was damaged: names, markers and notes are lost. "
        "The damaged file is kept as session.damaged-1.json. "
        "video.mp4 is damaged: 5 of 60 pictures are missing."
    )
    model.show_frame(7)
    qtbot.waitUntil(lambda: "This picture is missing" in model.tasks.notice.text)
    model.show_frame(40)
    wait_for_frame(qtbot, model, 40)
    assert len(model.tracks) == 2


def test_playing_goes_on_behind_pictures_that_are_missing(make_model, qtbot, folder):
    content = (folder / "video.mp4").read_bytes()
    place = content.index(b"moof", content.index(b"moof") + 4)
    (folder / "video.mp4").write_bytes(content[:place] + b"x" + content[place + 1 :])
    model = make_model()
    model.open_recording(folder)
    qtbot.waitUntil(lambda: model.frame is not None)
    model.set_playing(True)
    wait_for_frame(qtbot, model, 59)


def test_a_recording_that_was_cut_off_opens_at_once(make_model, qtbot, folder):
    unfinish(folder)
    model = make_model()
    model.open_recording(folder)
    qtbot.waitUntil(lambda: model.frame is not None)
    assert model.recording.info.frames == 60
    assert model.tasks.notice is None


def test_a_folder_that_is_no_recording_is_told(make_model, qtbot, tmp_path):
    model = make_model()
    model.open_recording(tmp_path)
    assert "is no recording" in wait_for_notice(qtbot, model).text


def test_a_recording_that_runs_here_is_to_be_stopped_here(make_model, qtbot, tmp_path):
    with RecordingWriter(new_recording_folder(tmp_path, "now"), make_info()) as writer:
        model = make_model()
        model.open_recording(writer.folder)
        assert wait_for_notice(qtbot, model).text == "This recording is still running. Stop it first."
        assert model.recording is None
        assert not read_info(writer.folder).is_finished


def test_only_what_could_be_opened_is_said_to_be(make_model, qtbot, folder, tmp_path):
    model, opened = make_model(load=FakeAnalyzer), []
    model.opened.connect(opened.append)
    model.open_recording(tmp_path)
    assert "is no recording" in wait_for_notice(qtbot, model).text
    model.open_recording(folder)
    qtbot.waitUntil(lambda: model.recording is not None)
    video = make_video(tmp_path / "party.mp4", 3)
    model.open_video(video)
    qtbot.waitUntil(lambda: model.recording.folder != folder)
    assert opened == [str(folder), str(video)]


def test_recordings_are_listed(make_model, qtbot, folder):
    model = make_model()
    model.library.refresh()
    qtbot.waitUntil(lambda: [entry.folder for entry in model.library.entries] == [folder])
    assert model.library.entries[0].info.source == make_info().source == open_recording(folder).info.source


def test_another_recording_does_not_wait_for_the_player_before(open_model, qtbot, tmp_path, monkeypatch, gate):
    model = open_model()
    asked, is_reading = model._player, threading.Event()

    def read_slowly(video, number):
        # Faces are cut out in a thread of their own.
        if threading.current_thread().name == "player":
            is_reading.set()
        gate.wait(20)

    with monkeypatch.context() as patch:
        patch.setattr("fer_core.recording.recorded_pictures.RecordedPictures.read", read_slowly)
        model.show_frame(5)
        assert is_reading.wait(10)
    other = record(tmp_path / "recordings" / "other", 5)
    model.open_recording(other)
    qtbot.waitUntil(lambda: model.recording.folder == other and model.frame is not None)
    assert asked.is_alive
    gate.set()
    model.close()
    assert not asked.is_alive


def test_edits_are_kept_after_one_that_failed_unexpectedly(qapp, tmp_path):
    told, is_told = [], threading.Event()

    def report(problem):
        told.append(problem)
        is_told.set()

    def fail():
        raise RuntimeError("odd")

    saver = Saver(report)
    saver.save(fail)
    assert is_told.wait(10)
    saver.save(partial(write_info, tmp_path, make_info(source="later")))
    saver.close()
    assert told == ["The change is not kept. RuntimeError('odd')"]
    assert read_info(tmp_path).source == "later"


def test_a_damaged_table_opens_and_the_page_says_what_is_lost(folder, open_model):
    table = folder / "frames.csv"
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join([*lines[:61], "spoilt\n", *lines[62:]]))
    model = open_model()
    assert model.tasks.notice.is_problem
    assert model.tasks.notice.text.startswith("frames.csv is damaged after row 60.")
    assert len(model.faces) == 2

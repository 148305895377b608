"""Recording a group: what becomes of it when the disk is full, its folder is taken away, or nothing comes."""

import shutil
import threading
import time

from app.pages.live.group_recording import GroupRecorder
from app.pages.live.messages import Analysis, Shot
from app.services.models import shipped_folder
from fer_core.group import GroupMeter
from fer_core.recording.group_reader import open_group
from fer_core.results import FrameResult
from tests.app.fakes import make_face, make_frame
from tests.fer_core.recording.recordings import make_info
from tests.fer_core.recording.test_group_recording import assert_numbers_only
from tests.fer_core.rows.test_row_file import full_disk

FOUR = tuple(make_face(number) for number in range(4))


class Recording:
    """A recorder in its thread, and an analysis that feeds it ten times in a second of its own time."""

    def __init__(self, folder, *, interval_s=0.5, fps=30.0):
        self.told = threading.Event()
        info, meter = make_info(started_at="", fps=fps), GroupMeter(interval_s=interval_s)
        self.recorder = GroupRecorder(3, info, meter, parent=folder, models=shipped_folder(), tell=self.told.set)
        self._zero = time.perf_counter()
        self._thread = threading.Thread(target=self.recorder.run, name="recording")
        self._thread.start()

    def feed(self, time_s, *, faces=FOUR, stream_id=3):
        at = self._zero + time_s
        self.show(time_s, stream_id=stream_id)
        self.recorder.take_analysis(Analysis(stream_id, 1, at, (64, 48), FrameResult(faces, 1.0)))

    def show(self, time_s, *, stream_id=3):
        self.recorder.take_shot(Shot(stream_id, 1, make_frame(captured_at=self._zero + time_s)))

    def stop(self):
        self.recorder.stop()
        self._thread.join(20)
        assert self.told.is_set()
        return self.recorder.result


def test_pauses_are_left_out_and_so_is_another_stream(tmp_path):
    recording = Recording(tmp_path)
    for number in range(10):
        recording.feed(number / 10)
    recording.feed(5.0, stream_id=2)
    for number in range(11):
        recording.feed(600 + number / 10)
    result = recording.stop()
    assert result.problem == ""
    opened = open_group(result.folder)
    assert opened.table.times_s.tolist() == [0.0, 0.5, 1.0, 1.5]
    assert opened.least == 3
    assert_numbers_only(result.folder)


def test_time_goes_on_while_an_analysis_takes_longer_than_a_pause(tmp_path):
    recording = Recording(tmp_path)
    for number in range(41):
        recording.show(number / 10)
        if number % 20 == 0:
            recording.feed(number / 10)
    opened = open_group(recording.stop().folder)
    assert opened.table.times_s.tolist() == [0.0, 2.0, 4.0]


def test_pictures_that_come_slowly_are_no_pause(tmp_path):
    recording = Recording(tmp_path, fps=0.5)
    for number in range(3):
        recording.feed(2.0 * number)
    recording.feed(600.0)
    opened = open_group(recording.stop().folder)
    assert opened.table.times_s.tolist() == [0.0, 2.0, 4.0]


def test_faces_of_a_picture_from_before_the_recording_do_not_count(tmp_path):
    recording = Recording(tmp_path)
    recording.show(1.0)
    recording.recorder.take_analysis(Analysis(3, 1, recording._zero, (64, 48), FrameResult(FOUR, 1.0)))
    assert recording.stop().folder is None


def test_a_marker_stands_where_it_was_set_with_pauses_left_out(tmp_path):
    recording = Recording(tmp_path)
    recording.feed(0.0)
    recording.feed(0.5)
    recording.feed(100.0)
    recording.recorder.mark("question", recording._zero + 100.25)
    opened = open_group(recording.stop().folder)
    assert [marker.time_s for marker in opened.info.edits.markers] == [0.75]


def test_a_full_disk_ends_it_with_a_sentence_and_what_was_recorded_opens(tmp_path):
    recording = Recording(tmp_path)
    with full_disk(20_000):
        for number in range(20_000):
            if recording.told.is_set():
                break
            recording.feed(number / 10)
        assert recording.told.wait(20)
    result = recording.stop()
    assert "Free some space" in result.problem
    assert len(open_group(result.folder).table) > 10


def test_a_folder_that_is_taken_away_is_told_of(qtbot, tmp_path):
    recording = Recording(tmp_path)
    for number in range(11):
        recording.feed(number / 10)
    qtbot.waitUntil(lambda: recording.recorder.elapsed_s >= 1)
    (folder,) = tmp_path.iterdir()
    shutil.rmtree(folder)
    assert recording.stop().has_vanished


def test_without_an_analysis_there_is_no_folder(tmp_path):
    assert Recording(tmp_path).stop().folder is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()
    recording = Recording(tmp_path / "file")
    recording.feed(0.0)
    assert recording.told.wait(20)
    assert "Cannot make the folder" in recording.stop().problem

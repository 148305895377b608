"""Recording a group: what becomes of it when the disk is full, its folder is taken away, or nothing comes."""

import shutil
import threading
import time

from app.pages.live.group_recording import GroupRecorder
from app.pages.live.messages import Analysis
from app.services.models import shipped_folder
from fer_core.group import GroupMeter
from fer_core.recording.group_reader import open_group
from fer_core.results import FrameResult
from tests.app.fakes import make_face
from tests.fer_core.recording.recordings import make_info
from tests.fer_core.recording.test_group_recording import assert_numbers_only
from tests.fer_core.rows.test_row_file import full_disk

FOUR = tuple(make_face(number) for number in range(4))


class Recording:
    """A recorder in its thread, and an analysis that feeds it ten times in a second of its own time."""

    def __init__(self, folder, *, interval_s=0.5):
        self.told = threading.Event()
        info, meter = make_info(started_at=""), GroupMeter(interval_s=interval_s)
        self.recorder = GroupRecorder(3, info, meter, parent=folder, models=shipped_folder(), tell=self.told.set)
        self._zero = time.perf_counter()
        self._thread = threading.Thread(target=self.recorder.run, name="recording")
        self._thread.start()

    def feed(self, time_s, *, faces=FOUR, stream_id=3):
        at = self._zero + time_s
        self.recorder.take_analysis(Analysis(stream_id, 1, at, (64, 48), FrameResult(faces, 1.0)))

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

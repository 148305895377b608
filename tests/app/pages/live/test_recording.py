import threading
import time
import tracemalloc

import numpy as np
import pytest

from app.pages.live.messages import Analysis, Shot
from app.pages.live.recording import Recorder, RecordingOptions
from fer_core.recording.reader import open_recording
from fer_core.recording.writer import RecordingWriter
from fer_core.results import FrameResult
from fer_core.sources import Frame
from tests.app.fakes import make_face
from tests.fer_core.recording.recordings import make_info
from tests.fer_core.rows.test_row_file import full_disk

FPS = 20.0
BOX = (40, 30, 40, 40)


def textured(seed=0, size_wh=(160, 120)):
    small = np.random.default_rng(seed).integers(0, 255, (size_wh[1] // 2, size_wh[0] // 2, 3), dtype=np.uint8)
    return np.ascontiguousarray(small.repeat(2, axis=0).repeat(2, axis=1))


class Recording:
    """A recorder in its thread, and a source and an analysis that feed it."""

    def __init__(self, folder, *, hearing=None, **options):
        self.told = threading.Event()
        info = make_info(fps=FPS, started_at="", size_wh=(0, 0))
        self.recorder = Recorder(3, info, RecordingOptions(folder, **options), tell=self.told.set, hearing=hearing)
        self._zero = time.perf_counter()
        self._thread = threading.Thread(target=self.recorder.run, name="recording")

    def start(self):
        self._thread.start()
        return self

    def at(self, time_s):
        return self._zero + time_s

    def feed(self, number, image=None, *, faces=None, stream_id=3, time_s=None):
        at = self._zero + number / FPS
        frame = Frame(number, number / FPS if time_s is None else time_s, at, textured() if image is None else image)
        self.recorder.take_shot(Shot(stream_id, number, frame))
        if faces is not None:
            size_wh = frame.image_bgr.shape[1::-1]
            self.recorder.take_analysis(Analysis(stream_id, number, at, size_wh, FrameResult(tuple(faces), 1.0)))

    def stop(self):
        self.recorder.stop()
        self._thread.join(20)
        assert self.told.is_set()
        return self.recorder.result


def test_every_picture_and_the_faces_of_those_that_were_analysed(tmp_path):
    recording = Recording(tmp_path).start()
    for number in range(30):
        recording.feed(number, faces=[make_face(box_xywh=BOX)] if number % 3 == 0 else None)
    recording.feed(99, stream_id=2)
    result = recording.stop()
    assert result.problem == ""
    recording = open_recording(result.folder)
    assert recording.info.frames == 30
    assert recording.table.frames.tolist() == list(range(0, 30, 3))
    assert recording.info.size_wh == (160, 120)
    assert len(recording.info.models) == 3
    assert recording.info.started_at
    with recording.open_pictures() as video:
        assert np.abs(video.read(20).astype(int) - textured()).mean() < 40


def test_blurred_faces_cannot_be_had_back(tmp_path):
    image = textured()
    recording = Recording(tmp_path, is_blurred=True).start()
    for number in range(20):
        recording.feed(number, image, faces=[make_face(box_xywh=BOX)] if number % 4 == 0 or number == 19 else None)
    recording = open_recording(recording.stop().folder)
    with recording.open_pictures() as video:
        for number in range(recording.info.frames):
            picture = video.read(number)
            face, original = picture[30:70, 40:80].astype(float), image[30:70, 40:80]
            assert abs(np.corrcoef(face.ravel(), original.ravel())[0, 1]) < 0.3
            assert np.corrcoef(picture[:, 120:].ravel(), image[:, 120:].ravel())[0, 1] > 0.7


def test_without_an_analysis_the_whole_picture_is_blurred(tmp_path):
    image = textured()
    recording = Recording(tmp_path, is_blurred=True).start()
    for number in range(12):
        recording.feed(number, image)
    recording = open_recording(recording.stop().folder)
    with recording.open_pictures() as video:
        for number in range(recording.info.frames):
            assert abs(np.corrcoef(video.read(number).ravel(), image.ravel())[0, 1]) < 0.3


def test_before_it_is_known_where_faces_are_and_after_the_last_analysis_the_whole_picture_is_blurred(tmp_path):
    image = textured()
    recording = Recording(tmp_path, is_blurred=True).start()
    for number in range(32):
        recording.feed(number, image, faces=() if number < 26 else None)
    recording = open_recording(recording.stop().folder)
    with recording.open_pictures() as video:
        likeness = [np.corrcoef(video.read(n).ravel(), image.ravel())[0, 1] for n in range(recording.info.frames)]
    assert max(likeness[:20]) < 0.3, "a single search may have missed a face"
    assert min(likeness[21:26]) > 0.7
    assert max(likeness[26:]) < 0.3


def test_labels_are_drawn_where_that_is_wished(tmp_path):
    grey = np.full((120, 160, 3), 90, np.uint8)
    pictures = {}
    for is_annotated in (False, True):
        recording = Recording(tmp_path / str(is_annotated), is_annotated=is_annotated).start()
        for number in range(10):
            recording.feed(number, grey, faces=[make_face(box_xywh=BOX)])
        with open_recording(recording.stop().folder).open_pictures() as video:
            pictures[is_annotated] = video.read(5)
    assert pictures[False].std() < 5
    assert pictures[True].std() > 10


def test_pictures_that_come_too_fast_are_dropped_and_counted(tmp_path, monkeypatch):
    monkeypatch.setattr("app.pages.live.recording._MOST_BYTES", 5 * textured().nbytes)
    recording = Recording(tmp_path)
    for number in range(20):
        recording.feed(number)
    result = recording.start().stop()
    assert result.dropped == 15
    recording = open_recording(result.folder)
    assert (recording.info.dropped, recording.info.frames) == (15, 5)


def test_many_small_pictures_after_a_large_one_take_no_more_memory_while_they_wait(tmp_path, monkeypatch):
    most_bytes = 8 * 2**20
    monkeypatch.setattr("app.pages.live.recording._MOST_BYTES", most_bytes)
    taken, write = [], RecordingWriter.write_picture

    def weigh(writer, image_bgr, *, time_s):
        taken.append(tracemalloc.get_traced_memory()[0])
        return write(writer, image_bgr, time_s=time_s)

    monkeypatch.setattr(RecordingWriter, "write_picture", weigh)
    recording, large, small = Recording(tmp_path), textured(size_wh=(640, 480)), textured(size_wh=(64, 48))
    tracemalloc.start()
    try:
        for number in range(200):
            recording.feed(number, small.copy() if number else large, faces=())
        result = recording.start().stop()
    finally:
        tracemalloc.stop()
    assert result.dropped == 0
    assert open_recording(result.folder).info.frames == len(taken) == 200
    assert max(taken) < most_bytes


def test_while_nothing_can_be_written_analyses_do_not_pile_up_and_faces_stay_hidden(tmp_path, monkeypatch):
    image = textured()
    monkeypatch.setattr("app.pages.live.recording._MOST_BYTES", image.nbytes)
    recording = Recording(tmp_path, is_blurred=True)
    for number in range(1000):
        recording.feed(number, image, faces=[make_face(box_xywh=BOX)])
    assert len(recording.recorder._analyses) < 200
    recording.start()
    deadline = time.monotonic() + 20
    while recording.recorder._waiting_bytes and time.monotonic() < deadline:
        time.sleep(0.01)
    # The face is missed, but was there just before.
    recording.feed(1000, image, faces=())
    recording = open_recording(recording.stop().folder)
    assert (recording.info.frames, recording.info.dropped) == (2, 999)
    assert recording.table.frames.tolist() == [0]
    with recording.open_pictures() as video:
        for number in (0, 1):
            face, original = video.read(number)[30:70, 40:80], image[30:70, 40:80]
            assert abs(np.corrcoef(face.ravel(), original.ravel())[0, 1]) < 0.3


def test_pictures_and_faces_of_another_size_are_brought_to_the_first(tmp_path):
    recording = Recording(tmp_path).start()
    for number, size_wh in enumerate(((160, 120), (320, 240), (120, 160), (2000, 3))):
        recording.feed(number, textured(size_wh=size_wh), faces=[make_face(box_xywh=BOX)])
    recording = open_recording(recording.stop().folder)
    assert recording.info.size_wh == (160, 120)
    boxes = [recording.table.faces_at(number, not_before=number)[0].box_xywh for number in range(3)]
    assert boxes == [BOX, (20, 15, 20, 20), (65, 22, 30, 30)]
    with recording.open_pictures() as video:
        assert [video.read(number).shape for number in range(4)] == [(120, 160, 3)] * 4


def test_a_pause_is_left_out(tmp_path):
    recording = Recording(tmp_path).start()
    for number in range(10):
        recording.feed(number, time_s=number / FPS + (100.0 if number >= 5 else 0.0), faces=[make_face()])
    recording = open_recording(recording.stop().folder)
    assert recording.info.frames == 10
    assert recording.table.times_s[-1] == pytest.approx(9 / FPS)


def test_a_stream_slower_than_it_says_is_recorded_in_its_own_time(tmp_path):
    recording = Recording(tmp_path).start()
    for number in range(6):
        recording.feed(number, time_s=2.0 * number, faces=[make_face()])
    recording = open_recording(recording.stop().folder)
    # Only the first gap may have been a pause.
    assert recording.table.times_s.tolist() == pytest.approx([0.0, *(1 / FPS + 2.0 * number for number in range(5))])


def test_markers_lie_where_they_were_set(tmp_path):
    recording = Recording(tmp_path).start()
    recording.recorder.mark("1", time.perf_counter())
    for number in range(21):
        recording.feed(number, faces=())
    deadline = time.monotonic() + 10
    while recording.recorder.elapsed_s < 1.0 and time.monotonic() < deadline:
        time.sleep(0.01)
    recording.recorder.mark("2", time.perf_counter())
    markers = open_recording(recording.stop().folder).info.edits.markers
    assert [marker.name for marker in markers] == ["1", "2"]
    assert markers[0].time_s < markers[1].time_s


def test_a_full_disk_ends_it_with_a_sentence_and_what_was_recorded_opens(tmp_path):
    recording = Recording(tmp_path)
    with full_disk(300_000):
        recording.start()
        for number in range(100):
            if recording.told.is_set():
                break
            recording.feed(number, textured(number, (320, 240)), faces=[make_face()])
            time.sleep(0.002)
        assert recording.told.wait(10)
    result = recording.stop()
    assert "Cannot write" in result.problem
    assert "File too large. Free some space" in result.problem
    recording = open_recording(result.folder)
    assert 0 < recording.info.frames < 100
    assert len(recording.table) > 0


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    recording = Recording(tmp_path / "file").start()
    recording.feed(0, faces=())
    result = recording.stop()
    assert result.folder is None
    assert "Cannot make the folder" in result.problem


def test_nothing_to_record_leaves_nothing(tmp_path):
    result = Recording(tmp_path).start().stop()
    assert (result.folder, result.problem) == (None, "")
    assert list(tmp_path.iterdir()) == []

import json
import signal
import subprocess
import sys
from datetime import datetime

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.recording.edits import Marker
from fer_core.recording.info import read_info
from fer_core.recording.reader import finish_recording, list_recordings, open_recording
from fer_core.recording.video_pictures import VideoPictures
from fer_core.recording.writer import RecordingWriter, new_recording_folder
from tests.fer_core.recording.recordings import (
    FPS,
    SIZE_WH,
    age,
    crossing_faces,
    make_face,
    make_info,
    picture,
    pictures_in,
    record,
)  # fmt: skip
from tests.fer_core.rows.test_row_file import full_disk

ENDLESS = """
import sys, time
from pathlib import Path
from tests.fer_core.recording.recordings import FPS, crossing_faces, make_info, picture
from fer_core.recording.writer import RecordingWriter
writer = RecordingWriter(Path(sys.argv[1]), make_info())
started = time.perf_counter()
for number in range(10**6):
    written = writer.write_picture(picture(number), time_s=number / FPS)
    writer.write_faces(written, crossing_faces(number), time_s=number / FPS)
    print(number, flush=True)
    time.sleep(0.005)
"""


def test_a_recording_is_three_files_that_fit_together(tmp_path):
    folder = record(tmp_path / "a")
    assert sorted(path.name for path in folder.iterdir()) == ["frames.csv", "session.json", "video.mp4"]
    recording = open_recording(folder)
    assert recording.info == make_info(frames=60, is_finished=True)
    assert pictures_in(recording.video_path) == 60
    assert recording.duration_s == 3.0
    assert (folder / "frames.csv").read_text().splitlines()[0] == (
        "frame,time_s,face_id,x,y,w,h,label,confidence,agreement,angry,disgust,fear,happy,neutral,sad,surprise"
    )
    table = recording.table
    assert len(table) == 120
    assert table.frames[:4].tolist() == [0, 0, 1, 1]
    assert table.times_s[-1] == pytest.approx(59 / FPS)
    assert table.boxes_xywh[0].tolist() == [2, 20, 24, 24]
    first, second = table.faces_at(7, not_before=0)
    assert (first.label, second.label) == ("happy", "sad")
    assert first.probabilities[EMOTIONS.index("happy")] == pytest.approx(0.7)
    content = json.loads((folder / "session.json").read_text())
    assert content["format"] == 1
    assert datetime.fromisoformat(content["started_at"]).tzinfo is not None


def test_two_faces_that_cross_keep_their_numbers_and_places(tmp_path):
    table = open_recording(record(tmp_path / "a")).table
    for face_id, label, step in ((1, "happy", 1), (2, "sad", -1)):
        mine = table.select(table.face_ids == face_id)
        assert len(mine) == 60
        assert set(np.diff(mine.boxes_xywh[:, 0]).tolist()) == {step}
        assert {mine.face(row).label for row in range(60)} == {label}


def test_any_picture_of_the_video_can_be_had(tmp_path):
    folder = record(tmp_path / "a", 45)
    with VideoPictures(folder / "video.mp4") as video:
        for number in (0, 1, 2, 30, 9, 10, 44, 3):
            assert float(np.abs(video.read(number).astype(int) - picture(number)).mean()) < 4
        assert video.read(45) is None


def test_uncertain_faces_come_back_as_such(tmp_path):
    folder = record(tmp_path / "a", 3, faces=lambda number: [make_face(is_uncertain=True)])
    assert open_recording(folder).table.face(0).label == "uncertain"


def test_a_killed_recording_misses_at_most_a_second(tmp_path):
    folder = tmp_path / "killed"
    folder.mkdir()
    process = subprocess.Popen([sys.executable, "-c", ENDLESS, str(folder)], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if int(line) >= 65:
            break
    process.send_signal(signal.SIGKILL)
    written = max([int(line), *map(int, process.stdout.read().split())]) + 1
    process.wait()
    assert not read_info(folder).is_finished
    assert pictures_in(folder / "video.mp4") >= written - FPS
    age(folder)
    recording = open_recording(folder)
    assert recording.info.is_finished
    assert written - FPS <= recording.info.frames == pictures_in(recording.video_path) <= written + 1
    assert recording.table.frames[-1] >= written - 2
    assert sorted(path.name for path in folder.iterdir()) == ["frames.csv", "session.json", "video.mp4"]


def test_a_recording_that_goes_on_is_opened_without_being_touched(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    with RecordingWriter(folder, make_info()) as writer:
        for number in range(30):
            writer.write_picture(picture(number), time_s=number / FPS)
            writer.write_faces(number, crossing_faces(number), time_s=number / FPS)
        recording = open_recording(folder)
        assert not recording.info.is_finished
        assert len(recording.table) == 60
        assert recording.duration_s == pytest.approx(29 / FPS)
        with VideoPictures(recording.video_path) as video:
            assert video.read(15) is not None
    assert open_recording(folder).info.frames == 30


def test_a_recording_that_only_pauses_is_left_alone(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    with RecordingWriter(folder, make_info()) as writer:
        for number in range(30):
            writer.write_picture(picture(number), time_s=number / FPS)
        age(folder)
        assert not open_recording(folder).info.is_finished
        writer.write_picture(picture(30), time_s=30 / FPS)
    assert open_recording(folder).info.frames == pictures_in(folder / "video.mp4") == 31


def test_a_recording_of_another_process_counts_as_running_as_long_as_it_is_kept_alive(tmp_path, monkeypatch):
    writer = RecordingWriter(tmp_path, make_info())
    monkeypatch.setattr("fer_core.recording.reader.is_running", lambda folder: False)
    age(tmp_path)
    writer.keep_alive()
    assert not open_recording(tmp_path).info.is_finished
    writer.write_picture(picture(0), time_s=0.0)
    writer.close()
    assert open_recording(tmp_path).info.frames == 1


def test_files_that_vanish_while_they_are_looked_at_were_just_written(tmp_path, monkeypatch):
    writer = RecordingWriter(tmp_path, make_info())
    monkeypatch.setattr("fer_core.recording.reader.is_running", lambda folder: False)
    monkeypatch.setattr("pathlib.Path.iterdir", lambda folder: iter([folder / "gone"]))
    assert not open_recording(tmp_path).info.is_finished
    writer.close()


@pytest.mark.parametrize("lost", [1, 50, 500])
def test_a_video_cut_off_anywhere_is_finished(tmp_path, lost):
    folder = tmp_path / "a"
    folder.mkdir()
    writer = RecordingWriter(folder, make_info())
    for number in range(60):
        writer.write_picture(picture(number), time_s=number / FPS)
    writer._video._file.flush()
    video = folder / "video.mp4"
    cut = video.read_bytes()[:-lost]
    writer.close()
    video.write_bytes(cut)
    assert finish_recording(folder).frames == pictures_in(video) == 50
    assert finish_recording(folder).frames == 50


def test_a_half_row_is_left_out(tmp_path):
    folder = record(tmp_path / "a", 5)
    table = folder / "frames.csv"
    table.write_text(table.read_text()[:-30])
    recording = open_recording(folder)
    assert len(recording.table) == 9
    assert recording.problem is None, "this is what a crash leaves"


def test_a_full_disk_ends_the_video_with_a_clear_sentence_and_the_rest_opens(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    noise = np.random.default_rng(0).integers(0, 255, (240, 320, 3), dtype=np.uint8)
    writer = RecordingWriter(folder, make_info(size_wh=(320, 240)))

    def record_noise():
        for number in range(200):
            writer.write_picture(np.roll(noise, 7 * number, axis=1), time_s=number / FPS)
            writer.write_faces(number, [make_face()], time_s=number / FPS)

    with full_disk(700_000):
        with pytest.raises(DataError, match=r"Cannot write .*video\.mp4.*too large.*Free some space|Is the disk full"):
            record_noise()
        written = writer._video.frames
        writer.close()
    assert written >= 20
    recording = open_recording(folder)
    assert written - FPS <= recording.info.frames
    assert pictures_in(recording.video_path) >= written - FPS
    assert len(recording.table) >= written - FPS


def test_a_full_disk_ends_the_table_with_a_clear_sentence(tmp_path, monkeypatch):
    folder = tmp_path / "a"
    folder.mkdir()
    writer = RecordingWriter(folder, make_info())
    for number in range(20):
        writer.write_picture(picture(number), time_s=number / FPS)
        writer.write_faces(number, [make_face()], time_s=number / FPS)

    class FullFile:
        def __init__(self, file):
            self._file = file

        def write(self, line):
            raise OSError(28, "No space left on device")

        def close(self):
            self._file.close()

    writer._rows._file._writer = FullFile(writer._rows._file._writer)
    with pytest.raises(DataError, match=r"frames.*No space left on device. Free some space"):
        writer.write_faces(20, [make_face()], time_s=1.0)
    writer.close()
    assert len(open_recording(folder).table) == 20
    assert pictures_in(folder / "video.mp4") == 20


def test_a_slow_camera_repeats_pictures_and_a_fast_one_loses_some(tmp_path):
    for name, rate, count in (("slow", FPS / 2, 20), ("fast", FPS * 2, 80)):
        folder = tmp_path / name
        folder.mkdir()
        with RecordingWriter(folder, make_info()) as writer:
            numbers = [writer.write_picture(picture(n), time_s=n / rate) for n in range(count)]
        assert abs(open_recording(folder).info.frames - 40) <= 1
        assert (None in numbers) == (name == "fast")


def test_markers_are_on_the_disk_at_once(tmp_path):
    with RecordingWriter(tmp_path, make_info()) as writer:
        writer.write_picture(picture(0), time_s=0.0)
        writer.add_marker("1", time_s=1.25)
        writer.add_marker("0")
        assert read_info(tmp_path).edits.markers == (Marker(0.0, "0"), Marker(1.25, "1"))


def test_folders_get_names_of_their_own(tmp_path):
    names = [new_recording_folder(tmp_path / "deep", "a").name for _ in range(3)]
    assert names == ["a", "a-2", "a-3"]
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match="Cannot make the folder"):
        new_recording_folder(tmp_path / "file", "a")


def test_recordings_are_listed_newest_first_without_those_that_are_damaged(tmp_path):
    for name, day in (("a", 1), ("b", 3), ("c", 2)):
        record(tmp_path / name, 2, started_at=f"2026-11-0{day}T10:00:00+01:00")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "session.json").write_text("{")
    assert [folder.name for folder, _ in list_recordings(tmp_path)] == ["b", "c", "a"]
    assert list_recordings(tmp_path / "none") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is no recording"),
        ("{", "damaged"),
        ("[]", "damaged"),
        ('{"format": 2}', "newer Emolens"),
        ('{"format": 1, "source": "x"}', "damaged"),
    ],
)
def test_what_is_no_recording_is_refused_with_a_clear_sentence(tmp_path, content, message):
    if content is not None:
        (tmp_path / "session.json").write_text(content)
    with pytest.raises(DataError, match=message):
        open_recording(tmp_path)


def test_a_marker_at_no_moment_is_refused(tmp_path):
    with RecordingWriter(tmp_path, make_info()) as writer:
        writer.write_picture(np.zeros((SIZE_WH[1], SIZE_WH[0], 3), np.uint8), time_s=0.0)
        writer.add_marker("1", time_s=float("nan"))
    with pytest.raises(DataError, match=r"session.json is damaged, so"):
        open_recording(tmp_path)


def test_pictures_of_odd_size_are_recorded(tmp_path):
    with RecordingWriter(tmp_path, make_info()) as writer:
        for number in range(30):
            writer.write_picture(np.zeros((SIZE_WH[1] + 1, SIZE_WH[0] - 1, 3), np.uint8), time_s=number / FPS)
    assert pictures_in(tmp_path / "video.mp4") == 30


def test_a_video_that_could_not_be_written_is_not_begun_anew(tmp_path, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError(28, "No space left on device")

    writer = RecordingWriter(tmp_path, make_info())

    def write(numbers):
        for number in numbers:
            writer.write_picture(picture(number), time_s=number / FPS)

    write(range(20))
    with monkeypatch.context() as patch:
        patch.setattr("fer_core.recording.video.append_fragment", fail)
        with pytest.raises(DataError, match="No space left"):
            write(range(20, 40))
    with pytest.raises(DataError, match="failed before"):
        write(range(40, 60))
    writer.close()
    assert pictures_in(tmp_path / "video.mp4") == 20


def test_a_table_without_a_face_opens(tmp_path):
    assert len(open_recording(record(tmp_path / "a", 2, faces=lambda number: ())).table) == 0

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.recording.edits import Marker
from fer_core.recording.info import read_info
from fer_core.recording.reader import list_recordings, open_recording
from fer_core.recording.writer import RecordingWriter, new_recording_folder
from tests.fer_core.recording.recordings import (
    FPS,
    SIZE_WH,
    crossing_faces,
    make_face,
    make_info,
    picture,
    pictures_in,
    record,
    shows,
    unfinish,
)  # fmt: skip
from tests.fer_core.rows.videos import times_in
from tests.systems import posix_only

ENDLESS = """
import sys, time
from dataclasses import replace
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
        "frame,time_s,face_id,x,y,w,h,label,confidence,agreement,face_confidence,recognised,angry,disgust,fear,happy,neutral,sad,surprise"
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
    recording = open_recording(record(tmp_path / "a", 145))
    with recording.open_pictures() as video:
        for number in (0, 1, 2, 130, 9, 10, 44, 3, 144, 20, 60, 59, 40):
            image = video.read(number)
            assert image.shape == (64, 96, 3)
            assert shows(image, number)
            assert float(np.abs(image.astype(int) - picture(number)).mean()) < 4
        assert video.read(145) is None
        assert video.read(-1) is None


def test_uncertain_faces_come_back_as_such(tmp_path):
    folder = record(tmp_path / "a", 3, faces=lambda number: [make_face(is_uncertain=True)])
    assert open_recording(folder).table.face(0).label == "uncertain"


def test_how_sure_a_face_is_comes_back_and_is_unknown_where_nobody_said(tmp_path):
    sure = replace(make_face(1), face_confidence=0.75)
    table = open_recording(record(tmp_path / "a", 2, faces=lambda number: [sure, make_face(2)])).table
    assert [table.face(row).face_confidence for row in range(4)] == [0.75, None] * 2


def test_who_was_recognised_comes_back_as_such_and_nobody_in_earlier_recordings(tmp_path):
    folder = record(tmp_path / "a", 2, faces=lambda number: [replace(make_face(1), is_recognised=True), make_face(2)])
    table = open_recording(folder).table
    assert [table.face(row).is_recognised for row in range(4)] == [True, False] * 2
    path = folder / "frames.csv"
    place = path.read_text().splitlines()[0].split(",").index("recognised")
    lines = [line.split(",") for line in path.read_text().splitlines()]
    path.write_text("".join(",".join(cells[:place] + cells[place + 1 :]) + "\n" for cells in lines))
    earlier = open_recording(folder)
    assert earlier.problems == ()
    assert not earlier.table.recognised.any()
    assert len(earlier.table) == 4


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
    before = {path: path.read_bytes() for path in folder.iterdir()}
    recording = open_recording(folder)
    assert not recording.is_growing
    assert recording.problems == ()
    assert written - FPS <= recording.info.frames == pictures_in(recording.video_path) <= written + 1
    assert recording.table.frames[-1] >= written - 2
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_recording_that_goes_on_is_opened_without_being_touched(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    with RecordingWriter(folder, make_info()) as writer:
        for number in range(30):
            writer.write_picture(picture(number), time_s=number / FPS)
            writer.write_faces(number, crossing_faces(number), time_s=number / FPS)
        recording = open_recording(folder)
        assert recording.is_growing
        assert not recording.info.is_finished
        assert len(recording.table) == 60
        with recording.open_pictures() as video:
            assert shows(video.read(15), 15)
    recording = open_recording(folder)
    assert not recording.is_growing
    assert recording.info.frames == 30


def test_a_recording_of_another_process_runs_as_long_as_that_process(tmp_path):
    folder = tmp_path / "a"
    folder.mkdir()
    process = subprocess.Popen([sys.executable, "-c", ENDLESS, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline()
    assert open_recording(folder).is_growing
    process.kill()
    process.communicate()
    assert not open_recording(folder).is_growing


def test_files_of_the_future_do_not_look_as_if_they_were_being_written(tmp_path):
    folder = record(tmp_path / "a", 5)
    unfinish(folder)
    for path in folder.iterdir():
        os.utime(path, (2**33, 2**33))
    assert not open_recording(folder).is_growing


@pytest.mark.parametrize("lost", [1, 50, 500])
def test_a_video_cut_off_anywhere_opens_and_stays_as_it_is(tmp_path, lost):
    folder = record(tmp_path / "a", 60)
    unfinish(folder)
    video = folder / "video.mp4"
    end = video.read_bytes().rindex(b"mfra") - 4
    video.write_bytes(video.read_bytes()[: end - lost])
    before = video.read_bytes()
    recording = open_recording(folder)
    assert 50 <= recording.info.frames == len(recording.video.ticks) < 60
    assert video.read_bytes() == before


@posix_only
def test_nobody_but_its_owner_can_read_a_recording(tmp_path):
    folder = new_recording_folder(tmp_path, "a")
    with RecordingWriter(folder, make_info()) as writer:
        writer.write_picture(picture(0), time_s=0.0)
        writer.write_faces(0, [make_face()], time_s=0.0)
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        "frames.csv": 0o600, "session.json": 0o600, "video.mp4": 0o600,
    }  # fmt: skip


def test_a_half_row_is_left_out(tmp_path):
    folder = record(tmp_path / "a", 5)
    table = folder / "frames.csv"
    table.write_text(table.read_text()[:-30])
    recording = open_recording(folder)
    assert len(recording.table) == 9
    assert recording.problems == (), "this is what a crash leaves"


def test_pictures_keep_their_times_and_are_numbered_by_them(tmp_path):
    times_s = [0.0, 0.06, 0.1, 0.52, 0.53, 2.0]
    with RecordingWriter(tmp_path, make_info()) as writer:
        numbers = [writer.write_picture(picture(n * 30), time_s=time_s) for n, time_s in enumerate(times_s)]
    assert numbers == [0, 1, 2, 10, 11, 40]
    assert times_in(tmp_path / "video.mp4") == pytest.approx(times_s, abs=1e-4)
    recording = open_recording(tmp_path)
    assert recording.info.frames == 41
    assert recording.problems == ()
    with recording.open_pictures() as video:
        for number, shown in ((0, 0), (1, 1), (2, 2), (5, 2), (9, 2), (10, 3), (11, 4), (39, 4), (40, 5), (3, 2)):
            assert shows(video.read(number), shown * 30)


def test_of_a_fast_camera_the_first_picture_with_a_number_is_kept(tmp_path):
    with RecordingWriter(tmp_path, make_info()) as writer:
        numbers = [writer.write_picture(picture(n), time_s=n / (2 * FPS)) for n in range(80)]
    written = [number for number in numbers if number is not None]
    assert None in numbers
    assert written == list(range(41))
    assert pictures_in(tmp_path / "video.mp4") == 41


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


def test_recordings_are_listed_newest_first_those_included_that_are_damaged(tmp_path):
    for name, day in (("a", 1), ("b", 3), ("c", 2)):
        record(tmp_path / name, 2, started_at=f"2020-11-0{day}T10:00:00+01:00")
    record(tmp_path / "d", 2)
    (tmp_path / "d" / "session.json").write_text("{")
    (tmp_path / "e").mkdir()
    listed = list_recordings(tmp_path)
    assert [folder.name for folder, _ in listed] == ["d", "b", "c", "a"]
    assert listed[0][1].source == "d"
    assert list_recordings(tmp_path / "none") == []


def test_what_is_no_recording_is_refused_with_a_clear_sentence(tmp_path):
    with pytest.raises(DataError, match=r"is no recording: it has no session\.json"):
        open_recording(tmp_path)
    (tmp_path / "session.json").write_text('{"format": 99}')
    with pytest.raises(DataError, match="newer Emolens"):
        open_recording(tmp_path)


def test_pictures_of_odd_size_are_recorded(tmp_path):
    with RecordingWriter(tmp_path, make_info()) as writer:
        for number in range(30):
            writer.write_picture(np.zeros((SIZE_WH[1] + 1, SIZE_WH[0] - 1, 3), np.uint8), time_s=number / FPS)
    assert pictures_in(tmp_path / "video.mp4") == 30


def test_a_table_without_a_face_opens(tmp_path):
    assert len(open_recording(record(tmp_path / "a", 2, faces=lambda number: ())).table) == 0

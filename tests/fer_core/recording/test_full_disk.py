"""Recordings on a disk that is full, or does not take the video."""

import numpy as np
import pytest

from fer_core.errors import DataError
from fer_core.recording.reader import open_recording
from fer_core.recording.writer import RecordingWriter
from tests.fer_core.recording.recordings import (
    FPS,
    make_face,
    make_info,
    picture,
    pictures_in,
)  # fmt: skip
from tests.fer_core.rows.test_row_file import full_disk
from tests.fer_core.rows.videos import noise


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
        with pytest.raises(DataError, match=r"Cannot write .*video\.mp4.*too large.*Free some space"):
            record_noise()
        written = writer._video.frames
        writer.close()
    assert written >= 15
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

    size = (folder / "frames.csv").stat().st_size
    with full_disk(size + 10), pytest.raises(DataError, match=r"frames\.csv: File too large. Free some space"):
        writer.write_faces(20, [make_face()], time_s=1.0)
    writer.close()
    assert len(open_recording(folder).table) == 20
    assert pictures_in(folder / "video.mp4") == 20


def test_a_video_that_could_not_be_written_is_not_begun_anew(tmp_path):
    writer = RecordingWriter(tmp_path, make_info())

    def write(numbers):
        for number in numbers:
            writer.write_picture(noise(number), time_s=number / FPS)

    write(range(21))
    size = (tmp_path / "video.mp4").stat().st_size
    with full_disk(size + 1000), pytest.raises(DataError, match="File too large"):
        write(range(21, 60))
    with pytest.raises(DataError, match="File too large"):
        write(range(60, 80))
    writer.close()
    assert pictures_in(tmp_path / "video.mp4") == 20

"""Recordings that cannot be finished can be looked at all the same."""

import re

import pytest

from fer_core.errors import DataError
from fer_core.recording.info import VIDEO_MP4, read_info, write_info
from fer_core.recording.mp4 import count_pictures
from fer_core.recording.reader import finish_recording, open_recording
from fer_core.recording.video_pictures import VideoPictures
from fer_core.recording.writer import RecordingWriter
from tests.fer_core.recording.recordings import FPS, age, crossing_faces, make_info, picture, pictures_in, record
from tests.fer_core.rows.test_row_file import full_disk


def cut_off(folder, pictures=200):
    """Record until a disk is full that has no room for the video's final table, and return the video."""
    folder.mkdir()
    writer = RecordingWriter(folder, make_info())
    for number in range(pictures):
        writer.write_picture(picture(number), time_s=number / FPS)
        writer.write_faces(number, crossing_faces(number), time_s=number / FPS)
    video = folder / VIDEO_MP4
    size = video.stat().st_size
    with full_disk(size + 100), pytest.raises(DataError, match=r"Cannot write .*video\.mp4"):
        writer.close()
    assert video.stat().st_size == size
    return video


def test_a_video_that_cannot_be_finished_for_a_full_disk_can_be_played_and_finished_later(tmp_path):
    video = cut_off(tmp_path / "a")
    assert pictures_in(video) == count_pictures(video) == 200
    assert finish_recording(tmp_path / "a").frames == 200
    assert pictures_in(video) == count_pictures(video) == 200


def test_while_the_disk_is_full_the_recording_opens_as_it_is(tmp_path):
    folder = tmp_path / "a"
    video = cut_off(folder)
    info = (folder / "session.json").read_text().replace('"finished": true', '"finished": false')
    (folder / "session.json").write_text(info.replace('"frames": 200', '"frames": 0'))
    age(folder)
    with full_disk(video.stat().st_size + 100):
        recording = open_recording(folder)
    assert not recording.info.is_finished
    assert recording.info.frames == 200
    assert len(recording.table) == 400
    assert "Cannot write" in str(recording.problem)
    with VideoPictures(recording.video_path) as pictures:
        assert pictures.read(199) is not None
    # An edit that is kept meanwhile does not make it look as if it went on.
    write_info(folder, recording.info)
    assert open_recording(folder).info.is_finished
    assert read_info(folder).frames == 200


@pytest.mark.parametrize("content", [b"", b"no video at all, but long enough to hold a few boxes"])
def test_what_is_no_video_has_no_pictures(tmp_path, content):
    (tmp_path / "a.mp4").write_bytes(content)
    assert count_pictures(tmp_path / "a.mp4") == 0
    assert count_pictures(tmp_path / "b.mp4") == 0


def test_a_recording_whose_video_cannot_be_finished_shows_its_faces(tmp_path):
    folder = record(tmp_path / "a", 10)
    info = (folder / "session.json").read_text().replace('"finished": true', '"finished": false')
    (folder / "session.json").write_text(info)
    (folder / VIDEO_MP4).write_bytes(b"\0" * 500)
    age(folder)
    recording = open_recording(folder)
    assert not recording.info.is_finished
    assert not recording.is_growing
    assert len(recording.table) == 20
    assert "its beginning is damaged" in str(recording.problem)


def test_pictures_before_a_damaged_fragment_count(tmp_path):
    video = cut_off(tmp_path / "a")
    content = video.read_bytes()
    places = [found.start() for found in re.finditer(b"trun", content)]
    # The number of pictures, behind version and flags.
    place = places[5] + 8
    video.write_bytes(content[:place] + b"\x7f\xff\xff\xff" + content[place + 4 :])
    assert count_pictures(video) == 50
    with pytest.raises(DataError, match="damaged"):
        finish_recording(tmp_path / "a")


def test_a_finished_video_with_an_absurd_table_has_no_pictures(tmp_path):
    video = record(tmp_path / "a", 10) / VIDEO_MP4
    content = video.read_bytes()
    place = content.rindex(b"stsz") + 8
    video.write_bytes(content[:place] + b"\x00\x00\x10\x00\x7f\xff\xff\xff" + content[place + 8 :])
    assert count_pictures(video) == 0

"""Recordings that cannot be finished can be looked at all the same."""

import pytest

from fer_core.errors import DataError
from fer_core.session.info import VIDEO_MP4, read_info
from fer_core.session.mp4 import count_pictures
from fer_core.session.reader import finish_session, open_session
from fer_core.session.video import VideoPictures
from fer_core.session.writer import SessionWriter
from tests.fer_core.session.recordings import FPS, age, crossing_faces, make_info, picture, pictures_in, record
from tests.fer_core.test_sinks import full_disk


def cut_off(folder, pictures=200):
    """Record until a disk is full that has no room for the video's final table, and return the video."""
    folder.mkdir()
    writer = SessionWriter(folder, make_info())
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
    assert finish_session(tmp_path / "a").frames == 200
    assert pictures_in(video) == count_pictures(video) == 200


def test_while_the_disk_is_full_the_recording_opens_as_it_is(tmp_path):
    folder = tmp_path / "a"
    video = cut_off(folder)
    info = (folder / "session.json").read_text().replace('"finished": true', '"finished": false')
    (folder / "session.json").write_text(info.replace('"frames": 200', '"frames": 0'))
    age(folder)
    with full_disk(video.stat().st_size + 100):
        session = open_session(folder)
    assert not session.info.is_finished
    assert session.info.frames == 200
    assert len(session.table) == 400
    with VideoPictures(session.video_path) as pictures:
        assert pictures.read(199) is not None
    age(folder)
    assert open_session(folder).info.is_finished
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
    session = open_session(folder)
    assert not session.info.is_finished
    assert len(session.table) == 20

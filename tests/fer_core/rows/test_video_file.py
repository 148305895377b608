import itertools
import signal
import subprocess
import sys
import threading
from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from fer_core.errors import DataError
from fer_core.rows.growing_video import MAX_SIDE
from fer_core.rows.video_file import VideoFile
from tests.fer_core.rows.test_row_file import full_disk
from tests.fer_core.rows.videos import noise, pictures_of, times_in

ENDLESS = """
import sys
from pathlib import Path
from fer_core.rows.video_file import VideoFile
from tests.fer_core.rows.videos import noise
with VideoFile(Path(sys.argv[1]), fps=20) as video:
    for number in range(10**6):
        video.write(noise(number))
        print(number, flush=True)
"""


def grey(value, *, height=60, width=80):
    return np.full((height, width, 3), value, np.uint8)


def write(video, pictures, *, then=None):
    """Write pictures in a ``with`` block, which ends by raising ``then``."""
    with video:
        for image in pictures:
            video.write(image)
        if then is not None:
            raise then


def test_pictures_come_back_as_they_were_written(tmp_path):
    path = tmp_path / "clip.mp4"
    with VideoFile(path, fps=29.970029) as video:
        for value in range(10):
            video.write(grey(20 * value))
        assert not path.exists()
    pictures = pictures_of(path)
    assert [picture.shape for picture in pictures] == [(60, 80, 3)] * 10
    assert [float(picture.mean()) for picture in pictures] == pytest.approx([20 * value for value in range(10)], abs=3)
    assert times_in(path) == pytest.approx([number / 29.970029 for number in range(10)], abs=1e-4)
    assert [p.name for p in tmp_path.iterdir()] == ["clip.mp4"]


def test_other_programs_know_how_long_it_is(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=25) as video:
        for value in range(50):
            video.write(grey(value))
    capture = cv2.VideoCapture(str(tmp_path / "clip.mp4"))
    assert capture.get(cv2.CAP_PROP_FRAME_COUNT) == 50
    assert capture.get(cv2.CAP_PROP_FPS) == pytest.approx(25)


def test_every_picture_has_its_own_time(tmp_path):
    times_s = [0.0, 0.04, 0.05, 1.75, 1.7501, 7.2, 3600.25]
    with VideoFile(tmp_path / "clip.mp4", fps=30) as video:
        for time_s in times_s:
            video.write(grey(0), time_s=time_s)
    assert times_in(tmp_path / "clip.mp4") == pytest.approx(times_s, abs=1e-4)


def test_a_video_begins_with_its_first_picture(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=30) as video:
        for time_s in (5.0, 6.0, 7.5):
            video.write(grey(0), time_s=time_s)
    assert times_in(tmp_path / "clip.mp4") == pytest.approx([0, 1, 2.5], abs=1e-4)


def test_pictures_whose_time_goes_back_are_kept_in_their_order(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=30) as video:
        for value, time_s in ((0, 0.0), (80, 1.0), (160, 0.5), (240, 2.0)):
            video.write(grey(value), time_s=time_s)
    path = tmp_path / "clip.mp4"
    assert times_in(path) == pytest.approx([0, 1, 1, 2], abs=1e-3)
    assert [float(picture.mean()) for picture in pictures_of(path)] == pytest.approx([0, 80, 160, 240], abs=3)


@pytest.mark.parametrize("shape", [(61, 81), (1, 1), (1, 300), (720, 1281)])
@pytest.mark.parametrize("fps", [0.003, 0.5, 120.123, 1000.0])
def test_odd_sizes_and_rates_are_written(tmp_path, shape, fps):
    path = tmp_path / "clip.mp4"
    with VideoFile(path, fps=fps) as video:
        for _ in range(5):
            video.write(np.zeros((*shape, 3), np.uint8))
    assert times_in(path) == pytest.approx([number / fps for number in range(5)], rel=1e-3, abs=1e-4)


def test_pictures_of_changing_size_are_all_in_the_video(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=30) as video:
        for side in (64, 100, 30, 64):
            video.write(grey(0, height=side, width=side))
    assert [picture.shape for picture in pictures_of(tmp_path / "clip.mp4")] == [(64, 64, 3)] * 4


def test_a_very_wide_picture_becomes_a_video_that_fits(tmp_path):
    with VideoFile(tmp_path / "wide.mp4", fps=10) as video:
        video.write(np.zeros((100, 20_000, 3), np.uint8))
    assert pictures_of(tmp_path / "wide.mp4")[0].shape == (82, MAX_SIDE, 3)


def test_a_name_that_is_no_text_or_looks_like_an_address_is_a_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a\udcff.mp4", "tcp:127.0.0.1:9?x.mp4", "%d.mp4", "x" * 200 + ".mp4"):
        with VideoFile(Path(name), fps=10) as video:
            video.write(grey(0))
    assert len(list(tmp_path.iterdir())) == 4


def test_an_interrupted_video_can_be_played(tmp_path):
    with pytest.raises(KeyboardInterrupt):
        write(VideoFile(tmp_path / "clip.mp4", fps=30), [grey(0)], then=KeyboardInterrupt)
    assert len(times_in(tmp_path / "clip.mp4")) == 1


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)])
def test_a_killed_video_misses_at_most_a_second_and_can_be_played(tmp_path, number):
    path = tmp_path / "clip.mp4"
    process = subprocess.Popen([sys.executable, "-c", ENDLESS, str(path)], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if int(line) >= 65:
            break
    process.send_signal(number)
    written = max([int(line), *map(int, process.stdout.read().split())]) + 1
    process.wait()
    assert not path.exists()
    assert written - 20 <= len(times_in(tmp_path / "clip.partial.mp4")) <= written + 1


def test_somebody_elses_file_of_the_working_name_is_left_alone(tmp_path):
    other = tmp_path / "clip.partial.mp4"
    other.write_bytes(b"theirs")
    video = VideoFile(tmp_path / "clip.mp4", fps=10)
    video.write(grey(0))
    assert video.close() == tmp_path / "clip.mp4"
    assert other.read_bytes() == b"theirs"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["clip.mp4", "clip.partial.mp4"]


def test_a_discarded_video_leaves_nothing_and_replaces_nothing(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"before")
    video = VideoFile(path, fps=30)
    video.write(grey(0))
    video.discard()
    assert video.close() is None
    assert path.read_bytes() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == ["clip.mp4"]


def test_a_finished_video_cannot_be_discarded(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=30) as video:
        video.write(grey(0))
    video.discard()
    assert video.close() == tmp_path / "clip.mp4"
    assert len(times_in(tmp_path / "clip.mp4")) == 1


def test_a_video_without_pictures_is_no_file(tmp_path):
    with VideoFile(tmp_path / "clip.mp4", fps=30):
        pass
    assert not list(tmp_path.iterdir())


def test_a_place_where_none_can_be_written_is_a_clear_error(tmp_path):
    video = VideoFile(tmp_path / "no" / "clip.mp4", fps=30)
    with pytest.raises(DataError, match=r"Cannot write .*clip.*No such file or directory"):
        video.write(grey(0))


def test_a_full_disk_is_told_while_writing_and_what_fitted_can_be_played(tmp_path):
    video = VideoFile(tmp_path / "clip.mp4", fps=30)
    message = r"Cannot write .*clip\.partial\.mp4: File too large. Free some space"
    with full_disk(400_000), pytest.raises(DataError, match=message):
        write(video, map(noise, range(300)))
    assert 15 < video.frames < 200
    assert not (tmp_path / "clip.mp4").exists()
    assert len(times_in(tmp_path / "clip.partial.mp4")) >= video.frames - 30


def test_the_first_error_is_told_again_and_closing_adds_none(tmp_path):
    video = VideoFile(tmp_path / "clip.mp4", fps=30)
    with full_disk(100_000), pytest.raises(DataError, match="File too large"):
        write(video, map(noise, range(300)))
    with pytest.raises(DataError, match="File too large"):
        video.write(noise(0))
    assert video.close() is None


def test_what_ended_the_writing_is_told_rather_than_a_video_that_cannot_be_finished(tmp_path):
    video = VideoFile(tmp_path / "clip.mp4", fps=30)
    with full_disk(1000), pytest.raises(DataError, match="the table"):
        write(video, [noise(0)], then=DataError("the table is full"))


def test_a_disk_that_is_full_at_the_end_is_told_at_the_end(tmp_path):
    video = VideoFile(tmp_path / "clip.mp4", fps=30)
    video.write(noise(0))
    with full_disk(1000), pytest.raises(DataError, match="File too large"):
        video.close()
    assert not (tmp_path / "clip.mp4").exists()


def test_a_lack_of_memory_is_not_told_as_a_full_disk(tmp_path, monkeypatch):
    def fail(*_args, **_options):
        raise MemoryError

    monkeypatch.setattr(av.VideoFrame, "from_ndarray", fail)
    video = VideoFile(tmp_path / "clip.mp4", fps=30)
    with pytest.raises(DataError, match="not enough memory"):
        video.write(grey(0))


def test_what_is_on_the_disk_is_brought_there_while_writing(tmp_path, monkeypatch):
    synced = threading.Event()
    monkeypatch.setattr("fer_core.rows.synced_file.os.fsync", lambda _: synced.set())
    monkeypatch.setattr("fer_core.rows.synced_file._SYNC_S", 0.01)
    with VideoFile(tmp_path / "clip.mp4", fps=30) as video:
        video.write(grey(0))
        assert synced.wait(10)


def test_a_disk_that_fails_while_it_is_brought_there_is_told(tmp_path, monkeypatch):
    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("fer_core.rows.synced_file.os.fsync", fail)
    video = VideoFile(tmp_path / "clip.mp4", fps=30)
    video.write(grey(0))
    with pytest.raises(DataError, match="Input/output error"):
        video.close()


def test_a_video_that_somebody_takes_away_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("fer_core.rows.synced_file._SYNC_S", 0.01)
    video = VideoFile(tmp_path / "clip.mp4", fps=30)
    video.write(grey(0))
    (tmp_path / "clip.partial.mp4").unlink()
    with pytest.raises(DataError, match="No such file or directory"):
        write(video, map(noise, itertools.count()))


@pytest.mark.parametrize("fps", [0.0, -1.0, float("nan")])
def test_impossible_rates_are_refused(tmp_path, fps):
    with pytest.raises(ValueError, match="fps above 0"):
        VideoFile(tmp_path / "clip.mp4", fps=fps)

"""The sound of a growing video is heard at its time, and costs none of its pictures."""

import av
import numpy as np
import pytest

from fer_core.rows.growing_video import GrowingVideo
from tests.fer_core.rows.videos import noise, times_in

RATE = 48_000
FPS = 20.0


def tone(seconds, *, rate=RATE):
    return (np.sin(np.arange(round(seconds * rate)) * 2 * np.pi * 440 / rate) * 12_000).astype(np.int16)


def loud_spans(path):
    """Return when sound begins and ends, in seconds, as (n, 2)."""
    with av.open(path) as container:
        pieces = [(frame.time, frame.to_ndarray().ravel()) for frame in container.decode(audio=0)]
    sound = np.concatenate([samples for _, samples in pieces])
    loudness = np.abs(sound[: len(sound) // 480 * 480].reshape(-1, 480)).max(axis=1) > 0.1
    changes = np.flatnonzero(np.diff(np.concatenate([[0], loudness.astype(int), [0]])))
    return pieces[0][0] + changes.reshape(-1, 2) * 480 / RATE


def test_each_piece_is_heard_at_its_time(tmp_path):
    path = tmp_path / "video.mp4"
    with GrowingVideo(path, fps=FPS, sound_rate=RATE) as video:
        for number in range(60):
            video.write(noise(number % 5), time_s=number / FPS)
            if number in (20, 40):
                video.write_sound(tone(0.25), time_s=number / FPS - 0.25)
    np.testing.assert_allclose(loud_spans(path), [(0.75, 1.0), (1.75, 2.0)], atol=0.03)
    assert len(times_in(path)) == 60


def test_pieces_that_nearly_touch_are_one_sound(tmp_path):
    path = tmp_path / "video.mp4"
    whole = tone(1.0)
    with GrowingVideo(path, fps=FPS, sound_rate=RATE) as video:
        for number in range(25):
            video.write(noise(0), time_s=number / FPS)
            if number < 20:
                piece = whole[number * RATE // 20 : (number + 1) * RATE // 20]
                video.write_sound(piece, time_s=number / FPS + (0.01 if number % 2 else -0.01) * (number > 0))
    np.testing.assert_allclose(loud_spans(path), [(0.0, 1.0)], atol=0.03)


def test_sound_of_a_time_that_has_some_is_left_out(tmp_path):
    path = tmp_path / "video.mp4"
    with GrowingVideo(path, fps=FPS, sound_rate=RATE) as video:
        for number in range(30):
            video.write(noise(0), time_s=number / FPS)
        video.write_sound(tone(1.0), time_s=0.0)
        video.write_sound(tone(0.5), time_s=0.2)
    np.testing.assert_allclose(loud_spans(path), [(0.0, 1.0)], atol=0.03)


@pytest.mark.parametrize("silent_from", [0, 30])
def test_pictures_do_not_wait_for_sound_that_does_not_come(tmp_path, silent_from):
    path = tmp_path / "video.mp4"
    with GrowingVideo(path, fps=FPS, sound_rate=RATE) as video:
        for number in range(60):
            video.write(noise(number % 5), time_s=number / FPS)
            if number < silent_from:
                video.write_sound(tone(1 / FPS), time_s=number / FPS)
        assert len(times_in(path)) >= 60 - FPS * 0.6, "what is in the file while the video is being made"
    assert len(times_in(path)) == 60


def test_after_a_long_silence_sound_is_at_its_time_again(tmp_path):
    path = tmp_path / "video.mp4"
    with GrowingVideo(path, fps=1.0, sound_rate=RATE) as video:
        for number in range(12):
            video.write(noise(0), time_s=float(number))
        video.write_sound(tone(0.2), time_s=0.0)
        video.write_sound(tone(0.2), time_s=10.5)
    np.testing.assert_allclose(loud_spans(path), [(0.0, 0.2), (10.5, 10.7)], atol=0.03)


def test_sound_before_the_first_picture_begins_nothing(tmp_path):
    path = tmp_path / "video.mp4"
    with GrowingVideo(path, fps=FPS, sound_rate=RATE) as video:
        video.write_sound(tone(0.1), time_s=0.0)
    assert not path.exists()


def test_a_video_without_sound_takes_none(tmp_path):
    with GrowingVideo(tmp_path / "video.mp4", fps=FPS) as video, pytest.raises(ValueError, match="with sound"):
        video.write_sound(tone(0.1), time_s=0.0)

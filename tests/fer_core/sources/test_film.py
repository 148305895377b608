"""Films of many containers and codecs: every picture, its time, and the way back to it."""

import gc
import itertools

import cv2
import numpy as np
import pytest
from av.video.frame import VideoFrame

from fer_core.errors import SourceError
from fer_core.recording.video_pictures import VideoPictures
from fer_core.sources import open_source
from fer_core.sources.film import Film
from tests.films import INTERLACED, damage, demo_pictures, number_of, numbered_pictures, write_film
from tests.systems import posix_only

COUNT = 40
PHONE_S = [number / 25 if number < 15 else 0.6 + (number - 15) * 0.2 for number in range(COUNT)]

FILMS = {
    "h264.mp4": {},
    "h264.mkv": {},
    "camcorder.MTS": {"container": "mpegts"},
    "cam.ts": {},
    "phone.3gp": {},
    "hevc.mp4": {"codec": "libx265", "options": {"x265-params": "log-level=none"}},
    "vp8.webm": {"codec": "libvpx", "options": {"deadline": "realtime"}},
    "mpeg4.avi": {"codec": "mpeg4", "options": {"bf": "2"}},
    "mjpeg.avi": {"codec": "mjpeg", "pix_fmt": "yuvj420p"},
    "mpeg2.mpg": {"codec": "mpeg2video"},
    "dvd.vob": {"codec": "mpeg2video", "container": "vob"},
    "wmv2.wmv": {"codec": "wmv2", "container": "asf"},
    "flash.flv": {"codec": "flv"},
    "prores.mov": {"codec": "prores_ks", "pix_fmt": "yuv422p10le"},
    "moving.gif": {"codec": "gif", "pix_fmt": "rgb8"},
    "moving.png": {"codec": "apng", "pix_fmt": "rgb24", "container": "apng"},
    "grey.mkv": {"codec": "ffv1", "pix_fmt": "gray"},
    "ten bits.mp4": {"pix_fmt": "yuv420p10le"},
    "phone.mp4": {"times_s": PHONE_S},
    "phone.mkv": {"times_s": PHONE_S},
    "late start.mkv": {"times_s": [10 + number / 25 for number in range(COUNT)]},
    "time lapse.mp4": {"fps": 0.25},
    "with pauses.avi": {"times_s": PHONE_S, "ticks": 1000, "codec": "mjpeg", "pix_fmt": "yuvj420p"},
    "interlaced.mp4": {"options": INTERLACED},
    "interlaced.mkv": {"options": INTERLACED},
    "interlaced.mpg": {"codec": "mpeg2video", "options": {"flags": "+ilme+ildct"}},
}


def noisy(pictures):
    rng = np.random.default_rng(0)
    return [np.clip(p + rng.integers(-40, 40, p.shape), 0, 255).astype(np.uint8) for p in pictures]


def make(path, **changes):
    return write_film(path, noisy(numbered_pictures(COUNT)), **(FILMS.get(path.name, {}) | changes))


def read_all(path):
    with open_source(str(path)) as source:
        return list(iter(source.read, None)), source.frames_missing


@pytest.mark.parametrize("name", FILMS)
def test_every_picture_comes_once_and_with_the_time_at_which_it_is_shown(tmp_path, name):
    frames, missing = read_all(make(tmp_path / name))
    assert [number_of(frame.image_bgr) for frame in frames] == list(range(COUNT))
    options = FILMS[name]
    times_s = options.get("times_s") or [number / options.get("fps", 25) for number in range(COUNT)]
    assert [frame.time_s for frame in frames] == pytest.approx([time_s - times_s[0] for time_s in times_s], abs=0.001)
    assert missing == 0


@pytest.mark.parametrize("name", FILMS)
def test_the_picture_after_a_seek_is_the_one_that_was_analysed(tmp_path, name):
    path = make(tmp_path / name)
    frames, _ = read_all(path)
    with VideoPictures(path, [frame.time_s for frame in frames]) as pictures:
        for number in (20, 3, 38, 13, 8, 32, 1, 39, 0, 21, 22):
            assert np.array_equal(pictures.read(number), frames[number].image_bgr)
        assert pictures.read(COUNT) is None


@pytest.mark.parametrize("name", ["h264.mp4", "h264.mkv", "mpeg4.avi", "mjpeg.avi", "vp8.webm", "phone.mkv"])
def test_after_a_seek_in_a_damaged_film_comes_the_picture_that_was_analysed(tmp_path, name):
    path = damage(make(tmp_path / name), 0.45, 0.5)
    frames, _ = read_all(path)
    with VideoPictures(path, [frame.time_s for frame in frames]) as pictures:
        for number in range(len(frames) - 1, -1, -3):
            found = pictures.read(number).astype(int)
            differences = [np.abs(found - frame.image_bgr).mean() for frame in frames]
            assert differences[number] <= min(differences) + 0.3


@pytest.mark.parametrize("name", ["h264.mp4", "h264.mkv", "cam.ts", "prores.mov", "mjpeg.avi"])
def test_damage_costs_only_the_pictures_that_it_hit(tmp_path, name):
    path = damage(make(tmp_path / name), 0.45, 0.5)
    frames, missing = read_all(path)
    assert len(frames) >= COUNT - 12
    assert len(frames) + missing == COUNT
    assert all(first.time_s < second.time_s for first, second in itertools.pairwise(frames))
    last = [number_of(frame.image_bgr) for frame in frames[-5:]]
    assert last == list(range(COUNT - 5, COUNT))
    assert [frame.time_s for frame in frames[-5:]] == pytest.approx([n / 25 for n in last], abs=0.1)


def test_a_film_that_is_cut_off_says_how_much_of_it_is_missing(tmp_path):
    for name in ("grey.mkv", "mjpeg.avi"):
        path = make(tmp_path / name)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        frames, missing = read_all(path)
        assert 5 <= len(frames) < 35
        assert len(frames) + missing == COUNT


def test_recordings_that_were_joined_go_on_in_time(tmp_path):
    path = make(tmp_path / "cam.ts")
    path.write_bytes(path.read_bytes() * 2)
    frames, missing = read_all(path)
    assert [number_of(frame.image_bgr) for frame in frames] == [*range(COUNT)] * 2
    assert [frame.time_s for frame in frames] == pytest.approx([n / 25 for n in range(2 * COUNT)], abs=0.002)
    assert missing == 0


class TestInterlaced:
    """OpenCV 4.13 hands out uninitialised memory here, so one film's pictures came up in another."""

    @pytest.mark.parametrize("name", ["avchd.mp4", "dvd.mpg", "prores.mov"])
    def test_the_pictures_are_the_films_own(self, tmp_path, name):
        codec = {"dvd.mpg": "mpeg2video", "prores.mov": "prores_ks"}.get(name, "libx264")
        pixels = "yuv422p10le" if name == "prores.mov" else "yuv420p"
        pictures = demo_pictures(12, (320, 240))
        other = write_film(tmp_path / "other.mp4", [255 - picture for picture in pictures])
        film = write_film(tmp_path / name, pictures, codec=codec, pix_fmt=pixels, options=INTERLACED)
        for path in (other, film):
            frames, _ = read_all(path)
        for frame, picture in zip(frames, pictures, strict=True):
            assert np.abs(frame.image_bgr.astype(int) - picture).mean() < 12

    def test_the_lines_of_two_moments_do_not_comb(self, tmp_path):
        def at(left):
            picture = np.full((96, 160, 3), 30, np.uint8)
            picture[20:76, left : left + 50] = 220
            return picture

        woven = []
        for number in range(10):
            first, second = at(10 + 6 * number), at(13 + 6 * number)
            first[1::2] = second[1::2]
            woven.append(first)
        frames, _ = read_all(write_film(tmp_path / "comb.mkv", woven, codec="ffv1", options={"flags": "+ilme"}))
        plain = [combing(picture) for picture in woven]
        assert max(combing(frame.image_bgr) for frame in frames) <= max(plain)

    def test_progressive_films_are_left_alone(self, tmp_path):
        pictures = numbered_pictures(3)
        frames, _ = read_all(write_film(tmp_path / "plain.mkv", pictures, codec="ffv1", pix_fmt="bgr0"))
        assert all(np.array_equal(f.image_bgr, p) for f, p in zip(frames, pictures, strict=True))


def combing(picture):
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY).astype(int)
    return float(np.abs(2 * grey[1:-1] - grey[:-2] - grey[2:]).mean())


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_film_that_was_stored_turned_is_shown_upright(tmp_path, degrees):
    upright = demo_pictures(1, (160, 96))[0]
    stored = np.ascontiguousarray(np.rot90(upright, degrees // 90, axes=(1, 0)))
    frames, _ = read_all(write_film(tmp_path / "phone.mp4", [stored] * 3, rotation=degrees))
    assert len(frames) == 3
    for frame in frames:
        assert frame.image_bgr.shape == upright.shape
        assert np.abs(frame.image_bgr.astype(int) - upright).mean() < 12


def test_pictures_that_were_read_do_not_wait_for_the_collector_of_circles(tmp_path):
    path = write_film(tmp_path / "film.mp4", demo_pictures(30, (160, 96)))
    gc.collect()
    before = sum(isinstance(each, VideoFrame) for each in gc.get_objects())
    gc.disable()
    try:
        with Film(path) as film:
            while film.read() is not None:
                pass
        kept = sum(isinstance(each, VideoFrame) for each in gc.get_objects()) - before
    finally:
        gc.enable()
    assert kept <= 3


@pytest.mark.parametrize("content", [b"", b"hello", bytes(4096)])
def test_a_file_that_is_no_film_is_refused(tmp_path, content):
    (tmp_path / "broken.mp4").write_bytes(content)
    with pytest.raises(SourceError, match="not a video"):
        Film(tmp_path / "broken.mp4")


@posix_only
def test_a_film_that_may_not_be_read_says_why(tmp_path):
    with pytest.raises(SourceError, match="No such file"):
        Film(tmp_path / "none.mp4")

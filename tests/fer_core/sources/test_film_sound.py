"""The sound of a film comes with its times; where there is none, or it is damaged, nothing comes of it."""

from fractions import Fraction

import av
import numpy as np
import pytest

from fer_core.sources.film_sound import SOUND_RATE, read_sound


def write_film(path, *, channels=2, rate=44_100, loud_s=(1.0, 2.0), seconds=4):
    """Write a film whose sound is loud only between two moments."""
    with av.open(path, "w") as container:
        pictures = container.add_stream("mpeg4", rate=10)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        sound = container.add_stream("aac", rate=rate, layout="stereo" if channels == 2 else "mono")
        for number in range(10 * seconds):
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), number, np.uint8), format="rgb24")
            container.mux(pictures.encode(frame))
        moments = np.arange(seconds * rate) / rate
        is_loud = (moments >= loud_s[0]) & (moments < loud_s[1])
        samples = (np.sin(moments * 2 * np.pi * 440) * 12_000 * is_loud).astype(np.int16)
        for start in range(0, len(samples), 1024):
            piece = np.repeat(samples[start : start + 1024], channels)[np.newaxis]
            layout = "stereo" if channels == 2 else "mono"
            frame = av.AudioFrame.from_ndarray(piece, format="s16", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            container.mux(sound.encode(frame))
        for stream in (pictures, sound):
            container.mux(stream.encode(None))
    return path


def loud_span(pieces):
    """Return from when to when there is sound, in seconds."""
    loud = [time_s + np.flatnonzero(np.abs(samples) > 3000) / SOUND_RATE for time_s, samples in pieces]
    moments = np.concatenate(loud)
    return float(moments.min()), float(moments.max())


@pytest.mark.parametrize("channels", [1, 2])
def test_sound_is_where_it_is_heard_whatever_its_channels_and_rate(tmp_path, channels):
    path = write_film(tmp_path / "film.mp4", channels=channels)
    assert loud_span(read_sound(path, start_s=0.0, end_s=4.0)) == pytest.approx((1.0, 2.0), abs=0.06)


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_pieces_join_without_a_gap_whatever_their_rate_and_however_coarse_their_times(tmp_path, suffix):
    path = write_film(tmp_path / f"film{suffix}", loud_s=(0.0, 4.0))
    pieces = list(read_sound(path, start_s=0.0, end_s=4.0))
    begins = np.array([round(time_s * SOUND_RATE) for time_s, _ in pieces])
    lengths = np.array([len(samples) for _, samples in pieces])
    assert np.abs(begins[1:] - (begins + lengths)[:-1]).max() == 0


def test_only_the_stretch_that_is_wanted_is_read(tmp_path):
    path = write_film(tmp_path / "film.mp4")
    pieces = list(read_sound(path, start_s=1.5, end_s=1.8))
    assert loud_span(pieces) == pytest.approx((1.5, 1.8), abs=0.06)
    assert sum(len(samples) for _, samples in pieces) < 0.5 * SOUND_RATE


def test_without_sound_or_without_a_film_nothing_comes(tmp_path):
    (tmp_path / "text.mp4").write_text("hello")
    assert list(read_sound(tmp_path / "text.mp4", start_s=0.0, end_s=1.0)) == []
    assert list(read_sound(tmp_path / "missing.mp4", start_s=0.0, end_s=1.0)) == []


def test_of_damaged_sound_comes_what_is_whole_before_and_after_the_damage(tmp_path):
    path = write_film(tmp_path / "film.mkv", loud_s=(0.0, 4.0))
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2
    whole[middle : middle + 4000] = np.random.default_rng(1).bytes(4000)
    path.write_bytes(whole)
    pieces = list(read_sound(path, start_s=0.0, end_s=4.0))
    assert pieces[0][0] == pytest.approx(0.0, abs=0.05)
    assert loud_span(pieces)[1] == pytest.approx(4.0, abs=0.1)

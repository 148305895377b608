"""Which picture of a stimulus is due, and what is measured of it; the clock is injected."""

import numpy as np
import pytest

from fer_core.errors import SourceError
from fer_core.recording.edits import Marker
from fer_core.recording.info import PRESENTATION_CSV
from fer_core.rows.growing_video import GrowingVideo
from fer_core.rows.video_file import VideoFile
from fer_core.sources.film_sound import SOUND_RATE
from fer_core.study import presentation
from fer_core.study.presentation import StimulusPlayer, offset_in, open_stimulus, write_painted
from tests.app.fakes import FakeSource


class Show:
    """Plays ten pictures, ten a second, on a clock that stands."""

    def __init__(self, count=10):
        self.now = 50.0
        self.source = FakeSource([count], fps=10.0, is_live=False)
        self.player = StimulusPlayer(self.source, clock=lambda: self.now)

    def tick(self, seconds, *, painted_after=0.0):
        """Let time pass, and paint what is due; returns its number."""
        self.now += seconds
        frame = self.player.due()
        if frame is None:
            return None
        self.now += painted_after
        self.player.note_painted(frame)
        return frame.index


def test_the_stimulus_begins_when_its_first_picture_is_painted():
    show = Show()
    assert show.player.began_at is None
    assert show.tick(3.0, painted_after=0.02) == 0
    assert show.player.began_at == pytest.approx(53.02)
    assert show.tick(0.09) is None
    assert show.tick(0.01) == 1


def test_a_picture_whose_time_is_over_is_skipped_and_counted():
    show = Show()
    assert [show.tick(0.0), show.tick(0.35), show.tick(0.06)] == [0, 3, 4]
    for _ in range(20):
        show.tick(0.05)
    measured = show.player.measure(1.25)
    assert (measured.offset_s, measured.pictures, measured.skipped) == (1.25, 10, 2)
    assert measured.most_late_s == pytest.approx(0.05, abs=1e-3)
    assert 0 <= measured.median_late_s <= measured.most_late_s


def test_it_is_over_once_the_last_picture_had_its_time():
    show = Show(count=2)
    show.tick(0.0)
    show.tick(0.1)
    assert not show.player.is_over
    show.now += 0.099
    assert not show.player.is_over
    show.now += 0.002
    assert show.player.is_over
    show.player.close()
    assert show.source.closed == 1


def test_a_stimulus_without_pictures_is_over_at_once_and_one_that_was_stopped_skips_nothing():
    nothing = Show(count=0)
    assert nothing.player.is_over
    assert nothing.tick(0.0) is None
    assert nothing.player.measure(1.0) is None
    stopped = Show()
    stopped.tick(0.0)
    stopped.tick(0.1)
    measured = stopped.player.measure(1.0)
    assert (measured.pictures, measured.skipped) == (2, 0)


def test_a_film_that_is_read_more_slowly_than_it_runs_is_shown_late_and_does_not_stand_still():
    show = Show(count=60)
    read = show.source.read

    def slow():
        show.now += 0.15
        return read()

    show.source.read = slow
    assert [show.tick(0.1) for _ in range(4)] == [0, 1, 2, 3]
    measured = show.player.measure(1.0)
    assert (measured.pictures, measured.skipped) == (4, 0)
    assert measured.most_late_s >= 0.15


class FakeSpeaker:
    """Notes what it is to play, and how often it is closed."""

    def __init__(self):
        self.played = []
        self.closed = 0

    def play(self, pieces, *, began_at):
        self.played.append((sum(len(samples) for _, samples in pieces), began_at))

    def close(self):
        self.closed += 1


@pytest.fixture
def film(tmp_path):
    """A film of half a second with sound."""
    path = tmp_path / "film.mp4"
    with GrowingVideo(path, fps=20, sound_rate=SOUND_RATE) as video:
        for number in range(10):
            video.write(np.full((48, 64, 3), 20 * number, np.uint8), time_s=number / 20)
        video.write_sound(np.full(SOUND_RATE // 2, 900, np.int16), time_s=0.0)
    return path


def test_the_sound_begins_with_the_first_picture_and_ends_with_the_stimulus(film, monkeypatch):
    speaker = FakeSpeaker()
    monkeypatch.setattr(presentation, "Speaker", lambda: speaker)
    player = open_stimulus(film)
    assert not speaker.played
    player.note_painted(player.due())
    ((samples, began_at),) = speaker.played
    assert samples >= SOUND_RATE // 2
    assert began_at == player.began_at
    assert player.measure(0.0).is_heard
    player.hush()
    assert speaker.closed == 1
    player.close()


def test_a_film_is_shown_without_its_sound_where_none_can_be_played(film, monkeypatch):
    def refuse():
        raise SourceError("No sound can be played.")

    monkeypatch.setattr(presentation, "Speaker", refuse)
    player = open_stimulus(film)
    assert "No sound" in str(player.sound_problem)
    player.note_painted(player.due())
    assert not player.measure(0.0).is_heard
    player.close()


def test_a_silent_film_needs_no_loudspeaker(tmp_path, monkeypatch):
    monkeypatch.setattr(presentation, "Speaker", None)
    path = tmp_path / "silent.mp4"
    with VideoFile(path, fps=20) as video:
        video.write(np.zeros((48, 64, 3), np.uint8))
    player = open_stimulus(path)
    assert player.sound_problem is None
    player.close()


def test_what_is_no_film_leaves_no_loudspeaker_open(tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"no film")
    with pytest.raises(SourceError):
        open_stimulus(tmp_path / "film.mp4")


def test_times_of_pictures_are_kept_in_the_recordings_own_clock(tmp_path):
    show = Show(count=3)
    for seconds in (0.0, 0.11, 0.1):
        show.tick(seconds)
    offset_s = offset_in([Marker(0.5, "other start"), Marker(1.25, "joy start")], "joy")
    write_painted(tmp_path, show.player.painted, offset_s=offset_s)
    assert (tmp_path / PRESENTATION_CSV).read_text().splitlines() == [
        "frame,time_s,recording_s",
        "0,0.000000,1.250000",
        "1,0.100000,1.360000",
        "2,0.200000,1.460000",
    ]
    assert offset_in([Marker(1.25, "joy stop")], "joy") is None

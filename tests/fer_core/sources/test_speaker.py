"""Sound is handed over at its time, whatever the device asks for and when."""

import time

import miniaudio
import numpy as np
import pytest

from fer_core.errors import SourceError
from fer_core.sources.film_sound import SOUND_RATE
from fer_core.sources.speaker import Speaker, hand_over

AHEAD = round(0.05 * SOUND_RATE)


def counting(start, count):
    """Return a piece whose samples say their places."""
    return start / SOUND_RATE, np.arange(start, start + count, dtype=np.int16)


class Device:
    """Asks for samples as time passes."""

    def __init__(self, pieces):
        self.now = 10.0
        self._handing = hand_over(iter(pieces), began_at=10.0, clock=lambda: self.now)
        next(self._handing)

    def ask(self, count, *, after_s=0.0):
        self.now += after_s
        return self._handing.send(count)


def test_pieces_follow_each_other_however_many_samples_are_asked_for():
    device = Device([counting(0, 5000), counting(5000, 700), counting(5700, 9000)])
    heard, before = [], 0
    for count in (960, 1, 3000, 960, 2000):
        heard += device.ask(count, after_s=before / SOUND_RATE).tolist()
        before = count
    assert heard == list(range(AHEAD, AHEAD + len(heard)))


def test_there_is_silence_before_between_and_after_pieces():
    device = Device([counting(AHEAD + 100, 50), counting(AHEAD + 200, 50)])
    heard = device.ask(400)
    assert np.flatnonzero(heard).tolist() == [*range(100, 150), *range(200, 250)]
    assert not device.ask(400, after_s=400 / SOUND_RATE).any()


def test_a_device_that_was_late_goes_on_where_the_film_is():
    device = Device([counting(0, 30_000)])
    first = device.ask(480)
    assert device.ask(480, after_s=0.03)[0] == first[-1] + 1
    assert device.ask(480, after_s=0.2)[0] == pytest.approx(AHEAD + 0.23 * SOUND_RATE, abs=1)


def test_a_speaker_is_heard_until_it_is_closed():
    asked = []

    def pieces():
        for number in range(1000):
            asked.append(number)
            yield number / 50, np.zeros(SOUND_RATE // 50, np.int16)

    speaker = Speaker(backends=[miniaudio.Backend.NULL])
    speaker.play(pieces(), began_at=time.perf_counter())
    deadline = time.monotonic() + 20
    while len(asked) < 12 and time.monotonic() < deadline:
        time.sleep(0.01)
    speaker.close()
    speaker.close()
    assert 12 <= len(asked) < 1000


def test_without_a_loudspeaker_that_is_said(monkeypatch):
    def refuse(**_):
        raise miniaudio.MiniaudioError("no suitable audio backend found")

    monkeypatch.setattr(miniaudio, "PlaybackDevice", refuse)
    with pytest.raises(SourceError, match="No sound can be played"):
        Speaker()

"""The microphone: what arrives, and when it was heard."""

import threading

import miniaudio
import numpy as np
import pytest

from fer_core.errors import SourceError
from fer_core.sources.microphone import SOUND_RATE, Microphone, SampleClock

PIECE = SOUND_RATE // 20


def test_pieces_come_until_it_is_closed():
    heard, enough = [], threading.Event()

    def take(sound):
        heard.append(sound)
        if len(heard) >= 3:
            enough.set()

    microphone = Microphone(take, backends=[miniaudio.Backend.NULL])
    assert enough.wait(10)
    microphone.close()
    count = len(heard)
    assert all(sound.samples.dtype == np.int16 and sound.ends_at > sound.captured_at for sound in heard)
    assert len(heard) == count


def test_a_computer_without_a_microphone_says_so():
    with pytest.raises(SourceError, match="Is one plugged in"):
        Microphone(lambda sound: None, backends=[miniaudio.Backend.AAUDIO])


def test_a_piece_that_arrives_late_was_heard_in_time():
    clock = SampleClock()
    lateness = [0.0, 0.03, 0.0, 0.2, 0.01, 0.0]
    times = [clock.heard_at(PIECE, arrived_at=10 + (number + 1) / 20 + late) for number, late in enumerate(lateness)]
    np.testing.assert_allclose(times, 10 + np.arange(6) / 20, atol=0.001)


def test_an_earlier_arrival_shows_that_those_before_were_late():
    clock = SampleClock()
    clock.heard_at(PIECE, arrived_at=10.15)
    assert clock.heard_at(PIECE, arrived_at=10.1) == pytest.approx(10.05)


def test_a_device_whose_clock_is_slow_stays_in_step():
    clock = SampleClock()
    heard_at = [clock.heard_at(PIECE, arrived_at=(number + 1) / 20 * 1.0005) for number in range(20_000)]
    assert heard_at[-1] == pytest.approx(19_999 / 20 * 1.0005, abs=0.01)


def test_sound_after_a_stall_is_of_its_own_time():
    clock = SampleClock()
    clock.heard_at(PIECE, arrived_at=10.05)
    assert clock.heard_at(PIECE, arrived_at=12.05) == pytest.approx(12.0)

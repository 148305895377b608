import numpy as np
import pytest

from app.services.pacing import Gate, Pacer


class Time:
    """A clock that moves when somebody waits."""

    def __init__(self):
        self.now = 100.0
        self.waits = []

    def clock(self):
        return self.now

    def wait(self, seconds):
        self.waits.append(seconds)
        self.now += seconds + 0.001  # every sleep is a little too long


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def pacer(time):
    return Pacer(wait=time.wait, clock=time.clock)


def test_errors_of_single_waits_do_not_add_up(time, pacer):
    for index in range(301):
        pacer.hold(index / 30)
    assert time.now - 100 == pytest.approx(10, abs=0.002)


def test_the_first_frame_comes_at_once_wherever_it_lies(time, pacer):
    pacer.hold(7.5)
    assert time.waits == []
    pacer.hold(7.6)
    assert time.waits == [pytest.approx(0.1)]


def test_after_a_hiccup_playing_catches_up_at_twice_the_speed(time, pacer):
    pacer.hold(0)
    time.now += 0.25
    for index in range(1, 31):
        pacer.hold(index / 30)
    gaps = [round(seconds * 60) for seconds in time.waits]
    assert gaps == sorted(gaps)
    assert set(gaps) == {1, 2}
    assert gaps.count(1) == pytest.approx(14, abs=1)
    assert time.now - 100 == pytest.approx(1, abs=0.002)


def test_a_source_slower_than_its_own_rate_is_slowed_down_not_chased(time, pacer):
    pacer.hold(0)
    time.now += 5
    pacer.hold(1 / 30)
    pacer.hold(2 / 30)
    assert time.waits == [pytest.approx(1 / 30)]


def test_a_pause_does_not_count(time, pacer):
    pacer.hold(0)
    time.now += 0.4
    pacer.restart()
    pacer.hold(1 / 30)
    pacer.hold(2 / 30)
    assert time.waits == [pytest.approx(1 / 30)]


def admitted(moments, *, per_s):
    gate = Gate()
    return [moment for moment in moments if gate.admits(moment, per_s=per_s)]


def test_a_gate_lets_all_through_that_come_no_faster():
    rng = np.random.default_rng(0)
    moments = np.arange(300) / 30 + rng.uniform(-0.004, 0.004, 300)
    assert len(admitted(moments, per_s=30.0)) >= 298
    assert len(admitted(moments, per_s=60.0)) == 300


def test_a_gate_thins_out_evenly():
    times_s = admitted([index / 30 for index in range(300)], per_s=5.0)
    assert len(times_s) == pytest.approx(50, abs=2)
    assert np.diff(times_s).max() < 0.25


def test_a_gate_that_was_nearly_shut_opens_at_once():
    gate = Gate()
    assert gate.admits(0.0, per_s=0.1)
    assert not gate.admits(1.0, per_s=0.1)
    assert not gate.admits(1.0, per_s=30.0)
    assert gate.admits(1.04, per_s=30.0)

import math

import numpy as np
import pytest

from fer_core.faces.smoothing import FaceSmoother, OneEuroFilter
from fer_core.results import FoundFace
from tests.stand_ins import probabilities_for


def backing_of(emotion):
    return np.eye(7, dtype=np.float32)[emotion]


def test_votes_follow_the_time_constant_whatever_the_frame_rate():
    for rate in (10, 30, 100):
        smoother = FaceSmoother(time_constant_s=0.2)
        smoother.smooth_vote(probabilities_for(0), backing_of(0), time_s=0.0)
        for frame in range(1, rate + 1):
            smooth, backing = smoother.smooth_vote(probabilities_for(3), backing_of(3), time_s=frame / rate * 0.2)
        assert smooth[3] == pytest.approx(0.05 + 0.65 * (1 - math.exp(-1)), abs=1e-4)
        assert smooth.sum() == pytest.approx(1, abs=1e-5)
        assert backing[3] == pytest.approx(1 - math.exp(-1), abs=1e-4)
        assert backing.sum() == pytest.approx(1, abs=1e-5)


def test_no_time_constant_means_no_smoothing():
    smoother = FaceSmoother(time_constant_s=0)
    smoother.smooth_vote(probabilities_for(0), backing_of(0), time_s=0.0)
    smooth, backing = smoother.smooth_vote(probabilities_for(1), backing_of(2), time_s=0.1)
    np.testing.assert_array_equal(smooth, probabilities_for(1))
    np.testing.assert_array_equal(backing, backing_of(2))


def test_backing_stays_a_share():
    rng = np.random.default_rng(0)
    smoother = FaceSmoother(time_constant_s=0.01)
    for time_s in np.cumsum(rng.random(1000) / 10):
        _, backing = smoother.smooth_vote(probabilities_for(0), backing_of(rng.integers(0, 7)), time_s=time_s)
        assert 0 <= backing.min() <= backing.max() <= 1 + 1e-6


def test_a_resting_box_jitters_less_and_a_moving_one_keeps_up():
    rng = np.random.default_rng(0)
    smoother = FaceSmoother()
    raw = [(100 + int(rng.integers(-4, 5)), 100, 150, 150) for _ in range(90)]
    smooth = [smoother.smooth_face(FoundFace(box), time_s=i / 30).box_xywh[0] for i, box in enumerate(raw)]
    assert np.std(smooth[30:]) < 0.5 * np.std([box[0] for box in raw[30:]])

    smoother = FaceSmoother()
    positions = [round(300 * i / 30) for i in range(60)]
    moving = [FoundFace((x, 0, 150, 150)) for x in positions]
    smooth = [smoother.smooth_face(face, time_s=i / 30).box_xywh[0] for i, face in enumerate(moving)]
    assert positions[-1] - smooth[-1] < 0.15 * 150


def test_filter_starts_at_the_first_value_and_ignores_a_repeated_time():
    one_euro = OneEuroFilter(min_cutoff_hz=1.0, beta=0.0)
    np.testing.assert_array_equal(one_euro.update(np.array([5.0]), elapsed_s=0.0), [5.0])
    np.testing.assert_array_equal(one_euro.update(np.array([9.0]), elapsed_s=0.0), [5.0])


def test_filter_matches_the_hand_computed_value():
    # Casiez et al. 2012: alpha = 1 / (1 + tau / T) with tau = 1 / (2 pi fc); fc 1 Hz, T 0.1 s.
    one_euro = OneEuroFilter(min_cutoff_hz=1.0, beta=0.0)
    one_euro.update(np.array([0.0]), elapsed_s=0.0)
    expected = 10 / (1 + (1 / (2 * math.pi)) / 0.1)
    assert one_euro.update(np.array([10.0]), elapsed_s=0.1)[0] == pytest.approx(expected)

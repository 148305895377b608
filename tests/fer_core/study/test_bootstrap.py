"""Intervals over participants."""

import numpy as np
import pytest

from fer_core.study.bootstrap import bootstrap_means


def test_the_interval_agrees_with_theory_where_that_is_known():
    rng = np.random.default_rng(1)
    values = rng.normal(0.5, 0.1, size=(100, 1))
    (found,) = bootstrap_means(values)
    half = 1.96 * values.std() / 10
    assert found.low == pytest.approx(values.mean() - half, abs=0.002)
    assert found.high == pytest.approx(values.mean() + half, abs=0.002)


def test_scipy_finds_the_same_interval():
    stats = pytest.importorskip("scipy.stats")
    values = np.random.default_rng(2).beta(0.5, 3, size=(12, 1))
    (found,) = bootstrap_means(values)
    theirs = stats.bootstrap((values[:, 0],), np.mean, n_resamples=10_000, method="percentile", rng=3)
    assert found.low == pytest.approx(theirs.confidence_interval.low, abs=0.005)
    assert found.high == pytest.approx(theirs.confidence_interval.high, abs=0.005)


def test_the_same_values_give_the_same_interval_and_one_participant_none():
    values = np.random.default_rng(2).random((7, 3))
    assert bootstrap_means(values) == bootstrap_means(values)
    (alone, *_) = bootstrap_means(values[:1])
    assert (alone.low, alone.high, alone.n) == (None, None, 1)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    rng = np.random.default_rng(4)
    values = rng.normal(0.0, 1.0, size=(30, 200))
    inside = [each.low <= 0 <= each.high for each in bootstrap_means(values)]
    assert 0.87 <= np.mean(inside) <= 1


def test_thousands_of_participants_take_little_memory():
    found = bootstrap_means(np.full((5000, 2), 0.25))
    assert found[0].low == pytest.approx(0.25)

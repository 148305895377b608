import numpy as np
import pytest
from scipy.special import softmax

from fer_core.networks.calibration import calibrate
from training.ensemble.calibration import choose_rule, fit_temperature
from training.measure import negative_log_likelihood


@pytest.fixture(scope="module")
def honest():
    """Labels drawn from the probabilities beside them."""
    rng = np.random.default_rng(0)
    probabilities = softmax(rng.normal(0, 2, (20_000, 7)), axis=1)
    return (rng.random((20_000, 1)) > probabilities.cumsum(axis=1)).sum(axis=1), probabilities


def votes_with(confidences, hits):
    """Labels and probabilities of given confidences, right where ``hits``."""
    probabilities = np.stack([confidences, *[(1 - np.asarray(confidences)) / 6] * 6], axis=1)
    return np.where(hits, 0, 1), probabilities


@pytest.mark.parametrize("temperature", [0.4, 1.0, 2.5])
def test_a_known_temperature_is_found(honest, temperature):
    labels, probabilities = honest
    distorted = calibrate(probabilities, 1 / temperature)
    assert fit_temperature(labels, distorted) == pytest.approx(temperature, rel=0.03)


def test_no_other_temperature_is_better(honest):
    labels, probabilities = honest[0][:500], calibrate(honest[1][:500], 0.3)
    grid = [negative_log_likelihood(labels, calibrate(probabilities, t)) for t in np.geomspace(0.05, 20, 400)]
    fitted = calibrate(probabilities, fit_temperature(labels, probabilities))
    assert negative_log_likelihood(labels, fitted) <= min(grid) + 1e-7


@pytest.mark.parametrize("right", [True, False])
def test_extreme_answers_leave_the_temperature_within_bounds(right):
    labels, probabilities = votes_with([1.0, 0.9, 0.6], [right] * 3)
    assert 0.05 <= fit_temperature(labels, probabilities) <= 20


@pytest.mark.parametrize("target", [0.5, 0.8, 0.9, 0.95])
def test_the_rule_is_what_an_exhaustive_search_finds(honest, target):
    labels, probabilities = honest[0][:2000], honest[1][:2000]
    agreement = np.random.default_rng(1).integers(0, 4, 2000) / 3
    reaching = []
    for hundredths in range(101):
        certain = (probabilities.max(axis=1) >= hundredths / 100) & (agreement >= 0.5)
        if certain.any() and np.mean(probabilities.argmax(axis=1)[certain] == labels[certain]) >= target:
            reaching.append(hundredths / 100)
    rule = choose_rule(labels, probabilities, agreement, target_accuracy=target)
    assert rule.min_confidence == min(reaching)
    assert rule.min_agreement == 0.5


def test_the_lowest_threshold_that_reaches_the_target_is_taken():
    confidences = np.array([0.31, 0.42, 0.53, 0.64, 0.75, 0.86])
    labels, probabilities = votes_with(confidences, [False, False, True, True, True, True])
    assert choose_rule(labels, probabilities, np.ones(6)).min_confidence == 0.32  # four of five
    assert choose_rule(labels, probabilities, np.ones(6), target_accuracy=1).min_confidence == 0.43


def test_no_confidence_is_asked_for_where_all_are_right_anyway():
    labels, probabilities = votes_with([0.3, 0.5], [True, True])
    assert choose_rule(labels, probabilities, np.ones(2)).min_confidence == 0


def test_answers_that_the_members_disagree_on_do_not_count():
    labels, probabilities = votes_with([0.9, 0.9, 0.4], [False, False, True])
    assert choose_rule(labels, probabilities, np.array([1 / 3, 1 / 3, 2 / 3])).min_confidence == 0


@pytest.mark.parametrize("agreement", [0.0, 1.0])
def test_nothing_is_certain_where_the_target_is_out_of_reach(agreement):
    labels, probabilities = votes_with([0.3, 0.6, 0.9], [False] * 3)
    rule = choose_rule(labels, probabilities, np.full(3, agreement))
    assert rule.min_confidence == 1
    assert rule.applies(probabilities.max(axis=1), np.full(3, agreement)).all()

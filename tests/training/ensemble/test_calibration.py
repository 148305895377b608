import numpy as np
import pytest
from scipy.special import softmax

from fer_core.networks.calibration import calibrate, expected_calibration_error
from fer_core.networks.prior import take_out_prior
from training.ensemble.calibration import choose_rule, fit_calibration, importance, learnt_shares
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


EVEN = np.full(7, 1 / 7)
SHARES = np.array([0.14, 0.02, 0.14, 0.25, 0.17, 0.17, 0.11])


def distort(probabilities, weights, offsets=0.0):
    return softmax(np.log(probabilities) * weights + offsets, axis=1)


@pytest.mark.parametrize("temperature", [0.4, 1.0, 2.5])
def test_a_known_temperature_is_found(honest, temperature):
    labels, probabilities = honest
    found = fit_calibration(labels, distort(probabilities, 1 / temperature), EVEN, prior=0)
    slopes = np.diagonal(found.weights)
    np.testing.assert_allclose(slopes, temperature, rtol=0.1)
    np.testing.assert_allclose(np.array(found.weights) - np.diag(slopes), 0, atol=0.1 * temperature)
    np.testing.assert_allclose(found.offsets, 0, atol=0.1)


def test_every_emotion_has_a_sureness_of_its_own(honest):
    labels, probabilities = honest
    slopes, offsets = np.array([0.6, 0.8, 1.0, 1.0, 1.2, 1.4, 1.6]), np.array([0.3, 0.0, 0.0, -0.3, 0.0, 0.1, -0.1])
    distorted = distort(probabilities, slopes, offsets)
    fitted = calibrate(distorted, fit_calibration(labels, distorted, EVEN, prior=0, penalty=1e-4))
    assert np.abs(fitted - probabilities).mean() < 0.01
    before, after = (negative_log_likelihood(labels, each) for each in (distorted, fitted))
    assert after == pytest.approx(negative_log_likelihood(labels, probabilities), abs=0.002)
    assert after < before


def test_what_is_fitted_for_evened_answers_holds_where_the_emotions_are_even():
    """Faces drawn in uneven shares teach the calibration that fits faces drawn evenly, once the prior is out."""
    rng = np.random.default_rng(5)
    evidence = rng.normal(0, 1, (7, 7)) + 2 * np.eye(7)

    def draw(shares, count):
        labels = rng.choice(7, count, p=shares / shares.sum())
        scores = evidence[labels] + rng.normal(0, 1.5, (count, 7))
        logits = scores @ evidence.T / 1.5**2 - (evidence**2).sum(axis=1) / (2 * 1.5**2) + np.log(SHARES)
        return labels, softmax(1.4 * logits, axis=1)

    found = fit_calibration(*draw(SHARES, 40_000), SHARES / SHARES.sum(), prior=1.0, penalty=1e-4)
    labels, boastful = draw(np.ones(7), 20_000)

    def error(answers):
        evened = take_out_prior(answers, SHARES / SHARES.sum(), 1.0)
        return expected_calibration_error(evened.max(axis=1), evened.argmax(axis=1) == labels)

    assert error(boastful) > 0.04
    assert error(calibrate(boastful, found)) < 0.015


@pytest.mark.parametrize("right", [True, False])
def test_extreme_answers_leave_the_calibration_within_bounds(right):
    labels, probabilities = votes_with([1.0, 0.9, 0.6], [right] * 3)
    found = fit_calibration(labels, probabilities, EVEN)
    assert np.isfinite(calibrate(probabilities, found)).all()
    assert min(np.diagonal(found.weights)) >= 0.05


def test_shares_are_those_of_the_labels_and_never_0():
    shares = learnt_shares(np.array([3] * 9 + [0] * 4), sampled=False)
    np.testing.assert_allclose(shares * 18, [4, 1, 1, 9, 1, 1, 1])
    assert learnt_shares(np.arange(7), sampled=True) is None


def test_an_image_counts_by_the_share_of_its_emotion():
    weights = importance(np.array([1, 3, 3]), SHARES, 0.5)
    assert weights.mean() == pytest.approx(1)
    assert weights[0] / weights[1] == pytest.approx((0.25 / 0.02) ** 0.5)
    np.testing.assert_array_equal(importance(np.array([1, 3]), SHARES, 0.0), 1)


def test_the_rule_counts_images_by_their_weight():
    labels, probabilities = votes_with([0.3, 0.5, 0.7], [True, False, True])
    assert choose_rule(labels, probabilities, np.ones(3)).min_confidence == 0.51
    assert choose_rule(labels, probabilities, np.ones(3), weights=np.array([1, 0.1, 1])).min_confidence == 0


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

import json

import numpy as np
import pytest
from sklearn import metrics

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import UncertaintyRule
from fer_core.predict.scoring import Score
from training.measure import coverage_curve, evaluate, evaluate_rule, is_at_chance, negative_log_likelihood, wilson


def one_hot(classes, strength=0.7):
    rest = (1 - strength) / 6
    return np.array([[strength if i == c else rest for i in range(7)] for c in classes], dtype=np.float32)


def test_figures_match_a_hand_count():
    labels = np.array([0, 0, 1, 2, 3, 4, 5, 6])
    predicted = [0, 1, 1, 2, 3, 4, 5, 5]
    probabilities = one_hot(predicted)
    probabilities[1, 0] += 0.1  # the truth comes second
    figures = evaluate(labels, probabilities)
    assert figures["accuracy"] == pytest.approx(6 / 8)
    assert figures["recall"]["angry"] == pytest.approx(0.5)
    assert figures["recall"]["surprise"] == 0
    assert figures["precision"]["disgust"] == pytest.approx(0.5)
    assert figures["precision"]["surprise"] == 0
    assert figures["confusion"][0] == [1, 1, 0, 0, 0, 0, 0]
    assert figures["top2_accuracy"] >= 7 / 8
    f1 = [2 / 3, 2 / 3, 1, 1, 1, 2 / 3, 0]
    assert figures["macro_f1"] == pytest.approx(np.mean(f1))
    assert figures["weighted_recall"] == pytest.approx(figures["accuracy"])


def test_figures_are_scikit_learns():
    rng = np.random.default_rng(1)
    labels = np.concatenate([np.arange(7), rng.integers(0, 7, 200)])
    probabilities = rng.dirichlet(np.ones(7), len(labels)).astype(np.float32)
    figures, predicted = evaluate(labels, probabilities), probabilities.argmax(axis=1)
    report = metrics.classification_report(labels, predicted, output_dict=True, zero_division=0.0)
    for average in ("weighted", "macro"):
        for name, theirs in (("precision", "precision"), ("recall", "recall"), ("f1", "f1-score")):
            assert figures[f"{average}_{name}"] == pytest.approx(report[f"{average} avg"][theirs])
    for index, emotion in enumerate(EMOTIONS):
        assert figures["f1"][emotion] == pytest.approx(report[str(index)]["f1-score"])
        # The share of pairs in the right order (Hanley and McNeil 1982).
        own, others = probabilities[labels == index, index], probabilities[labels != index, index]
        assert figures["auc"][emotion] == pytest.approx((own[:, None] > others).mean(), abs=1e-6)
    assert figures["mean_auc"] == pytest.approx(
        metrics.roc_auc_score(labels, probabilities, multi_class="ovr"), abs=1e-6
    )


def test_an_absent_class_has_no_auc():
    assert evaluate(np.array([0, 1]), one_hot([0, 1]))["mean_auc"] is None


def test_the_offline_score_agrees():
    rng = np.random.default_rng(0)
    labels = np.concatenate([np.arange(7), rng.integers(0, 7, 300)])
    probabilities = rng.dirichlet(np.ones(7), len(labels)).astype(np.float32)
    figures, result = evaluate(labels, probabilities), Score()
    for label, row in zip(labels, probabilities, strict=True):
        result.add(EMOTIONS[label], row)
    assert result.accuracy == pytest.approx(figures["accuracy"])
    assert result.top2_accuracy == pytest.approx(figures["top2_accuracy"])
    assert result.macro_f1 == pytest.approx(figures["macro_f1"])
    assert result.calibration_error == pytest.approx(figures["calibration_error"])
    assert dict(zip(EMOTIONS, result.recall, strict=True)) == pytest.approx(figures["recall"])
    assert result.confusion.tolist() == figures["confusion"]


def test_reliability_by_hand():
    probabilities = one_hot([0] * 10, strength=0.75)
    probabilities[5:] = one_hot([0] * 5, strength=0.42)
    labels = np.array([0, 0, 0, 0, 1, 0, 0, 1, 1, 1])
    figures = evaluate(labels, probabilities)
    low, high = figures["reliability"]
    assert (low["count"], high["count"]) == (5, 5)
    assert (low["confidence"], low["accuracy"]) == pytest.approx((0.42, 0.4))
    assert (low["low"], low["high"]) == pytest.approx((6 / 15, 7 / 15))
    assert (high["confidence"], high["accuracy"]) == pytest.approx((0.75, 0.8))
    assert figures["calibration_error"] == pytest.approx((0.02 + 0.05) / 2)


def test_the_bins_add_up_to_the_calibration_error():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 7, 999)
    probabilities = rng.dirichlet(np.full(7, 0.3), 999).astype(np.float32)
    figures = evaluate(labels, probabilities)
    bins = figures["reliability"]
    assert sum(row["count"] for row in bins) == 999
    gaps = sum(row["count"] * abs(row["confidence"] - row["accuracy"]) for row in bins)
    assert figures["calibration_error"] == pytest.approx(gaps / 999)
    assert all(row["low"] < row["confidence"] <= row["high"] for row in bins)


def test_the_negative_log_likelihood_is_finite_and_right():
    assert negative_log_likelihood(np.array([0, 1]), one_hot([0, 0])) == pytest.approx(-np.log([0.7, 0.05]).mean())
    assert np.isfinite(negative_log_likelihood(np.array([1]), one_hot([0], strength=1.0)))


def test_coverage_falls_as_more_confidence_is_asked_for():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 7, 400)
    probabilities = rng.dirichlet(np.full(7, 0.3), 400).astype(np.float32)
    curve = coverage_curve(labels, probabilities)
    assert [row["coverage"] for row in curve] == pytest.approx(np.arange(0.05, 1.01, 0.05))
    assert curve[-1]["accuracy"] == pytest.approx(evaluate(labels, probabilities)["accuracy"])
    thresholds = [row["min_confidence"] for row in curve]
    assert thresholds == sorted(thresholds, reverse=True)
    certain = probabilities.max(axis=1) >= np.float32(thresholds[3])
    assert curve[3]["accuracy"] == pytest.approx(np.mean(probabilities.argmax(axis=1)[certain] == labels[certain]))


def test_equal_confidences_are_covered_together():
    labels, probabilities = np.array([0, 1, 0, 0]), one_hot([0] * 4)
    (point,) = coverage_curve(labels, probabilities)
    assert (point["coverage"], point["accuracy"]) == (1, 0.75)


def test_a_rule_by_hand():
    probabilities = np.concatenate([one_hot([0, 0], strength=0.9), one_hot([0, 0], strength=0.3)])
    labels, agreement = np.array([0, 1, 1, 1]), np.array([1, 1 / 3, 1, 1])
    figures = evaluate_rule(labels, probabilities, agreement, UncertaintyRule(min_confidence=0.5, min_agreement=0.5))
    assert figures == {"coverage": 0.25, "accuracy": 1.0}


def test_a_rule_that_lets_nothing_pass_has_no_accuracy():
    rule = UncertaintyRule(min_confidence=1.0, min_agreement=0.5)
    assert evaluate_rule(np.array([0]), one_hot([0]), np.ones(1), rule) == {"coverage": 0.0, "accuracy": None}


def test_everything_is_plain_json():
    labels, probabilities = np.array([0, 1]), one_hot([0, 0])
    rule = UncertaintyRule(min_confidence=0.5, min_agreement=0.5)
    figures = [
        evaluate(labels, probabilities),
        coverage_curve(labels, probabilities),
        evaluate_rule(labels, probabilities, np.ones(2), rule),
    ]
    assert json.loads(json.dumps(figures, allow_nan=False)) == figures


def test_wilson_s_interval_by_hand():
    # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I: 81 of 263.
    assert wilson(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0.0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(1.0, 20)[1] == pytest.approx(1.0)


def test_who_always_gives_the_commonest_answer_is_at_chance():
    labels = np.array([0] * 40 + [1] * 60)
    assert is_at_chance(evaluate(labels, one_hot([1] * 100)))
    assert not is_at_chance(evaluate(labels, one_hot([0] * 40 + [1] * 60)))

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.scoring import score
from training.evaluate import evaluate, soft_vote


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
    assert figures["confusion"][0] == [1, 1, 0, 0, 0, 0, 0]
    assert figures["top2_accuracy"] >= 7 / 8
    f1 = [2 / 3, 2 / 3, 1, 1, 1, 2 / 3, 0]
    assert figures["macro_f1"] == pytest.approx(np.mean(f1))
    assert figures["weighted_recall"] == pytest.approx(figures["accuracy"])
    assert 0 < figures["mean_auc"] <= 1


def test_an_absent_class_has_no_auc():
    assert evaluate(np.array([0, 1]), one_hot([0, 1]))["mean_auc"] is None


def test_the_soft_vote_is_the_mean():
    votes = [one_hot([0]), one_hot([3])]
    np.testing.assert_allclose(soft_vote(votes), (votes[0] + votes[1]) / 2)


def test_the_offline_score_agrees():
    rng = np.random.default_rng(0)
    labels = np.concatenate([np.arange(7), rng.integers(0, 7, 300)])
    probabilities = rng.dirichlet(np.ones(7), len(labels)).astype(np.float32)
    figures, result = evaluate(labels, probabilities), score([EMOTIONS[i] for i in labels], list(probabilities))
    assert result.accuracy == pytest.approx(figures["accuracy"])
    assert result.top2_accuracy == pytest.approx(figures["top2_accuracy"])
    assert result.macro_f1 == pytest.approx(figures["macro_f1"])
    assert dict(zip(EMOTIONS, result.recall, strict=True)) == pytest.approx(figures["recall"])
    assert result.confusion.tolist() == figures["confusion"]

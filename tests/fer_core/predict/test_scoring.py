import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.networks.calibration import expected_calibration_error
from fer_core.predict.scoring import Score, describe_score


def answer(first: str, second: str) -> np.ndarray:
    probabilities = np.full(7, 0.02, np.float32)
    probabilities[EMOTIONS.index(first)] = 0.6
    probabilities[EMOTIONS.index(second)] = 0.3
    return probabilities


TRUTH = ["happy", "happy", "happy", "sad", "sad", "fear"]
ANSWERS = [
    answer("happy", "sad"),
    answer("happy", "sad"),
    answer("sad", "happy"),
    answer("sad", "angry"),
    answer("neutral", "angry"),
    answer("surprise", "fear"),
]


def score(truth, answers, uncertain=()) -> Score:
    result = Score()
    for i, (emotion, probabilities) in enumerate(zip(truth, answers, strict=True)):
        result.add(emotion, probabilities, is_uncertain=i in uncertain)
    return result


def test_hand_computed_figures():
    result = score(TRUTH, ANSWERS)
    assert result.count == 6
    assert result.accuracy == pytest.approx(3 / 6)
    assert result.top2_accuracy == pytest.approx(5 / 6)
    # F1: happy 2·2/(2+3), sad 2·1/(2+2), fear 0; no picture shows any of the others.
    assert result.macro_f1 == pytest.approx((0.8 + 0.5) / 3)
    assert result.absent == ("angry", "disgust", "neutral", "surprise")
    recall = dict(zip(EMOTIONS, result.recall, strict=True))
    assert recall["happy"] == pytest.approx(2 / 3)
    assert recall["sad"] == pytest.approx(1 / 2)
    assert recall["fear"] == 0
    assert np.isnan([recall[name] for name in ("angry", "disgust", "neutral", "surprise")]).all()


def test_confusion_has_truth_in_rows_and_predictions_in_columns():
    confusion = score(TRUTH, ANSWERS).confusion
    happy, sad, fear, neutral, surprise = (EMOTIONS.index(e) for e in ("happy", "sad", "fear", "neutral", "surprise"))
    assert confusion[happy, happy] == 2
    assert confusion[happy, sad] == 1
    assert confusion[sad, sad] == confusion[sad, neutral] == confusion[fear, surprise] == 1
    assert confusion.sum() == 6


def test_equal_probabilities_are_broken_by_class_order_in_both_figures():
    even = np.full(7, 1 / 7, np.float32)
    result = score(["angry", "disgust", "fear"], [even, even, even])
    assert result.accuracy == pytest.approx(1 / 3)
    assert result.top2_accuracy == pytest.approx(2 / 3)


@pytest.mark.slow
def test_agrees_with_scikit_learn():
    metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn comes with the training extra")
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 7, 500)
    answers = rng.dirichlet(np.ones(7), 500).astype(np.float32)
    answers[np.arange(500), truth] += 0.2
    result = score([EMOTIONS[i] for i in truth], list(answers))
    predicted = answers.argmax(axis=1)
    assert result.macro_f1 == pytest.approx(metrics.f1_score(truth, predicted, average="macro"))
    assert result.recall == pytest.approx(metrics.recall_score(truth, predicted, average=None))
    assert result.top2_accuracy == pytest.approx(metrics.top_k_accuracy_score(truth, answers, k=2))
    assert np.array_equal(result.confusion, metrics.confusion_matrix(truth, predicted))


def test_uncertain_answers_count_in_all_figures_but_those_of_the_certain_ones():
    result = score(TRUTH, ANSWERS, uncertain=(0, 4, 5))
    assert (result.certain, result.certain_hits) == (3, 2)
    assert (result.count, result.accuracy, result.top2_hits) == (6, 3 / 6, 5)


def test_calibration_error_is_that_of_all_answers_at_once():
    rng = np.random.default_rng(2)
    truth = rng.integers(0, 7, 300)
    answers = rng.dirichlet(np.ones(7), 300).astype(np.float32)
    result = score([EMOTIONS[i] for i in truth], answers)
    expected = expected_calibration_error(answers.max(axis=1), answers.argmax(axis=1) == truth)
    assert result.calibration_error == pytest.approx(expected)


def test_description_names_every_figure():
    text = describe_score(score(TRUTH, ANSWERS, uncertain=(4, 5)))
    assert "accuracy                    0.5000" in text
    assert "top-2 accuracy              0.8333" in text
    assert "macro F1                    0.4333 (without angry, disgust, neutral, surprise, of which there is no" in text
    # All are 60 % sure and half of them right.
    assert "expected calibration error  0.1000 (15 bins)" in text
    assert "certain on 66.7 % of the images (4), accuracy there 0.7500" in text
    lines = {line.split()[0]: line.split()[1:] for line in text.splitlines() if line}
    assert lines["happy"] == ["0", "0", "0", "2", "0", "1", "0", "0.6667"]
    assert lines["angry"][-1] == "-"


def test_without_a_certain_answer_there_is_no_accuracy_among_them():
    lines = describe_score(score(TRUTH, ANSWERS, uncertain=range(6))).splitlines()
    assert "certain on 0.0 % of the images (0)" in lines

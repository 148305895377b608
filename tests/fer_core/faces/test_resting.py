import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.faces.resting import mean_log_probabilities, neutral_reference, take_out_resting
from fer_core.networks.calibration import Calibration
from fer_core.networks.ensemble import load_ensemble
from fer_core.networks.manifest import Manifest
from tests.stand_ins import NEVER_UNCERTAIN, probabilities_for

NEUTRAL, SAD, HAPPY, ANGRY = (EMOTIONS.index(emotion) for emotion in ("neutral", "sad", "happy", "angry"))
REFERENCE = np.full(7, 0.05)
REFERENCE[NEUTRAL] = 0.7


def shares(**values):
    result = np.array([values.get(emotion, 0.02) for emotion in EMOTIONS], np.float32)
    return result / result.sum()


def resting_of(*readings):
    return mean_log_probabilities(np.stack(readings))


def test_a_face_that_looks_sad_at_rest_reads_neutral_at_rest():
    at_rest = shares(sad=0.7, neutral=0.2)
    q = take_out_resting(at_rest, resting_of(at_rest), REFERENCE)
    assert EMOTIONS[q.argmax()] == "neutral"
    assert q[NEUTRAL] >= REFERENCE[NEUTRAL] - 1e-6
    assert q.sum() == pytest.approx(1)
    assert q.dtype == np.float32


def test_expressions_stronger_than_the_rest_still_show():
    resting = resting_of(shares(sad=0.5, neutral=0.45))
    assert EMOTIONS[take_out_resting(shares(sad=0.97), resting, REFERENCE).argmax()] == "sad"
    smile = shares(happy=0.9, sad=0.1)
    q = take_out_resting(smile, resting, REFERENCE)
    assert EMOTIONS[q.argmax()] == "happy"
    # Odds between emotions without a surplus stay as they are.
    assert q[HAPPY] / q[ANGRY] == pytest.approx(smile[HAPPY] / smile[ANGRY], rel=1e-4)


def test_who_reads_neutral_anyway_is_left_as_they_are():
    resting = resting_of(shares(neutral=0.95))
    for reading in (shares(neutral=0.95), shares(sad=0.6, neutral=0.4), probabilities_for(HAPPY)):
        np.testing.assert_allclose(take_out_resting(reading, resting, REFERENCE), reading, atol=1e-6)


def test_the_correction_is_the_documented_formula():
    p, resting = shares(sad=0.5, happy=0.3), resting_of(shares(sad=0.6, neutral=0.3))
    surplus = (resting - resting[NEUTRAL]) - (np.log(REFERENCE) - np.log(REFERENCE[NEUTRAL]))
    expected = p * np.exp(-np.maximum(surplus, 0))
    np.testing.assert_allclose(take_out_resting(p, resting, REFERENCE), expected / expected.sum(), rtol=1e-5)


def test_several_rows_are_corrected_alike():
    resting = resting_of(shares(sad=0.6, neutral=0.3))
    rows = np.stack([shares(sad=0.5), shares(happy=0.8)])
    for row, q in zip(rows, take_out_resting(rows, resting, REFERENCE), strict=True):
        np.testing.assert_allclose(q, take_out_resting(row, resting, REFERENCE), rtol=1e-6)


def test_the_mean_is_of_logarithms_and_nothing_counts_as_less_than_a_hundredth():
    resting = mean_log_probabilities(np.array([[0.8, 0, 0, 0, 0.2, 0, 0], [0.2, 0, 0, 0, 0.8, 0, 0]], np.float32))
    assert resting[0] == pytest.approx(np.log(0.4))
    assert resting[1] == pytest.approx(np.log(0.01))
    with pytest.raises(ValueError, match="got none"):
        mean_log_probabilities(np.empty((0, 7), np.float32))


def test_the_reference_is_what_the_shipped_ensemble_answers_to_neutral_faces():
    manifest = load_ensemble().manifest
    reference = neutral_reference(manifest)
    recall = manifest.figures["validation"]["ensemble"]["recall"]["neutral"]
    assert reference.sum() == pytest.approx(1)
    assert reference[NEUTRAL] == pytest.approx(recall, abs=0.02)
    assert reference.min() > 0


@pytest.mark.parametrize(
    "figures", [{}, {"validation": None}, {"validation": {"ensemble": {"confusion": [[1, 2]] * 7}}}]
)
def test_an_ensemble_without_figures_has_a_plain_reference(figures):
    manifest = Manifest((), Calibration.of_temperature(1.0), NEVER_UNCERTAIN, training={}, figures=figures)
    reference = neutral_reference(manifest)
    assert reference.sum() == pytest.approx(1)
    assert reference[NEUTRAL] == pytest.approx(0.7)

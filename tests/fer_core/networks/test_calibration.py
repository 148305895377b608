import json
from dataclasses import asdict

import numpy as np
import pytest

from fer_core.networks.calibration import FLOOR, Calibration, ConfidenceBins, calibrate, expected_calibration_error


def test_calibrated_probabilities_are_the_softmax_of_scaled_logarithms():
    probabilities = np.random.default_rng(0).dirichlet(np.ones(7), 50).astype(np.float32)
    for temperature in (0.5, 1.0, 2.5):
        logits = np.log(np.maximum(probabilities.astype(np.float64), FLOOR)) / temperature
        expected = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        calibrated = calibrate(probabilities, Calibration.of_temperature(temperature))
        assert calibrated.dtype == np.float32
        np.testing.assert_allclose(calibrated, expected, atol=1e-6)
        np.testing.assert_array_equal(calibrated.argmax(axis=1), probabilities.argmax(axis=1))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("temperature", [0.01, 1.0, 100.0])
def test_zeros_and_tiny_probabilities_are_no_trouble(temperature):
    probabilities = np.array([[1, 0, 0, 0, 0, 0, 0], [0.5, 0.5, 0, 0, 0, 1e-40, 0], [1 / 7] * 7], dtype=np.float32)
    calibrated = calibrate(probabilities, Calibration.of_temperature(temperature))
    assert np.isfinite(calibrated).all()
    np.testing.assert_allclose(calibrated.sum(axis=1), 1, atol=1e-6)
    assert calibrated[0].argmax() == 0
    np.testing.assert_allclose(calibrated[2], 1 / 7, atol=1e-7)
    assert calibrate(probabilities[:0], Calibration.of_temperature(temperature)).shape == (0, 7)


def test_every_emotion_may_have_weights_and_an_offset_of_its_own():
    rng = np.random.default_rng(4)
    weights, offsets = np.eye(7) + rng.normal(0, 0.1, (7, 7)), rng.normal(0, 0.3, 7)
    calibration = Calibration(tuple(map(tuple, weights.tolist())), tuple(offsets.tolist()))
    assert Calibration.from_json(json.loads(json.dumps(asdict(calibration)))) == calibration
    probabilities = rng.dirichlet(np.ones(7), 20)
    powers = np.exp([weights @ row + offsets for row in np.log(np.maximum(probabilities, FLOOR))])
    np.testing.assert_allclose(calibrate(probabilities, calibration), powers / powers.sum(axis=1, keepdims=True))


def test_a_manifest_of_one_temperature_is_still_read():
    assert Calibration.from_json({"temperature": 0.84}) == Calibration.of_temperature(0.84)


EYE, NONE = np.eye(7).tolist(), [0.0] * 7


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"temperature": 1.0, "offsets": NONE},
        {"weights": EYE},
        {"weights": EYE[:6], "offsets": NONE},
        {"weights": [row[:6] for row in EYE], "offsets": NONE},
        {"weights": EYE, "offsets": NONE[:6]},
        {"weights": EYE, "offsets": [float("nan"), *NONE[1:]]},
        {"weights": (np.eye(7) * 101).tolist(), "offsets": NONE},
        {"weights": (-np.eye(7)).tolist(), "offsets": NONE},
        {"weights": 3, "offsets": NONE},
        {"weights": EYE, "offsets": [None, *NONE[1:]]},
    ],
)
def test_a_calibration_that_is_none_is_refused(content):
    with pytest.raises((KeyError, TypeError, ValueError)):
        Calibration.from_json(content)


def test_answers_count_by_their_weights():
    confidences, hits = [0.9, 0.9, 0.4], [1, 0, 1]
    weighted = expected_calibration_error(confidences, hits, weights=[3, 1, 0])
    assert weighted == pytest.approx(expected_calibration_error([0.9] * 4, [1, 1, 1, 0]))


def test_double_precision_stays():
    assert calibrate(np.full((2, 7), 1 / 7), Calibration.of_temperature(2.0)).dtype == np.float64


def test_calibration_error_of_a_hand_computed_case():
    # Two bins hold answers: 0.75 on average with 1 of 2 right, and 1.0 with 2 of 2 right.
    assert expected_calibration_error([0.74, 0.76, 1.0, 1.0], [1, 0, 1, 1], bins=2) == pytest.approx(
        abs(0.74 + 0.76 + 1 + 1 - 3) / 4
    )
    assert expected_calibration_error([0.74, 0.76, 1.0, 1.0], [1, 0, 1, 1], bins=10) == pytest.approx(
        (abs(0.74 + 0.76 - 1) + 0) / 4
    )


def test_a_bin_reaches_from_above_its_lower_edge_to_its_upper_one():
    # 0.5 lies in (0, 0.5] and 0.51 in (0.5, 1]: their errors do not cancel out.
    assert expected_calibration_error([0.5, 0.51], [1, 0], bins=2) == pytest.approx((0.5 + 0.51) / 2)
    assert expected_calibration_error([0.0, 0.5], [0, 0], bins=2) == pytest.approx(0.25)


def test_honest_confidences_have_next_to_no_error_and_boasts_have_theirs():
    rng = np.random.default_rng(0)
    confidences = rng.uniform(1 / 7, 1, 50_000)
    hits = rng.random(50_000) < confidences
    assert expected_calibration_error(confidences, hits) < 0.01
    assert expected_calibration_error(np.minimum(1, confidences + 0.1), hits) == pytest.approx(0.1, abs=0.01)


def test_bins_filled_bit_by_bit_know_the_same():
    rng = np.random.default_rng(1)
    confidences, hits = rng.random(100), rng.random(100) < 0.5
    bins = ConfidenceBins()
    for part in np.array_split(np.arange(100), 7):
        bins.add(confidences[part], hits[part])
    assert bins.expected_error == pytest.approx(expected_calibration_error(confidences, hits))


def test_no_answers_have_no_error_and_unequal_ones_are_refused():
    assert np.isnan(ConfidenceBins().expected_error)
    with pytest.raises(ValueError, match=r"expected confidences, hits and weights \(n,\)"):
        expected_calibration_error([0.5, 0.6], [1])

import dataclasses

import numpy as np
import pytest

from app.pages.live.resting import REST_S, RestMeasurement
from fer_core.faces.resting import mean_log_probabilities
from tests.app.fakes import make_face

FACE = make_face(4, label="sad")


def test_the_readings_of_ten_seconds_are_averaged():
    measurement = RestMeasurement(4)
    assert measurement.remaining_s == REST_S
    other = make_face(5, label="happy")
    for index in range(11):
        measurement.note((FACE, other), time_s=100.0 + index)
    assert measurement.remaining_s == 0
    assert not measurement.is_lost
    np.testing.assert_allclose(measurement.resting(), mean_log_probabilities(FACE.unsmoothed[None]))


def test_time_counts_from_the_first_reading_and_a_missed_frame_does_no_harm():
    measurement = RestMeasurement(4)
    measurement.note((), time_s=50.0)
    measurement.note((FACE,), time_s=50.5)
    measurement.note((), time_s=51.0)
    measurement.note((FACE,), time_s=51.4)
    assert measurement.remaining_s == pytest.approx(REST_S - 0.9)
    assert not measurement.is_lost


def test_a_face_out_of_sight_for_more_than_a_second_is_lost_for_good():
    measurement = RestMeasurement(4)
    measurement.note((FACE,), time_s=50.0)
    measurement.note((), time_s=51.2)
    assert measurement.is_lost
    measurement.note((FACE,), time_s=51.3)
    assert measurement.is_lost


def test_a_face_that_never_shows_is_lost():
    measurement = RestMeasurement(4)
    measurement.note((dataclasses.replace(FACE, unsmoothed=None),), time_s=50.0)
    measurement.note((), time_s=51.2)
    assert measurement.is_lost


def measured(*faces):
    """Return the measurement of a face over ten seconds, each of some readings for the same share of them."""
    measurement = RestMeasurement(4)
    for index in range(101):
        measurement.note((faces[index * len(faces) // 101],), time_s=index / 10)
    assert measurement.remaining_s == 0
    return measurement


@pytest.mark.parametrize("label", ["neutral", "sad", "angry", "fear", "disgust"])
def test_a_still_face_is_at_rest_whatever_it_is_read_as(label):
    assert not measured(make_face(4, label=label)).is_restless


@pytest.mark.parametrize("label", ["happy", "surprise"])
def test_a_smile_or_surprise_that_is_held_is_no_face_at_rest(label):
    assert measured(make_face(4, label=label, confidence=0.9)).is_restless


def test_an_expression_that_changes_is_no_face_at_rest():
    assert measured(*(make_face(4, label=label, confidence=0.9) for label in ("neutral", "sad"))).is_restless
    assert measured(*(make_face(4, label=label) for label in ("angry", "neutral", "sad"))).is_restless


def test_a_blink_does_no_harm():
    neutral, blink = make_face(4, label="neutral"), make_face(4, label="sad")
    assert not measured(*[neutral] * 19, blink).is_restless


def test_nothing_read_is_not_called_restless():
    assert not RestMeasurement(4).is_restless

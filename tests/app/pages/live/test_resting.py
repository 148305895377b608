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

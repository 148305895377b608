"""A group's reading: numbers over an interval, and nothing of fewer faces than wished."""

import tracemalloc

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.group import GroupMeter
from tests.app.fakes import make_face

HAPPY, SAD = make_face(1, label="happy"), make_face(2, label="sad")
UNSURE = make_face(3, label="sad", is_uncertain=True)


def read(*pictures, **options):
    """Return the reading of one interval."""
    meter = GroupMeter(**options)
    for number, faces in enumerate(pictures):
        assert meter.note(faces, time_s=0.01 * number) is None
    return meter.finish().reading


def test_shares_means_and_spreads_are_those_of_all_readings():
    reading = read((HAPPY, HAPPY, SAD), (HAPPY, SAD, UNSURE))
    assert (reading.faces, reading.uncertain) == (3, 0)
    shares = dict(zip(LABELS, reading.shares.tolist(), strict=True))
    assert (shares["happy"], shares["sad"], shares["uncertain"]) == pytest.approx((3 / 6, 2 / 6, 1 / 6))
    all_of_them = np.array([face.probabilities for face in (HAPPY, HAPPY, SAD, HAPPY, SAD, UNSURE)], np.float64)
    assert reading.means == pytest.approx(all_of_them.mean(axis=0))
    assert reading.spreads == pytest.approx(all_of_them.std(axis=0))
    assert reading.shares.sum() == pytest.approx(1)
    assert not reading.means.flags.writeable


def test_uncertain_faces_are_counted_per_picture():
    assert read((HAPPY, UNSURE, UNSURE, SAD), (HAPPY, UNSURE, UNSURE, UNSURE)).uncertain in (2, 3)


def test_faces_that_are_alike_have_no_spread():
    assert read((HAPPY,) * 5).spreads.tolist() == pytest.approx([0.0] * len(EMOTIONS), abs=1e-6)


@pytest.mark.parametrize(("count", "least", "is_told"), [(2, 3, False), (3, 3, True), (1, 2, False), (2, 2, True)])
def test_nothing_is_told_of_fewer_faces_than_wished(count, least, is_told):
    assert (read((HAPPY,) * count, least=least) is not None) is is_told


def test_a_picture_with_too_few_faces_never_counts():
    reading = read((HAPPY,) * 3, (HAPPY,) * 3, (SAD, SAD))
    assert reading.shares[LABELS.index("sad")] == 0


def test_a_face_found_by_mistake_for_a_moment_makes_no_group_of_two():
    assert read((HAPPY, SAD), (HAPPY, SAD), (HAPPY, SAD, UNSURE)) is None


def test_intervals_follow_each_other_and_those_without_pictures_are_left_out():
    meter = GroupMeter(interval_s=2.0)
    ended = [meter.note((HAPPY,) * 3, time_s=time_s) for time_s in (0.0, 1.9, 2.0, 9.0)]
    assert [None if one is None else (one.start_s, one.end_s) for one in ended] == [None, None, (0, 2), (2, 4)]
    assert meter.finish().start_s == 8
    assert meter.finish() is None


def test_an_hour_takes_no_more_memory_than_a_minute():
    meter = GroupMeter()
    # Python's caches fill up meanwhile.
    for number in range(4_000):
        meter.note((HAPPY,) * 5, time_s=number / 10)
    tracemalloc.start()
    for number in range(4_000, 8_000):
        meter.note((HAPPY,) * 5, time_s=number / 10)
    kept = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert kept < 10_000


@pytest.mark.parametrize("options", [{"least": 1}, {"interval_s": 0.0}])
def test_a_group_of_one_and_an_interval_of_nothing_are_refused(options):
    with pytest.raises(ValueError, match="expected"):
        GroupMeter(**options)

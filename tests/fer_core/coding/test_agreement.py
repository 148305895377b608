"""Agreement, checked against the tables that its sources print."""

import sys

import numpy as np
import pytest

from fer_core.coding.agreement import alpha, cohen, fleiss, measure_agreement
from fer_core.coding.codes import Code, Codes
from fer_core.coding.grid import NOTHING, UNSURE, Rater, raters_of
from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.recording.edits import Edits
from fer_core.recording.reader import open_recording
from fer_core.recording.tracks import apply_merges
from tests.fer_core.recording.recordings import crossing_faces, make_face, record

HAPPY, SAD = EMOTIONS.index("happy"), EMOTIONS.index("sad")


def raters(rows):
    return [Rater(str(number), np.array(row, np.int8)) for number, row in enumerate(rows)]


def test_cohen_s_kappa_is_that_of_his_table():
    # Cohen (1960), table 1: proportions of 200 cases, kappa -.09.
    counts = np.array([[50, 26, 24], [24, 4, 32], [6, 30, 4]])
    pairs = [(row, column) for row in range(3) for column in range(3) for _ in range(counts[row, column])]
    found = cohen(*raters(np.array(pairs).T))
    assert found.value == pytest.approx((0.29 - 0.35) / 0.65)
    assert found.compared == 200


def test_fleiss_kappa_is_that_of_his_table():
    # Fleiss (1971), table 1: 30 patients, 6 psychiatrists, 5 diagnoses, kappa .430.
    table = (
        "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
        "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
    )
    patients = [[k for k, count in enumerate(row) for _ in range(int(count))] for row in table.split()]
    assert fleiss(raters(np.array(patients).T)).value == pytest.approx(0.430, abs=5e-4)


def test_krippendorff_s_alpha_is_that_of_his_table():
    # Krippendorff (2011), C: 4 observers, 12 units, values missing; nominal alpha .743.
    rows = ("123321412000", "123322412503", "033323422510", "123324412510")
    observers = [[int(value) or NOTHING for value in row] for row in rows]
    found = alpha(raters(observers))
    assert found.value == pytest.approx(0.743, abs=5e-4)
    assert (found.compared, found.alone) == (11, 1)


def test_what_is_unsure_or_said_by_one_alone_is_left_out_and_counted():
    one, other = raters([[0, 1, 0, UNSURE, 1, NOTHING, NOTHING], [0, 1, UNSURE, UNSURE, NOTHING, 2, NOTHING]])
    found = cohen(one, other)
    assert (found.value, found.compared, found.unsure, found.alone) == (1.0, 2, 2, 2)


@pytest.mark.parametrize("rows", [[[0, 0, 0], [0, 0, 0]], [[0, 1], [NOTHING, NOTHING]], [[], []]])
def test_agreement_is_not_defined_where_all_is_one_emotion_or_nothing(rows):
    assert cohen(*raters(rows)).value is None
    assert alpha(raters(rows)).value is None


def faces(number):
    """Face 1 is happy, then uncertain from 1 s on; face 2 is sad and gone after 2 s."""
    first = make_face(1, is_uncertain=number >= 20)
    return (first, make_face(2, x=50, label="sad")) if number < 40 else (first,)


def test_people_and_model_are_compared_at_the_same_moments(tmp_path):
    recording = open_recording(record(tmp_path / "a", faces=faces))
    anna = Codes("Anna", (Code(1, 0.0, 2.0, "happy"), Code(2, 0.0, 3.0, "sad")))
    ben = Codes("Ben", (Code(1, 0.0, 0.5, "sad"), Code(1, 0.5, 2.0, "unsure")))
    people = raters_of((anna, ben), recording.table, Edits(), span_s=(0.0, 3.0), model="model")
    assert [rater.name for rater in people] == ["Anna", "Ben", "model"]
    # Two seconds of one face and three of the other; where nobody codes, nothing is compared.
    assert all(len(rater.said) == 50 for rater in people)
    agreement = measure_agreement(people)
    pair = agreement.with_model[0]
    # Half a second after its last picture a face is no longer read.
    assert (pair.compared, pair.unsure, pair.alone) == (10 + 24, 10, 6)
    assert pair.value == 1.0
    assert agreement.confusion[HAPPY, HAPPY] == 10
    assert agreement.confusion[SAD, SAD] == 24
    assert agreement.confusion[SAD, HAPPY] == 5
    assert agreement.confusion.sum() == 39
    assert agreement.among_people[0].names == ("Anna", "Ben")
    assert [found.names for found in agreement.alpha] == [("Anna", "Ben"), ("Anna", "Ben", "model")]
    assert [found.names for found in agreement.fleiss] == [("Anna", "Ben", "model")]


def test_faces_that_became_one_are_compared_as_one(tmp_path):
    recording = open_recording(record(tmp_path / "a", faces=crossing_faces))
    edits = Edits().with_merge(2, 1)
    coded = (Codes("Anna", (Code(1, 0.0, 1.0, "happy"), Code(2, 0.5, 2.0, "sad"))),)
    anna, _ = raters_of(coded, apply_merges(recording.table, edits), edits, span_s=(0.0, 2.0), model="m")
    assert anna.said.tolist() == [HAPPY] * 10 + [SAD] * 10


def test_a_missing_package_is_told_of(monkeypatch):
    monkeypatch.setitem(sys.modules, "nltk.metrics.agreement", None)
    with pytest.raises(DataError, match=r"emolens\[agreement\]"):
        cohen(*raters([[0, 1], [0, 1]]))

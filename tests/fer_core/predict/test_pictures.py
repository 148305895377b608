import math

import cv2
import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import UncertaintyRule
from fer_core.predict import pictures
from fer_core.predict.pictures import NO_FACE, predict_pictures, table_rows
from fer_core.results import FoundFace
from tests.stand_ins import NEVER_UNCERTAIN, BrightnessEnsemble, FixedDetector, TellingDetector, save


def predictions_of(files, *, rule=NEVER_UNCERTAIN, detector=None, classifier=None, **options):
    classifier = classifier or BrightnessEnsemble()
    return predict_pictures(files, detector=detector, classifier=classifier, rule=rule, **options)


def test_batches_hold_many_faces_and_keep_the_order(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "_LONGEST_WAIT_S", math.inf)
    files = [save(tmp_path / f"{i}.png", EMOTIONS[i % 7]) for i in range(10)]
    ensemble = BrightnessEnsemble()
    predictions = list(predictions_of(files, classifier=ensemble, batch=4))
    assert ensemble.calls == [4, 4, 2]
    assert [p.path for p in predictions] == files
    assert [p.faces[0].label for p in predictions] == [EMOTIONS[i % 7] for i in range(10)]


def test_slow_pictures_do_not_wait_for_a_full_batch(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "_LONGEST_WAIT_S", 0.0)
    files = [save(tmp_path / f"{i}.png") for i in range(3)]
    ensemble = BrightnessEnsemble()
    assert len(list(predictions_of(files, classifier=ensemble))) == 3
    assert ensemble.calls == [1, 1, 1]


def test_faces_are_numbered_and_pictures_without_are_told(tmp_path):
    black = tmp_path / "black.png"
    cv2.imwrite(str(black), np.zeros((40, 40, 3), np.uint8))
    grey = save(tmp_path / "grey.png", "sad")
    detector = FixedDetector((0, 0, 30, 30), (5, 5, 10, 10))
    ensemble = BrightnessEnsemble()
    empty, two = predictions_of([black, grey], detector=detector, classifier=ensemble)
    assert (empty.faces, empty.error, empty.is_readable) == ((), NO_FACE, True)
    assert [face.face_id for face in two.faces] == [1, 2]
    assert [row["face"] for row in table_rows(two)] == [1, 2]
    assert ensemble.calls == [2]


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        (UncertaintyRule(min_confidence=0.6, min_agreement=0.0), ["sad", "fear"]),
        (UncertaintyRule(min_confidence=0.8, min_agreement=0.0), ["uncertain", "uncertain"]),
        (UncertaintyRule(min_confidence=0.6, min_agreement=0.5), ["uncertain", "fear"]),
    ],
)
def test_faces_of_little_confidence_or_agreement_are_uncertain(tmp_path, rule, labels):
    files = [save(tmp_path / f"{emotion}.png", emotion) for emotion in ("sad", "fear")]
    predictions = list(predictions_of(files, rule=rule, classifier=BrightnessEnsemble(disputed="sad")))
    rows = [row for prediction in predictions for row in table_rows(prediction)]
    assert [row["label"] for row in rows] == labels
    assert [row["agreement"] for row in rows] == [0.333333, 1.0]
    assert [row["confidence"] for row in rows] == [0.7, 0.7]
    assert [prediction.faces[0].emotion for prediction in predictions] == ["sad", "fear"]


def test_nothing_readable_asks_no_ensemble(tmp_path):
    ensemble = BrightnessEnsemble()
    (only,) = predictions_of([tmp_path / "none.png"], classifier=ensemble)
    assert "no such file" in only.error
    assert not only.is_readable
    assert ensemble.calls == []


def test_very_wide_and_very_large_pictures(tmp_path):
    files = [save(tmp_path / "line.png", size=(1, 5000)), save(tmp_path / "large.png", size=(6000, 6000))]
    wide, large = predictions_of(files, detector=FixedDetector((10, 0, 2000, 2000)))
    assert wide.error is None
    assert large.faces[0].box_xywh == (10, 0, 2000, 2000)


def test_a_doubtful_face_is_uncertain_and_its_row_says_how_sure_it_is(tmp_path):
    path = save(tmp_path / "a.png", "happy")
    for confidence, label in ((0.5, "uncertain"), (0.999, "happy")):
        detector = TellingDetector(FoundFace((0, 0, 20, 20), confidence=confidence))
        (prediction,) = predictions_of([path], detector=detector)
        (row,) = table_rows(prediction)
        assert (row["label"], row["face_confidence"]) == (label, confidence)
        assert not prediction.is_filled


def test_a_face_that_fills_its_picture_is_told(tmp_path):
    (prediction,) = predictions_of([save(tmp_path / "a.png")], detector=FixedDetector((0, 0, 40, 40)))
    assert prediction.is_filled

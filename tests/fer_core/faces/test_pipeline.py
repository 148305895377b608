from itertools import groupby

import cv2
import numpy as np
import pytest

from fer_core.emotions import LABELS
from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.pipeline import FacePipeline, load_pipeline
from fer_core.networks.manifest import UncertaintyRule
from fer_core.results import FoundFace
from tests.stand_ins import BrightnessEnsemble, FixedDetector, TellingDetector


@pytest.mark.slow
def test_recorded_frames_yield_one_steady_face(demo_frames):
    pipeline = load_pipeline()
    results = [pipeline.analyze(frame.image_bgr, time_s=frame.time_s) for frame in demo_frames]
    found = [result for result in results if result.faces]
    assert len(found) >= 0.95 * len(results)
    assert {face.face_id for result in found for face in result.faces} == {1}
    for result in found:
        (face,) = result.faces
        assert face.label in LABELS
        assert 0 <= face.agreement <= 1
        assert face.probabilities.sum() == pytest.approx(1, abs=1e-4)
        assert not face.probabilities.flags.writeable
        assert result.latency_ms > 0


def test_every_face_is_read_from_its_own_crop():
    picture = np.zeros((240, 320, 3), np.uint8)
    picture[50:110, 20:80] = 130
    picture[50:110, 200:260] = 230
    pipeline = FacePipeline(
        BrightnessEnsemble(), make_detector=lambda _: FixedDetector((20, 50, 60, 60), (200, 50, 60, 60))
    )
    result = pipeline.analyze(picture, time_s=0.0)
    assert [(face.face_id, face.label) for face in result.faces] == [(1, "happy"), (2, "surprise")]
    assert result.faces[0].box_xywh == (20, 50, 60, 60)


def test_an_empty_picture_has_no_faces_and_reset_gives_new_ids():
    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector((10, 10, 50, 50)))
    assert pipeline.analyze(np.zeros((100, 100, 3), np.uint8), time_s=0.0).faces == ()
    bright = np.full((100, 100, 3), 200, np.uint8)
    assert pipeline.analyze(bright, time_s=0.1).faces[0].face_id == 1
    pipeline.reset()
    assert pipeline.analyze(bright, time_s=0.0).faces[0].face_id == 2


def test_a_source_that_starts_again_starts_afresh():
    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector((10, 10, 50, 50)))
    pipeline.analyze(np.full((100, 100, 3), 20, np.uint8), time_s=200.0)
    (face,) = pipeline.analyze(np.full((100, 100, 3), 240, np.uint8), time_s=0.03).faces
    assert (face.face_id, face.label) == (2, "surprise")
    assert face.probabilities.sum() == pytest.approx(1)


class MovedDetector(FaceDetector):
    """Finds one face in the same place of a picture of any size."""

    def detect(self, grey):
        height, width = grey.shape
        return [(width * 5 // 8, height // 2, width // 4, width // 4)]


def test_a_face_is_followed_through_pictures_of_other_sizes():
    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: MovedDetector())
    for frame, (width, height) in enumerate([(1280, 720), (1280, 720), (320, 240), (640, 480), (1280, 720), (96, 72)]):
        picture = np.full((height, width, 3), 130, np.uint8)
        (face,) = pipeline.analyze(picture, time_s=frame / 30).faces
        assert (face.face_id, face.label) == (1, "happy")
        assert face.box_xywh == (width * 5 // 8, height // 2, width // 4, width // 4)


def test_a_face_turns_uncertain_as_its_smoothed_agreement_falls():
    rule = UncertaintyRule(min_confidence=0.0, min_agreement=0.5)
    pipeline = FacePipeline(
        BrightnessEnsemble(rule=rule, disputed="surprise"), make_detector=lambda _: FixedDetector((10, 10, 50, 50))
    )
    labels, agreement = [], []
    for frame, grey in enumerate([20] * 3 + [240] * 30):
        (face,) = pipeline.analyze(np.full((100, 100, 3), grey, np.uint8), time_s=frame / 30).faces
        labels.append(face.label)
        agreement.append(face.agreement)
    assert agreement[-1] == pytest.approx(1 / 3, abs=0.01)
    # The old winner leads for ln 2 time constants of 0.2 s, until half of its backing is gone; the new one never has
    # the half of the members behind it.
    assert labels[:7] == ["angry"] * 7
    assert set(labels[8:]) == {"uncertain"}
    assert face.emotion == "surprise"


def test_a_face_is_uncertain_while_its_smoothed_confidence_is_low():
    rule = UncertaintyRule(min_confidence=0.5, min_agreement=0.0)
    pipeline = FacePipeline(BrightnessEnsemble(rule=rule), make_detector=lambda _: FixedDetector((10, 10, 50, 50)))
    pictures = [np.full((100, 100, 3), grey, np.uint8) for grey in [20] * 3 + [240] * 30]
    labels = [pipeline.analyze(picture, time_s=i / 30).faces[0].label for i, picture in enumerate(pictures)]
    assert [label for label, _ in groupby(labels)] == ["angry", "uncertain", "surprise"]


def test_noise_has_no_face():
    noise = np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8)
    assert load_pipeline().analyze(noise).faces == ()


def halves(*, tilt_degrees):
    """A picture with a face whose upper half is bright (surprise to the toy ensemble) when it is upright."""
    picture = np.zeros((200, 200), np.uint8)
    picture[:100] = 255
    turn = cv2.getRotationMatrix2D((99.5, 99.5), -tilt_degrees, 1.0)
    return cv2.warpAffine(picture, turn, (200, 200), borderMode=cv2.BORDER_REPLICATE)


class UpperHalf(BrightnessEnsemble):
    """Reads only the upper halves of faces."""

    def vote(self, faces):
        return super().vote(np.repeat(faces[:, :20], 3, axis=1)[:, :48])


def test_a_tilted_face_is_read_upright():
    face = FoundFace((60, 60, 80, 80), tilt_degrees=60.0)
    pipeline = FacePipeline(UpperHalf(), make_detector=lambda _: TellingDetector(face))
    (result,) = pipeline.analyze(halves(tilt_degrees=60.0), time_s=0.0).faces
    assert result.emotion == "surprise"
    askew = FacePipeline(UpperHalf(), make_detector=lambda _: FixedDetector(face.box_xywh))
    (result,) = askew.analyze(halves(tilt_degrees=60.0), time_s=0.0).faces
    assert result.emotion != "surprise"


@pytest.mark.parametrize(("confidence", "label"), [(0.5, "uncertain"), (0.999, "angry"), (None, "angry")])
def test_a_doubtful_face_is_never_certain(confidence, label):
    face = FoundFace((10, 10, 50, 50), confidence=confidence)
    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=lambda _: TellingDetector(face))
    (result,) = pipeline.analyze(np.full((100, 100), 20, np.uint8), time_s=0.0).faces
    assert (result.label, result.face_confidence) == (label, confidence)

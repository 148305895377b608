"""What the options of an analysis do to the pipeline."""

from dataclasses import replace

import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.faces.detectors import DEFAULT
from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.detectors.tilted import TiltedDetector
from fer_core.faces.options import AnalysisOptions
from fer_core.faces.pipeline import FacePipeline, load_pipeline
from fer_core.faces.resting import mean_log_probabilities
from fer_core.networks.manifest import UncertaintyRule
from fer_core.results import Vote
from tests.stand_ins import BrightnessEnsemble, FixedDetector


def picture(grey):
    return np.full((100, 100, 3), grey, np.uint8)


@pytest.fixture
def pipeline():
    return FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector((10, 10, 50, 50)))


@pytest.fixture(scope="module")
def shipped():
    return load_pipeline()


def test_smoothing_can_be_changed_on_the_way(pipeline):
    pipeline.analyze(picture(20), time_s=0.0)
    pipeline.options = AnalysisOptions(smoothing_s=2.0)
    (face,) = pipeline.analyze(picture(240), time_s=0.1).faces
    assert face.emotion == "angry"
    pipeline.options = AnalysisOptions(smoothing_s=0.0)
    (face,) = pipeline.analyze(picture(240), time_s=0.2).faces
    assert face.emotion == "surprise"
    assert face.confidence == pytest.approx(0.7)


def test_the_bound_of_uncertainty_is_the_manifests_unless_another_is_wanted():
    rule = UncertaintyRule(min_confidence=0.65, min_agreement=0.0)
    pipeline = FacePipeline(BrightnessEnsemble(rule=rule), make_detector=lambda _: FixedDetector((10, 10, 50, 50)))
    labels = []
    for bound in ("calibrated", 0.75, "stricter", 0.5):
        pipeline.options = AnalysisOptions(strictness=bound)
        labels.append(pipeline.analyze(picture(240), time_s=0.0).faces[0].label)
    assert labels == ["surprise", "uncertain", "uncertain", "surprise"]


def test_faces_carry_the_vote_on_their_frame_and_the_members_answers(shipped, demo_frames):
    shipped.reset()
    for frame in demo_frames[:2]:
        (face,) = shipped.analyze(frame.image_bgr, time_s=frame.time_s).faces
    assert face.unsmoothed.shape == (7,)
    assert face.unsmoothed.sum() == pytest.approx(1, abs=1e-4)
    assert not np.array_equal(face.unsmoothed, face.probabilities)
    assert face.members.shape == (len(shipped.member_names), 7)
    np.testing.assert_allclose(face.members.sum(axis=1), 1, atol=1e-4)
    assert face.evidence is None
    with pytest.raises(ValueError, match="read-only"):
        face.members[0, 0] = 1


def test_evidence_is_given_for_the_face_that_is_asked_for(shipped, demo_frames):
    shipped.reset()
    (face,) = shipped.analyze(demo_frames[0].image_bgr, time_s=0.0).faces
    shipped.options = AnalysisOptions(explained_id=face.face_id)
    (explained,) = shipped.analyze(demo_frames[1].image_bgr, time_s=0.1).faces
    shipped.options = AnalysisOptions(explained_id=face.face_id + 1)
    (other,) = shipped.analyze(demo_frames[2].image_bgr, time_s=0.2).faces
    shipped.options = AnalysisOptions()
    assert shipped.can_explain
    assert explained.evidence.ndim == 2
    assert explained.evidence.std() > 0
    assert other.evidence is None


def test_without_maps_there_is_no_evidence(pipeline):
    pipeline.options = AnalysisOptions(explained_id=1)
    (face,) = pipeline.analyze(picture(20), time_s=0.0).faces
    assert not pipeline.can_explain
    assert face.evidence is None


class Wavering(BrightnessEnsemble):
    """Every face looks sad and a little neutral to two members, and the other way round to the third."""

    def vote(self, faces):
        rows = np.full((3, len(faces), 7), 0.02, np.float32)
        rows[:2, :, EMOTIONS.index("sad")] = rows[2:, :, EMOTIONS.index("neutral")] = 0.6
        rows[:2, :, EMOTIONS.index("neutral")] = rows[2:, :, EMOTIONS.index("sad")] = 0.3
        winners = np.eye(7, dtype=np.float32)[rows.argmax(axis=2)]
        return Vote(rows.mean(axis=0), winners.mean(axis=0), members=rows)


def test_a_resting_face_is_taken_out_of_vote_members_and_agreement():
    pipeline = FacePipeline(Wavering(), make_detector=lambda _: FixedDetector((10, 10, 50, 50)))
    (before,) = pipeline.analyze(picture(20), time_s=0.0).faces
    assert (before.label, before.agreement) == ("sad", pytest.approx(2 / 3))
    resting = {before.face_id: mean_log_probabilities(before.unsmoothed[None])}
    pipeline.options = replace(AnalysisOptions(), smoothing_s=0.0, resting=resting)
    (after,) = pipeline.analyze(picture(20), time_s=0.1).faces
    assert (after.label, after.agreement) == ("neutral", pytest.approx(1))
    assert {EMOTIONS[winner] for winner in after.members.argmax(axis=1)} == {"neutral"}
    np.testing.assert_array_equal(after.unsmoothed, before.unsmoothed)


class Noted(FaceDetector):
    """Finds nothing in pictures whose shapes it notes."""

    def __init__(self, *, takes_colour=False):
        self.takes_colour = takes_colour
        self.shapes = []

    def detect(self, frame):
        self.shapes.append(frame.shape)
        return []


def test_the_detector_of_the_options_finds_the_faces_and_sees_colours_where_it_takes_them():
    detectors = {DEFAULT: Noted(), "toy": Noted(takes_colour=True)}
    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=detectors.get)
    pipeline.analyze(picture(20), time_s=0.0)
    pipeline.options = AnalysisOptions(detector="toy")
    pipeline.analyze(picture(20), time_s=0.1)
    pipeline.analyze(picture(20)[:, :, 0], time_s=0.2)
    assert detectors[DEFAULT].shapes == [(100, 100)]
    assert detectors["toy"].shapes == [(100, 100, 3), (100, 100)]


def test_a_detector_is_made_only_where_the_options_name_another():
    made = []

    def make(name):
        made.append(name)
        return Noted()

    pipeline = FacePipeline(BrightnessEnsemble(), AnalysisOptions(detector="tilted"), make_detector=make)
    for i, smoothing_s in enumerate((0.1, 0.2)):
        pipeline.options = AnalysisOptions(detector="tilted", smoothing_s=smoothing_s)
        pipeline.analyze(picture(20), time_s=i / 10)
    assert made == ["tilted"]


def test_a_face_that_stands_for_a_while_is_forgotten_with_the_search_for_tilted_ones():
    def make(name):
        upright = FixedDetector((10, 10, 50, 50))
        return TiltedDetector(upright) if name == "tilted" else upright

    pipeline = FacePipeline(BrightnessEnsemble(), make_detector=make)
    pipeline.options = AnalysisOptions(detector="tilted")
    faces = [len(pipeline.analyze(picture(grey), time_s=i / 10).faces) for i, grey in enumerate((20, 0))]
    assert faces == [1, 1]
    pipeline.options = AnalysisOptions()
    assert pipeline.analyze(picture(0), time_s=0.2).faces == ()
    pipeline.options = AnalysisOptions(detector="tilted")
    assert pipeline.analyze(picture(0), time_s=0.3).faces == ()

"""Faces that are read as they are in one frame and in the mirror in the next."""

from dataclasses import replace

import numpy as np
import pytest

from fer_core.faces.options import AnalysisOptions
from fer_core.faces.pipeline import FacePipeline
from fer_core.faces.turns import TurnReader
from fer_core.networks.calibration import Calibration
from fer_core.networks.ensemble import count_votes, load_ensemble
from fer_core.networks.manifest import Manifest, MemberSpec, Normalisation
from fer_core.networks.views import mean_answer, mean_maps, with_mirror_images
from tests.data_sets import require_fer2013
from tests.stand_ins import NEVER_UNCERTAIN, FixedDetector

SPEC = MemberSpec(
    "toy", "toy.onnx", "", "faces", (48, 48, 1), "NHWC", Normalisation(1, 0, 1), "probabilities", "maps", 1, True
)
LEFT_BRIGHT = np.tile(np.linspace(250, 10, 48).astype(np.uint8), (48, 1))
"""A face whose mirror image looks quite different."""


class OneSided:
    """Two toy networks that look at the left and at the right half of a face; notes how many views were read."""

    def __init__(self, *, mirrored=True):
        members = tuple(replace(SPEC, name=name, mirrored=mirrored) for name in "ab")
        self.manifest = Manifest(members, Calibration.of_temperature(1.3), NEVER_UNCERTAIN, training={}, figures={})
        self.read = []

    def predict_views(self, faces):
        self.read.append(len(faces))
        halves = np.stack([faces[:, :, :24].mean(axis=(1, 2)), faces[:, :, 24:].mean(axis=(1, 2))])
        logits = halves[..., None] / 255 * np.arange(7) + np.array([[[0.0]], [[0.5]]]) * np.eye(7)[3]
        powers = np.exp(logits)
        return (powers / powers.sum(axis=-1, keepdims=True)).astype(np.float32)

    def vote(self, faces):
        members = np.stack(np.split(self.predict_views(with_mirror_images(faces)), 2, axis=1))
        return count_votes(mean_answer(*members), self.manifest.calibration)


@pytest.fixture
def networks():
    return OneSided()


def test_the_mean_of_two_answers_is_the_softmax_of_the_mean_logits():
    logits = np.random.default_rng(0).normal(0, 4, (2, 3, 5, 7))
    softmax = [np.exp(each) / np.exp(each).sum(axis=-1, keepdims=True) for each in (*logits, logits.mean(axis=0))]
    plain, mirrored, both = (each.astype(np.float32) for each in softmax)
    np.testing.assert_allclose(mean_answer(plain, mirrored), both, atol=1e-6)
    certain = np.eye(7, dtype=np.float32)
    assert np.isfinite(mean_answer(certain[0], certain[1])).all()


def test_maps_of_the_mirror_image_are_turned_back():
    maps = np.arange(12, dtype=np.float32).reshape(1, 1, 3, 4)
    np.testing.assert_array_equal(mean_maps(maps, maps[..., ::-1]), maps)


def test_a_still_face_gets_the_whole_vote_in_every_frame_at_half_the_cost(networks):
    whole = networks.vote(LEFT_BRIGHT[None])
    networks.read.clear()
    reader = TurnReader(networks)
    for frame in range(5):
        vote = reader.vote(LEFT_BRIGHT[None], [1], time_s=frame / 30, max_gap_s=0.1)
        np.testing.assert_allclose(vote.probabilities, whole.probabilities, atol=1e-6)
        np.testing.assert_allclose(vote.members, whole.members, atol=1e-6)
        np.testing.assert_array_equal(vote.backing, whole.backing)
    assert networks.read == [2, 1, 1, 1, 1]


def test_each_answer_is_of_the_newest_of_either_view(networks):
    faces = [np.roll(LEFT_BRIGHT, 5 * frame, axis=1) for frame in range(4)]
    reader = TurnReader(networks)
    votes = [reader.vote(face[None], [1], time_s=i / 30, max_gap_s=0.1) for i, face in enumerate(faces)]
    views = [networks.predict_views(with_mirror_images(face[None])) for face in faces]
    for frame, (plain, mirrored) in enumerate([(0, 0), (1, 0), (1, 2), (3, 2)]):
        expected = mean_answer(views[plain][:, :1], views[mirrored][:, 1:])
        np.testing.assert_allclose(votes[frame].members, expected, atol=1e-6)


def test_every_face_has_its_own_turns_and_a_new_one_is_read_whole(networks):
    reader = TurnReader(networks)
    other = LEFT_BRIGHT[:, ::-1] // 2
    reader.vote(LEFT_BRIGHT[None], [1], time_s=0.0, max_gap_s=0.1)
    both = np.stack([LEFT_BRIGHT, other])
    votes = [reader.vote(both, [1, 2], time_s=frame / 30, max_gap_s=0.1) for frame in (1, 2)]
    turned = reader.vote(both[::-1], [2, 1], time_s=0.1, max_gap_s=0.1)
    assert networks.read == [2, 3, 2, 2]
    for vote in votes:
        np.testing.assert_allclose(vote.probabilities, networks.vote(both).probabilities, atol=1e-6)
    np.testing.assert_allclose(turned.probabilities[::-1], votes[-1].probabilities, atol=1e-6)


@pytest.mark.parametrize(("gap_s", "max_gap_s"), [(0.5, 0.1), (1 / 30, 0.0), (0.0, 0.0)])
def test_both_views_are_read_after_a_pause_and_where_nothing_is_smoothed(networks, gap_s, max_gap_s):
    reader = TurnReader(networks)
    reader.vote(LEFT_BRIGHT[None], [1], time_s=0.0, max_gap_s=max_gap_s)
    dark = LEFT_BRIGHT[None] // 4
    vote = reader.vote(dark, [1], time_s=gap_s, max_gap_s=max_gap_s)
    assert networks.read == [2, 2]
    np.testing.assert_allclose(vote.probabilities, networks.vote(dark).probabilities, atol=1e-6)


def test_a_face_that_is_forgotten_is_read_whole_again(networks):
    reader = TurnReader(networks)
    for _ in range(2):
        reader.vote(LEFT_BRIGHT[None], [1], time_s=0.0, max_gap_s=0.1)
        reader.forget_all_but({2})
    assert networks.read == [2, 2]


def test_networks_that_turn_faces_themselves_are_asked_once():
    networks = OneSided(mirrored=False)
    reader = TurnReader(networks)
    for _ in range(2):
        reader.vote(LEFT_BRIGHT[None], [1], time_s=0.0, max_gap_s=0.1)
    assert networks.read == [2, 2]


def test_the_pipeline_reads_by_turns_only_where_it_smooths(networks):
    pipeline = FacePipeline(networks, make_detector=lambda _: FixedDetector((0, 0, 48, 48)))
    picture = np.repeat(LEFT_BRIGHT[..., None], 3, axis=2)
    faces = []
    for frame in range(6):
        if frame == 4:
            pipeline.options = AnalysisOptions(smoothing_s=0.0)
        faces += pipeline.analyze(picture, time_s=frame / 30).faces
    assert networks.read == [2, 1, 1, 1, 2, 2]
    for face in faces[1:]:
        np.testing.assert_allclose(face.unsmoothed, faces[0].unsmoothed, atol=1e-6)
        assert face.agreement == pytest.approx(faces[0].agreement)


@pytest.mark.slow
def test_over_two_frames_the_shipped_networks_are_as_right_as_with_both_views_in_each():
    pytest.importorskip("keras", reason="the training extra reads the data set")
    from tools.benchmarks.turns import compare
    from training.data.faces import load_folder

    test = load_folder(require_fer2013() / "test")
    figures = compare(load_ensemble(), test.images[::6], test.labels[::6])
    assert figures["by_turns"] >= figures["whole"] - 0.015
    assert figures["alike"] > 0.93

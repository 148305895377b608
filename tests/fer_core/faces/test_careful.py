from dataclasses import replace

import cv2
import numpy as np
import pytest

from fer_core.errors import ModelError
from fer_core.faces.crop import crop_face, to_grey
from fer_core.faces.detectors import live_detector, stills_detector
from fer_core.faces.detectors.base import FaceDetector, MinFace
from fer_core.faces.detectors.careful import LIVE, CarefulDetector, supported
from fer_core.faces.detectors.judge import Judge
from fer_core.faces.detectors.proposals import FRONTAL, PROFILES, Proposer, Search
from fer_core.faces.detectors.tight import fills, find_faces
from fer_core.faces.tracking import intersection_over_union
from fer_core.results import FoundFace


class FixedJudge:
    """Holds everything for a face with the same probability, and says to move it the same way."""

    def __init__(self, probability, *, right=0.0, turn=0.0):
        self._answer = probability, (right, 0.0, 0.0, turn)

    def judge(self, views):
        probability, moves = self._answer
        return np.full(len(views), probability, np.float32), np.tile(np.float32(moves), (len(views), 1))


@pytest.fixture
def face(demo_frames):
    return to_grey(demo_frames[0].image_bgr)


def turned(grey, degrees):
    """Turn a picture anticlockwise about its middle."""
    rows, columns = grey.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), degrees, 1.0)
    return cv2.warpAffine(grey, turn, (columns, rows), borderMode=cv2.BORDER_REPLICATE)


def test_the_demo_face_is_found_live_with_how_sure_that_is(face):
    (found,) = live_detector("careful").find(face)
    (box,) = live_detector("haar").detect(face)
    assert intersection_over_union(found.box_xywh, box) > 0.5
    assert found.confidence > 0.9
    assert not found.is_doubtful


@pytest.mark.parametrize("degrees", [40, -40])
def test_a_tilted_face_is_found_in_a_photograph_and_read_upright(face, degrees):
    (upright,) = stills_detector("careful").find(face)
    (found,) = stills_detector("careful").find(turned(face, degrees))
    assert found.tilt_degrees == pytest.approx(upright.tilt_degrees - degrees, abs=12)
    straight = crop_face(turned(face, degrees), found.box_xywh, tilt_degrees=found.tilt_degrees)
    askew = crop_face(turned(face, degrees), found.box_xywh)
    expected = crop_face(face, upright.box_xywh, tilt_degrees=upright.tilt_degrees)
    assert likeness(straight, expected) > likeness(askew, expected) + 0.1


def likeness(a, b):
    return np.corrcoef(a.ravel(), b.ravel())[0, 1]


def test_nothing_is_found_where_nothing_is():
    for make in (live_detector, stills_detector):
        assert make("careful").find(np.full((120, 160), 128, np.uint8)) == []


def test_what_the_judge_refuses_is_no_face_and_what_it_moves_is_moved(face):
    (plain,) = CarefulDetector(LIVE, judge=FixedJudge(0.99)).find(face)
    (moved,) = CarefulDetector(LIVE, judge=FixedJudge(0.99, right=0.05, turn=10.0)).find(face)
    assert moved.box_xywh[0] - plain.box_xywh[0] == pytest.approx(0.1 * plain.box_xywh[2], abs=3)
    assert moved.tilt_degrees == pytest.approx(20.0)
    assert CarefulDetector(LIVE, judge=FixedJudge(0.1)).find(face) == []


def test_a_face_that_several_proposals_lead_to_is_surer():
    once, twice, thrice = supported(np.full(3, 0.5, np.float32), np.array([1, 2, 3]))
    assert (once, twice, thrice) == pytest.approx((0.5, 0.8, 0.9))


def test_profiles_are_proposed_on_either_side(face):
    proposer = Proposer(Search(240, PROFILES, min_neighbors=0))
    places, mirrored = (np.sort(proposer.propose(grey)[:, 0]) for grey in (face, np.ascontiguousarray(face[:, ::-1])))
    assert len(places) > 0
    assert np.abs(np.sort(face.shape[1] - mirrored) - places).max() < 0.05 * face.shape[1]


def test_turned_copies_propose_where_the_face_is(face):
    proposals = Proposer(Search(240, (FRONTAL,), angles=(30.0,))).propose(turned(face, -30))
    (upright,) = live_detector("haar").detect(face)
    x, y, width, height = upright
    rows, columns = face.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), -30, 1.0)
    expected = turn @ (x + width / 2, y + height / 2, 1.0)
    assert np.hypot(*(proposals[:, :2] - expected).T).min() < 0.2 * width
    assert (proposals[:, 3] == 30).all()


@pytest.mark.parametrize("name", ["haar", "careful"])
def test_faces_narrower_than_the_narrowest_wanted_are_not_found_and_small_ones_are_if_wanted(name, face):
    (box,) = live_detector(name).detect(face)
    assert live_detector(name, MinFace(box[2] * 1.5, is_share=False)).detect(face) == []
    small = cv2.resize(face, None, fx=44 / box[2], fy=44 / box[2], interpolation=cv2.INTER_AREA)
    photograph = np.full((480, 640), 128, np.uint8)
    photograph[200 : 200 + small.shape[0], 300 : 300 + small.shape[1]] = small
    assert live_detector(name).detect(photograph) == []
    assert len(live_detector(name, MinFace(0.05, is_share=True)).detect(photograph)) == 1


def test_a_missing_judge_is_a_sentence(tmp_path):
    with pytest.raises(ModelError, match="reinstall"):
        Judge(tmp_path / "none.onnx")


def test_views_of_another_size_are_refused():
    with pytest.raises(ValueError, match="32"):
        Judge().judge(np.zeros((1, 48, 48), np.uint8))


class Bordered(FaceDetector):
    """Finds the middle half of pictures that are uniform at their border, as copies with repeated pixels are."""

    def detect(self, frame):
        rows, columns = frame.shape[:2]
        if (frame[:3] != frame[0]).any() or (frame[:, :3] != frame[:, :1]).any():
            return []
        if self.min_face is not None and columns // 2 < self.min_face.pixels(frame.shape):
            return []
        return [(columns // 4, rows // 4, columns // 2, rows // 2)]


def test_a_face_that_fills_its_picture_is_found_with_a_border():
    noise = np.random.default_rng(0).integers(0, 256, (300, 300)).astype(np.uint8)
    assert Bordered().find(noise) == []
    (found,) = find_faces(Bordered(), noise)
    assert np.abs(np.subtract(found.box_xywh, (15, 15, 270, 270))).max() < 12
    assert fills(found.box_xywh[2], noise.shape)
    assert find_faces(Bordered(), noise[:100]) == []


@pytest.mark.parametrize(
    ("min_face", "is_found"),
    [
        (MinFace(200, False), True),
        (MinFace(290, False), False),
        (MinFace(0.6, True), True),
        (MinFace(0.97, True), False),
    ],
)
def test_the_narrowest_face_in_the_copy_with_a_border_is_that_of_the_picture(min_face, is_found):
    noise = np.random.default_rng(0).integers(0, 256, (300, 300)).astype(np.uint8)
    detector = Bordered()
    detector.min_face = min_face
    assert bool(find_faces(detector, noise)) is is_found
    assert detector.min_face == min_face


@pytest.mark.parametrize("name", ["haar", "tilted", "careful"])
def test_every_detector_looks_in_a_copy_for_the_narrowest_face_of_the_picture(name, face):
    ((x, y, side, _),) = live_detector("haar").detect(face)
    margin = side // 2
    picture = face[y - margin : y + side + margin, x - margin : x + side + margin]
    large = cv2.resize(picture, None, fx=4, fy=4)
    detector = stills_detector(name, MinFace(3 * side, is_share=False))
    copy = detector.for_copy(large.shape, reduction=4)
    assert len(detector.detect(large)) == len(copy.detect(picture)) == 1
    assert detector.detect(picture) == copy.detect(cv2.resize(picture, None, fx=0.5, fy=0.5)) == []


def test_a_doubtful_face_is_one_whose_detector_doubts():
    assert not FoundFace((0, 0, 9, 9)).is_doubtful
    assert FoundFace((0, 0, 9, 9), confidence=0.9).is_doubtful


def test_a_head_that_tilts_slowly_is_followed_beyond_what_the_cascade_knows_until_the_picture_is_another(face):
    upright_only = replace(LIVE, in_turn=())
    detector = CarefulDetector(upright_only)
    for degrees in range(0, 41, 4):
        (found,) = detector.find(turned(face, degrees))
    assert found.tilt_degrees < -25
    assert CarefulDetector(upright_only).find(turned(face, 40)) == []
    detector.reset()
    assert detector.find(turned(face, 40)) == []


def test_faces_are_followed_by_the_judge_alone_and_searched_for_once_one_is_lost(face, monkeypatch):
    judge = FixedJudge(0.99)
    detector = CarefulDetector(LIVE, judge=judge)
    assert detector.follow(face) is None, "there is none to follow yet"
    found = detector.find(face)
    monkeypatch.setattr(detector._proposer, "propose", lambda *_, **__: pytest.fail("no cascade is asked"))
    assert [each.box_xywh for each in detector.follow(face)] == [each.box_xywh for each in found]
    assert detector.follow(face[:-10]) is None, "another size"
    monkeypatch.setattr(judge, "judge", FixedJudge(0.1).judge)
    assert detector.follow(face) is None


def test_of_photographs_nothing_is_remembered(face):
    detector = stills_detector("careful")
    assert detector.find(face)
    assert detector.follow(face) is None


@pytest.mark.parametrize("degrees", [35, -35])
def test_a_tilted_face_is_found_live_within_four_frames(face, degrees):
    detector, found = live_detector("careful"), []
    for _ in range(4):
        found = detector.find(turned(face, degrees)) or found
    (tilted,) = found
    assert tilted.tilt_degrees == pytest.approx(-degrees, abs=15)

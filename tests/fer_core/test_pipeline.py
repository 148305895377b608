import numpy as np
import pytest

from fer_core.emotions import EMOTIONS
from fer_core.pipeline import FacePipeline, load_pipeline
from tests.stand_ins import BrightnessEnsemble, FixedDetector


def test_recorded_frames_yield_one_steady_face(demo_frames):
    pipeline = load_pipeline()
    results = [pipeline.analyze(frame.image_bgr, time_s=frame.time_s) for frame in demo_frames]
    found = [result for result in results if result.faces]
    assert len(found) >= 0.95 * len(results)
    assert {face.face_id for result in found for face in result.faces} == {1}
    for result in found:
        (face,) = result.faces
        assert face.label in EMOTIONS
        assert face.probabilities.sum() == pytest.approx(1, abs=1e-4)
        assert not face.probabilities.flags.writeable
        assert result.latency_ms > 0


def test_every_face_is_read_from_its_own_crop():
    picture = np.zeros((240, 320, 3), np.uint8)
    picture[50:110, 20:80] = 130
    picture[50:110, 200:260] = 230
    pipeline = FacePipeline(FixedDetector((20, 50, 60, 60), (200, 50, 60, 60)), BrightnessEnsemble())
    result = pipeline.analyze(picture, time_s=0.0)
    assert [(face.face_id, face.label) for face in result.faces] == [(1, "happy"), (2, "surprise")]
    assert result.faces[0].box_xywh == (20, 50, 60, 60)


def test_an_empty_picture_has_no_faces_and_reset_gives_new_ids():
    pipeline = FacePipeline(FixedDetector((10, 10, 50, 50)), BrightnessEnsemble())
    assert pipeline.analyze(np.zeros((100, 100, 3), np.uint8), time_s=0.0).faces == ()
    bright = np.full((100, 100, 3), 200, np.uint8)
    assert pipeline.analyze(bright, time_s=0.1).faces[0].face_id == 1
    pipeline.reset()
    assert pipeline.analyze(bright, time_s=0.0).faces[0].face_id == 2


def test_a_source_that_starts_again_starts_afresh():
    pipeline = FacePipeline(FixedDetector((10, 10, 50, 50)), BrightnessEnsemble())
    pipeline.analyze(np.full((100, 100, 3), 20, np.uint8), time_s=200.0)
    (face,) = pipeline.analyze(np.full((100, 100, 3), 240, np.uint8), time_s=0.03).faces
    assert (face.face_id, face.label) == (2, "surprise")
    assert face.probabilities.sum() == pytest.approx(1)


def test_noise_has_no_face():
    noise = np.random.default_rng(1).integers(0, 255, (480, 640, 3), dtype=np.uint8)
    assert load_pipeline().analyze(noise).faces == ()

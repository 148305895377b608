import cv2
import numpy as np
import pytest

from training.fit.webcam import blurs, compress, small_faces, soften


@pytest.fixture
def faces():
    coarse = np.random.default_rng(0).random((6, 12, 12), dtype=np.float32)
    return np.stack([cv2.resize(each, (48, 48), interpolation=cv2.INTER_CUBIC) for each in coarse]).clip(0, 1)


@pytest.mark.parametrize("matrices", [small_faces, blurs])
def test_softening_keeps_an_even_face_as_it_is(matrices):
    for matrix in matrices(48):
        np.testing.assert_allclose(matrix.sum(axis=1), 1, atol=1e-5)


def test_a_blur_is_opencvs(faces):
    widest = np.repeat(blurs(48)[-1:], len(faces), axis=0)
    blurred = np.asarray(soften(faces, widest, widest))
    for face, own in zip(faces, blurred, strict=True):
        np.testing.assert_allclose(own, cv2.GaussianBlur(face, (15, 15), 1.7), atol=1e-5)


def test_a_small_face_is_opencvs(faces):
    smallest = np.repeat(small_faces(48)[:1], len(faces), axis=0)
    small = np.asarray(soften(faces, smallest, smallest))
    for face, own in zip(faces, small, strict=True):
        reduced = cv2.resize(face, (14, 14), interpolation=cv2.INTER_AREA)
        np.testing.assert_allclose(own, cv2.resize(reduced, (48, 48), interpolation=cv2.INTER_LINEAR), atol=1e-5)


@pytest.mark.parametrize("quality", [10, 30, 70])
def test_compression_is_jpegs(faces, quality):
    pixels = (faces * 255).round().astype(np.uint8)
    own = np.asarray(compress(pixels / np.float32(255), np.full(len(faces), quality, np.float32)))
    for face, result in zip(pixels, own, strict=True):
        encoded = cv2.imencode(".jpg", face, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
        decoded = cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE) / 255
        assert np.abs(result - decoded).mean() < 0.005


def test_worse_quality_loses_more(faces):
    losses = [
        np.abs(np.asarray(compress(faces, np.full(len(faces), quality, np.float32))) - faces).mean()
        for quality in (10, 30, 70)
    ]
    assert losses == sorted(losses, reverse=True)

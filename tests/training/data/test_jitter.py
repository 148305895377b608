import numpy as np

from training.data.drawn import draw_faces
from training.data.jitter import jitter


def test_every_face_is_changed_in_another_way_and_stays_a_face():
    faces = np.repeat(draw_faces("happy", 1, seed=0), 20, axis=0)
    changed = jitter(faces, np.random.default_rng(0))
    assert changed.shape == faces.shape
    assert changed.dtype == np.uint8
    assert len(np.unique(changed.reshape(20, -1), axis=0)) == 20
    assert np.array_equal(changed, jitter(faces, np.random.default_rng(0)))


def test_the_nearest_pixels_fill_what_comes_into_view():
    white = np.full((8, 48, 48), 255, np.uint8)
    assert jitter(white, np.random.default_rng(1)).min() == 255

import numpy as np
import pytest

from fer_core.faces.detectors.candidates import SIDE, TILT, VIEW_SIDE, Views, corrected
from training.judge import scenes
from training.judge.scenes import SCENE_SIDE, draw_faces, draw_misses, draw_scene, piece_of


@pytest.fixture
def rng():
    return np.random.default_rng(0)


@pytest.fixture
def faces(rng):
    return rng.integers(0, 256, (30, 48, 48)).astype(np.uint8)


@pytest.fixture
def pictures(rng):
    return [rng.integers(0, 256, size).astype(np.uint8) for size in ((90, 200), (300, 60))]


def test_the_moves_of_a_drawn_face_lead_to_the_middle_of_its_scene(rng):
    for _ in range(50):
        candidate, moves = scenes._near(rng)
        ((x, y, side, tilt),) = corrected(candidate[None], moves[None])
        assert (x, y, side, tilt) == pytest.approx((SCENE_SIDE / 2, SCENE_SIDE / 2, 48.0, 0.0), abs=1e-3)


def test_a_face_lies_as_it_came_in_the_middle_of_its_scene(rng, faces, pictures, monkeypatch):
    monkeypatch.setattr(scenes, "_COVERED", 0.0)
    middle = slice(SCENE_SIDE // 2 - 8, SCENE_SIDE // 2 + 8)
    for face in faces:
        scene = draw_scene(face, faces, pictures, rng)
        assert scene.shape == (SCENE_SIDE, SCENE_SIDE)
        np.testing.assert_array_equal(scene[middle, middle], face[16:32, 16:32])


def test_what_is_missed_is_no_face(rng, faces, pictures):
    examples = draw_misses(faces, pictures, rng)
    assert examples.views.shape == (30, VIEW_SIDE, VIEW_SIDE)
    assert not examples.are_faces.any()
    for _ in range(50):
        x, y, side, tilt = scenes._far(rng)
        away = np.hypot(x - SCENE_SIDE / 2, y - SCENE_SIDE / 2) / 48
        assert away > 0.5 or side < 26 or side > 90 or 90 < tilt < 270


def test_drawing_is_repeatable(faces, pictures):
    first, second = (draw_faces(faces, pictures, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first.views, second.views)
    np.testing.assert_array_equal(first.moves, second.moves)
    assert first.are_faces.all()


def test_pieces_come_from_pictures_smaller_than_them(rng):
    tiny = [np.full((5, 7), 9, np.uint8)]
    assert (piece_of(tiny, rng, 48) == 9).all()


def test_a_view_of_a_scene_is_turned_against_the_candidate(rng, faces):
    scene = np.zeros((SCENE_SIDE, SCENE_SIDE), np.uint8)
    scene[: SCENE_SIDE // 2] = 200
    candidate = np.array([SCENE_SIDE / 2, SCENE_SIDE / 2, 48.0, 0.0])
    upright = Views(scene).cut(candidate[None])[0]
    candidate[TILT], candidate[SIDE] = 180.0, 48.0
    upside_down = Views(scene).cut(candidate[None])[0]
    assert upright[0].mean() > upright[-1].mean()
    assert upside_down[0].mean() < upside_down[-1].mean()

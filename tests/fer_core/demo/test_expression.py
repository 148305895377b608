from dataclasses import fields

import numpy as np
import pytest

from fer_core.demo.expression import Expression, move_landmarks
from fer_core.demo.landmarks import FACE_XYWH, LANDMARKS


def test_no_weights_move_nothing():
    for name, points in move_landmarks(Expression()).items():
        np.testing.assert_array_equal(points, LANDMARKS[name])


def test_landmarks_lie_in_the_face_region():
    left, top, width, height = FACE_XYWH
    points = np.vstack(list(LANDMARKS.values()))
    assert (points > (left, top)).all()
    assert (points < (left + width, top + height)).all()


def test_landmarks_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        LANDMARKS["nose"][0, 0] = 0


def test_closed_lips_meet():
    moved = move_landmarks(Expression(relax=1, close=1))
    upper = np.vstack([moved["mouth_corners"][:1], moved["upper_lip_edge"], moved["mouth_corners"][1:]])
    lower = moved["lower_lip_edge"]
    np.testing.assert_allclose(lower[:, 1], np.interp(lower[:, 0], upper[:, 0], upper[:, 1]))


@pytest.mark.parametrize(
    ("weights", "landmark", "dx", "dy"),
    [
        ({"corners_down": 1}, "mouth_corners", 0, 1),
        ({"jaw_drop": 1}, "lower_lip_edge", 0, 1),
        ({"inner_brow": 1}, "left_brow", 0, -1),
        ({"outer_brow": -1}, "right_brow", 0, 1),
        ({"eyes": 1}, "left_upper_lid", 0, -1),
        ({"eyes": -1}, "right_lower_lid", 0, -1),
        ({"lip_raise": 1}, "upper_lip_top", 0, -1),
        ({"nose_wrinkle": 1}, "nostrils", 0, -1),
        ({"knit": 1}, "left_brow", 1, 0),
        ({"knit": 1}, "right_brow", -1, 0),
    ],
)
def test_each_weight_moves_its_part(weights, landmark, dx, dy):
    moved = move_landmarks(Expression(**weights))[landmark] - LANDMARKS[landmark]
    if dx:
        assert dx * moved[:, 0].mean() > 1
    if dy:
        assert dy * moved[:, 1].mean() > 1


def test_narrow_brings_the_mouth_corners_together():
    corners = move_landmarks(Expression(narrow=1))["mouth_corners"]
    assert np.ptp(corners[:, 0]) < np.ptp(LANDMARKS["mouth_corners"][:, 0]) - 10


def test_blend_ends_at_both_faces_and_mixes_every_weight():
    a = Expression(**{field.name: 0.2 for field in fields(Expression)})
    b = Expression(**{field.name: 0.6 for field in fields(Expression)})
    assert a.blend(b, 0) == a
    assert a.blend(b, 1) == b
    middle = a.blend(b, 0.5)
    assert all(getattr(middle, field.name) == pytest.approx(0.4) for field in fields(Expression))

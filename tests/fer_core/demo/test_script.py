import math
from itertools import pairwise

import pytest

from fer_core.demo.script import DURATION_S, FPS, FRAME_COUNT, SCENES, TRANSITION_S, expression_at, light_at, view_at


def test_the_clip_lasts_about_twenty_seconds():
    assert abs(DURATION_S - 20) <= 2
    assert round(DURATION_S * FPS) == FRAME_COUNT


def test_every_expression_is_held_for_two_seconds():
    assert all(scene.duration_s - TRANSITION_S >= 2 for scene in SCENES)
    start_s = 0.0
    for scene in SCENES:
        assert expression_at(start_s) == scene.expression
        start_s += scene.duration_s
        assert expression_at(start_s - TRANSITION_S - 1e-6) == scene.expression


def test_it_starts_where_it_ends():
    assert expression_at(0.0) == expression_at(DURATION_S) == SCENES[0].expression
    assert expression_at(DURATION_S - 1e-6).jaw_drop == pytest.approx(SCENES[0].expression.jaw_drop, abs=1e-4)
    first, last = view_at(0.0), view_at(DURATION_S)
    assert last.centre_xy == pytest.approx(first.centre_xy)
    assert (last.zoom, last.roll_deg) == pytest.approx((first.zoom, first.roll_deg))
    light = light_at(DURATION_S)
    assert (light.gain, light.slope, light.warmth) == pytest.approx(
        (light_at(0).gain, light_at(0).slope, light_at(0).warmth)
    )


def test_motion_is_moderate():
    views = [view_at(index / FPS) for index in range(FRAME_COUNT)]
    for before, after in pairwise(views):
        assert math.dist(before.centre_xy, after.centre_xy) < 6
    assert all(abs(view.roll_deg) < 10 for view in views)

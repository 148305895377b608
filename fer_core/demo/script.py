"""What happens in the demo clip, second by second."""

import math
from dataclasses import dataclass
from typing import Final

from fer_core.demo.expression import Expression

FPS: Final = 30
SIZE_WH: Final = (640, 480)
TRANSITION_S: Final = 0.7


@dataclass(frozen=True, slots=True)
class Scene:
    """An expression and how long it lasts, the change to the next included."""

    expression: Expression
    duration_s: float


@dataclass(frozen=True, slots=True)
class View:
    """Where the face is seen: its centre in clip pixels, clip pixels per portrait pixel, and the roll of the head."""

    centre_xy: tuple[float, float]
    zoom: float
    roll_deg: float


@dataclass(frozen=True, slots=True)
class Light:
    """Brightness of the whole picture, its slope from left to right, and its warmth; 1, 0 and 0 as photographed."""

    gain: float
    slope: float
    warmth: float


SCENES: Final = (
    # happy
    Scene(
        Expression(
            relax=-0.2,
            corners_down=-0.1,
            narrow=-0.15,
            lip_thicken=-0.2,
            inner_brow=-0.3,
            outer_brow=0.15,
            brow_shade=0.1,
            fold_shade=-0.05,
        ),
        3.4,
    ),
    # neutral
    Scene(
        Expression(
            relax=0.95,
            corners_down=0.3,
            close=1,
            jaw_drop=0.1,
            narrow=0.1,
            lip_raise=0.05,
            lip_thicken=0.3,
            inner_brow=-0.15,
            outer_brow=0.25,
            eyes=-0.4,
            brow_shade=0.5,
            fold_shade=-1,
            mouth_height=-0.05,
            cheek_shade=0.4,
            lip_shade=0.7,
        ),
        3.3,
    ),
    # surprise
    Scene(
        Expression(
            relax=1.2,
            corners_down=0.2,
            close=0.05,
            jaw_drop=0.85,
            narrow=0.35,
            inner_brow=0.6,
            outer_brow=0.8,
            eyes=0.9,
            brow_shade=0.45,
            furrow_shade=0.1,
            fold_shade=-1,
            droop_shade=0.05,
            mouth_height=-0.15,
            lip_shade=0.3,
        ),
        3.3,
    ),
    # sad
    Scene(
        Expression(
            relax=1.15,
            corners_down=0.55,
            close=1,
            narrow=-0.5,
            lip_raise=0.5,
            lip_thicken=0.1,
            inner_brow=1,
            outer_brow=-0.35,
            knit=0.95,
            eyes=-0.6,
            brow_shade=0.8,
            furrow_shade=0.6,
            fold_shade=-1,
            droop_shade=0.1,
            mouth_height=0.5,
            lip_shade=0.5,
        ),
        3.4,
    ),
    # fear
    Scene(
        Expression(
            relax=1.2,
            corners_down=0.2,
            close=0.75,
            jaw_drop=0.15,
            narrow=-0.5,
            lip_raise=0.3,
            lip_thicken=0.2,
            inner_brow=1,
            outer_brow=-0.6,
            knit=0.85,
            eyes=0.9,
            nose_wrinkle=0.4,
            brow_shade=0.4,
            furrow_shade=0.7,
            fold_shade=-1,
            droop_shade=0.7,
        ),
        3.3,
    ),
    # angry
    Scene(
        Expression(
            relax=1.2,
            corners_down=0.2,
            close=0.95,
            jaw_drop=0.05,
            narrow=0.45,
            lip_raise=0.1,
            lip_thicken=-1,
            inner_brow=-0.9,
            outer_brow=-0.6,
            knit=0.9,
            eyes=0.1,
            nose_wrinkle=0.2,
            furrow_shade=0.7,
            fold_shade=0.6,
            droop_shade=0.15,
            mouth_height=-0.35,
            cheek_shade=0.3,
            lip_shade=0.5,
        ),
        3.3,
    ),
)
"""In order and round again: the clip ends where it begins."""

DURATION_S: Final = sum(scene.duration_s for scene in SCENES)
FRAME_COUNT: Final = round(DURATION_S * FPS)


def expression_at(time_s: float) -> Expression:
    """Return the face at ``time_s`` (0 to ``DURATION_S``): each is held, then passes smoothly into the next."""
    end_s = 0.0
    for scene, following in zip(SCENES, (*SCENES[1:], SCENES[0]), strict=True):
        end_s += scene.duration_s
        if time_s < end_s:
            share = max(1 - (end_s - time_s) / TRANSITION_S, 0.0)
            return scene.expression.blend(following.expression, share * share * (3 - 2 * share))
    return SCENES[0].expression


def view_at(time_s: float) -> View:
    """Return pan, zoom and roll at ``time_s``; whole periods, so that the clip can loop."""
    zoom = 2.0 - 0.35 * _wave(time_s, 1) + 0.12 * _wave(time_s, 3, 0.2)
    # The further away, the higher: above the hair the portrait has only a few pixels of background.
    height = 182 + 70 * (zoom - 1.55)
    return View(
        centre_xy=(320 + 75 * _wave(time_s, 1, 0.25) + 12 * _wave(time_s, 4), height + 8 * _wave(time_s, 2, 0.4)),
        zoom=zoom,
        roll_deg=4 * _wave(time_s, 2, 0.1) + 1.5 * _wave(time_s, 5),
    )


def light_at(time_s: float) -> Light:
    """Return the light at ``time_s``."""
    return Light(
        gain=1 + 0.14 * _wave(time_s, 2, 0.3), slope=0.25 * _wave(time_s, 1, 0.6), warmth=0.06 * _wave(time_s, 1, 0.1)
    )


def _wave(time_s: float, periods: int, phase: float = 0.0) -> float:
    return math.sin(2 * math.pi * (periods * time_s / DURATION_S + phase))

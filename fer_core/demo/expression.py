"""What a face can do, as a handful of weights, and where that moves its landmarks."""

from dataclasses import dataclass, fields

import numpy as np

from fer_core.demo.landmarks import LANDMARKS, MOUTH_CENTRE_X, MOUTH_HALF_WIDTH, Points


@dataclass(frozen=True, slots=True)
class Expression:
    """Weights of the movements; all 0 is the portrait as it was taken, which smiles with open lips.

    Most run from 0 to 1; those that go both ways from -1 to 1. A weight of 1 is about as far as the movement still
    looks natural in this portrait: that is where the lengths below come from, all in portrait pixels.
    """

    relax: float = 0.0
    """Mouth corners back from the smile, down and inwards."""
    corners_down: float = 0.0
    """Mouth corners further down than at rest."""
    close: float = 0.0
    """1: the lips meet."""
    jaw_drop: float = 0.0
    """Lower lip and chin down, which opens the mouth."""
    narrow: float = 0.0
    """Mouth corners towards (1) or away from (-1) each other."""
    mouth_height: float = 0.0
    """The whole mouth up (1) or down (-1)."""
    lip_raise: float = 0.0
    """Upper lip up."""
    lip_thicken: float = 0.0
    """Lips fuller (1) or pressed thin (-1)."""
    inner_brow: float = 0.0
    """Inner ends of the brows up (1) or down (-1)."""
    outer_brow: float = 0.0
    """Outer ends of the brows up (1) or down (-1)."""
    knit: float = 0.0
    """Brows towards each other."""
    eyes: float = 0.0
    """Eyes wide (1) or narrow (-1)."""
    nose_wrinkle: float = 0.0
    """Nostrils wide and up, the cheeks with them."""
    brow_shade: float = 0.0
    """Darker, fuller brows."""
    furrow_shade: float = 0.0
    """Lines between the brows."""
    fold_shade: float = 0.0
    """Folds from nose to mouth deeper (1) or smoothed away (-1)."""
    droop_shade: float = 0.0
    """Shadows below the mouth corners."""
    cheek_shade: float = 0.0
    """Less light on the cheeks, which a smile lifts into it."""
    lip_shade: float = 0.0
    """Darker lips without their shine."""

    def blend(self, other: "Expression", share: float) -> "Expression":
        """Return the mixture that lies ``share`` (0 to 1) of the way to ``other``."""
        return Expression(
            *(
                (1 - share) * getattr(self, field.name) + share * getattr(other, field.name)
                for field in fields(Expression)
            )
        )


def move_landmarks(face: Expression) -> dict[str, Points]:
    """Return the landmarks (same names and order) after the movements of ``face``."""
    moved = {name: points.copy() for name, points in LANDMARKS.items()}
    _move_brows(moved, face)
    _move_eyes(moved, face)
    _move_nose_and_cheeks(moved, face)
    _move_mouth(moved, face)
    _move_jaw(moved, face)
    _close_lips(moved, face)
    return moved


def _move_brows(moved: dict[str, Points], face: Expression) -> None:
    for name, side in (("left_brow", 1), ("right_brow", -1)):
        inner = np.linspace(0, 1, 4)[::side]
        moved[name][:, 1] -= 7 * face.inner_brow * inner**1.5 + 6 * face.outer_brow * (1 - inner) ** 0.8
        moved[name][:, 0] += side * 5 * face.knit * inner
    moved["hairline"][:, 1] -= 2 * max(face.inner_brow + face.outer_brow, 0)


def _move_eyes(moved: dict[str, Points], face: Expression) -> None:
    for side in ("left", "right"):
        bell = np.array([0.8, 1.0, 0.8])
        moved[f"{side}_upper_lid"][:, 1] -= 2.8 * face.eyes * bell
        moved[f"{side}_lower_lid"][:, 1] += (1.6 if face.eyes > 0 else 2.0) * face.eyes * bell


def _move_nose_and_cheeks(moved: dict[str, Points], face: Expression) -> None:
    moved["nostrils"] += np.outer([-1, 1], [1.5, 0]) * face.nose_wrinkle + [0, -3 * face.nose_wrinkle]
    moved["nose"][2:, 1] -= 2 * face.nose_wrinkle
    moved["cheeks"][:, 1] += 3 * face.relax - 3 * face.nose_wrinkle
    for side, sign in (("left", 1), ("right", -1)):
        moved[f"{side}_fold"] += np.outer([0.2, 0.6, 1.0], [sign * 3 * face.relax, 3 * face.relax])
        moved[f"{side}_fold"][:, 1] -= 2.5 * face.nose_wrinkle


def _move_mouth(moved: dict[str, Points], face: Expression) -> None:
    mouth_dy = -4 * face.mouth_height
    corner_dy = 8 * face.relax + 6 * face.corners_down
    inwards = 0.25 * face.relax + 0.35 * face.narrow + 0.12 * max(face.jaw_drop, 0)
    for name in ("mouth_corners", "upper_lip_top", "upper_lip_edge", "lower_lip_edge", "lower_lip_bottom"):
        x = LANDMARKS[name][:, 0] - MOUTH_CENTRE_X
        outer = np.clip(np.abs(x) / MOUTH_HALF_WIDTH, 0, 1)
        moved[name][:, 0] -= inwards * x
        moved[name][:, 1] += mouth_dy + corner_dy * outer**2
    bell = {
        name: np.clip(1 - ((LANDMARKS[name][:, 0] - MOUTH_CENTRE_X) / MOUTH_HALF_WIDTH) ** 2, 0, 1)
        for name in ("upper_lip_top", "upper_lip_edge", "lower_lip_edge", "lower_lip_bottom")
    }
    raised = 1.2 * face.relax - 4 * face.lip_raise - 1.5 * face.lip_thicken
    moved["upper_lip_top"][:, 1] += raised * bell["upper_lip_top"]
    moved["upper_lip_edge"][:, 1] += (3 * face.relax - 4.5 * face.lip_raise) * bell["upper_lip_edge"]
    moved["lower_lip_bottom"][:, 1] += 2 * face.lip_thicken * bell["lower_lip_bottom"]


def _move_jaw(moved: dict[str, Points], face: Expression) -> None:
    drop = 16 * face.jaw_drop
    for name in ("lower_lip_edge", "lower_lip_bottom"):
        x = (LANDMARKS[name][:, 0] - MOUTH_CENTRE_X) / MOUTH_HALF_WIDTH
        moved[name][:, 1] += drop * np.clip(1 - x**2, 0.05, 1) ** 0.35
    moved["mouth_corners"][:, 1] += 0.3 * drop
    moved["upper_lip_edge"][[0, -1], 1] += 0.12 * drop
    moved["upper_lip_top"][[0, -1], 1] += 0.08 * drop
    moved["chin"][:, 1] += 0.75 * drop
    x = (LANDMARKS["jaw"][:, 0] - MOUTH_CENTRE_X) / 40
    moved["jaw"][:, 1] += 0.6 * drop * np.clip(1 - x**2, 0.15, 1)


def _close_lips(moved: dict[str, Points], face: Expression) -> None:
    corners, upper, lower = moved["mouth_corners"], moved["upper_lip_edge"], moved["lower_lip_edge"]
    contour = np.vstack([corners[:1], upper, corners[1:]])
    lift = face.close * (lower[:, 1] - np.interp(lower[:, 0], contour[:, 0], contour[:, 1]))
    lower[:, 1] -= lift
    moved["lower_lip_bottom"][:, 1] -= 0.85 * lift
    moved["chin"][:, 1] -= 0.3 * lift[[1, 3, 5]]

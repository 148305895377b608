"""How well a judge tells faces from what the cascades propose, and how well it corrects their boxes."""

import statistics
import time
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors.candidates import Views
from fer_core.faces.detectors.judge import Judge
from training.judge.material import mine
from training.judge.scenes import draw_faces, draw_misses

_FACES: Final = 3000
FALSE_RATES: Final = (0.1, 0.01, 0.001)
_TIMED: Final = 200
_TIMED_BATCH: Final = 16


def assess(
    judge: Judge, faces: NDArray[np.uint8], pictures: Sequence[NDArray[np.uint8]], rng: np.random.Generator
) -> dict[str, Any]:
    """Return the figures of a judge on faces uint8 (n, 48, 48) and pictures that it was not trained on."""
    some = faces[rng.permutation(len(faces))[:_FACES]]
    shown = draw_faces(some, pictures, rng)
    probabilities, moves = judge.judge(shown.views)
    misses, _ = judge.judge(draw_misses(some, pictures, rng).views)
    proposed = np.concatenate([Views(picture).cut(mine(picture, rng)) for picture in pictures])
    wrong, _ = judge.judge(proposed)
    return {
        "faces": len(shown),
        "proposals": len(proposed),
        "recall_at_false_rate_of_proposals": _recalls(probabilities, wrong),
        "recall_at_false_rate_near_faces": _recalls(probabilities, misses),
        "area_under_roc": _area(probabilities, np.concatenate([misses, wrong])),
        "shift_before": _median(np.hypot(shown.moves[:, 0], shown.moves[:, 1])),
        "shift_after": _median(np.hypot(*(shown.moves - moves)[:, :2].T)),
        "growth_before": _median(np.abs(shown.moves[:, 2])),
        "growth_after": _median(np.abs((shown.moves - moves)[:, 2])),
        "tilt_before_degrees": _median(np.abs(shown.moves[:, 3])),
        "tilt_after_degrees": _median(np.abs((shown.moves - moves)[:, 3])),
        "ms_per_proposal": _cost_ms(judge, shown.views[:_TIMED_BATCH]),
    }


def _recalls(of_faces: NDArray[np.float32], of_others: NDArray[np.float32]) -> dict[str, float]:
    """Return the share of faces above the probability that each share of the others exceeds; all without others."""
    bounds = np.quantile(of_others, [1 - rate for rate in FALSE_RATES]) if len(of_others) else [0.0] * len(FALSE_RATES)
    return {f"{rate:g}": round(float((of_faces > b).mean()), 4) for rate, b in zip(FALSE_RATES, bounds, strict=True)}


def _area(of_faces: NDArray[np.float32], of_others: NDArray[np.float32]) -> float:
    """Return the probability that a face is thought more probable than something else (Mann and Whitney 1947)."""
    ordered = np.sort(of_others)
    below = np.searchsorted(ordered, of_faces, "left") + np.searchsorted(ordered, of_faces, "right")
    return round(float(below.mean() / 2 / len(ordered)), 4)


def _median(values: NDArray[np.float32]) -> float:
    return round(float(np.median(values)), 4)


def _cost_ms(judge: Judge, views: NDArray[np.uint8]) -> float:
    durations = []
    for _ in range(_TIMED):
        started = time.perf_counter()
        judge.judge(views)
        durations.append(time.perf_counter() - started)
    return round(1000 * statistics.median(durations) / len(views), 4)

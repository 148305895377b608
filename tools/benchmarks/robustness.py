"""``python -m tools.benchmarks.robustness [--data DIR] [--models DIR …]``: how ensembles fare on worse pictures.

Accuracy and expected calibration error of each ensemble's calibrated vote on PublicTest as it is, under each of seven
corruptions at three strengths, their mean without the clean images, and of all answers taken together; 1 to 5 minutes
of one core per 1,000 faces and ensemble. A Markdown table; JSON is the last line: the mean and all together.
"""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fer_core.networks.calibration import expected_calibration_error
from fer_core.networks.ensemble import OnnxEnsemble, load_ensemble
from tools.corruptions import corrupted
from tools.data_sets import FER2013
from training.data.faces import load_part
from training.reports.markdown import table

CLEAN, MEAN, TOGETHER = "clean", "mean of the corrupted", "all together"
_BATCH = 256


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure ensembles on corrupted faces.")
    parser.add_argument("--data", type=Path, default=FER2013, metavar="DIR", help="FER2013 (default: %(default)s)")
    parser.add_argument("--models", type=Path, nargs="*", metavar="DIR", help="ensembles (default: Emolens's own)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every Nth face alone")
    arguments = parser.parse_args()
    public = load_part(arguments.data, "public")
    ensembles = {str(folder): load_ensemble(folder) for folder in arguments.models or [None]}
    figures = measure(ensembles, public.images, public.labels, every=arguments.every)
    names = list(ensembles)
    rows = [
        [condition, *(f"{100 * found[name][0]:.1f} ({found[name][1]:.3f})" for name in names)]
        for condition, found in figures.items()
    ]
    print(table(["accuracy in % (calibration error)", *names], rows))
    last = {
        name: {part: [round(value, 4) for value in figures[part][name]] for part in (MEAN, TOGETHER)} for name in names
    }
    print(json.dumps(last))


def measure(
    ensembles: Mapping[str, OnnxEnsemble], images: NDArray[np.uint8], labels: NDArray[np.int64], *, every: int = 1
) -> dict[str, dict[str, tuple[float, float]]]:
    """Return accuracy and calibration error of every ensemble by condition, on every ``every``-th face.

    ``images`` are uint8 (n, 48, 48), ``labels`` (n,). A face is corrupted alike whatever ``every`` is.
    """
    conditions = [(CLEAN, images)]
    conditions += [(f"{kind.name} {level:g} {kind.unit}".strip(), faces) for kind, level, faces in corrupted(images)]
    answers = {
        condition: {name: _answer(ensemble, faces[::every], labels[::every]) for name, ensemble in ensembles.items()}
        for condition, faces in conditions
    }
    figures = {condition: {name: _score(found[name]) for name in ensembles} for condition, found in answers.items()}
    corruptions = [found for condition, found in figures.items() if condition != CLEAN]
    figures[MEAN] = {
        name: (float(np.mean([found[name][0] for found in corruptions])),
               float(np.mean([found[name][1] for found in corruptions])))
        for name in ensembles
    }  # fmt: skip
    figures[TOGETHER] = {
        name: _score(np.concatenate([found[name] for found in answers.values()], axis=1)) for name in ensembles
    }
    return figures


def _answer(ensemble: OnnxEnsemble, faces: NDArray[np.uint8], labels: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the confidence of each answer and whether it is right, (2, n)."""
    answers = [ensemble.vote(faces[first : first + _BATCH]).probabilities for first in range(0, len(faces), _BATCH)]
    probabilities = np.concatenate(answers)
    return np.stack([probabilities.max(axis=1), probabilities.argmax(axis=1) == labels]).astype(np.float64)


def _score(answers: NDArray[np.float64]) -> tuple[float, float]:
    confidence, hits = answers[0], answers[1] > 0
    return float(hits.mean()), expected_calibration_error(confidence, hits)


if __name__ == "__main__":
    main()

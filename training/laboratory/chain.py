"""Document A from its grid to an ensemble for Emolens: grid, its best three anew, their vote, test, ONNX."""

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.networks.ensemble import OnnxMember
from fer_core.rows.writing import make_folder, write_whole
from training.data.clean import find_seen
from training.data.drawn import name_data
from training.ensemble.assess import Assessment, assess, fit_vote
from training.ensemble.figures import plot_figures
from training.export.onnx_file import predict_members, write_ensemble
from training.laboratory.choice import best_of_grids
from training.laboratory.conversion import convert_trial
from training.laboratory.laboratory import Laboratory
from training.laboratory.studies import GRIDS, Study
from training.laboratory.summary import Standing, check_exportable
from training.reports.markdown import table
from training.reports.plots import plot_roc
from training.run_folder import describe_environment, slug, write_json

BEST_THREE: Final = "best-three"
"""The study that trains the grid's best anew and votes."""

_CARD: Final = "README.md"
_SHOWN: Final = ("accuracy", "top2_accuracy", "weighted_precision", "weighted_recall", "weighted_f1", "mean_auc")

log = logging.getLogger(__name__)


def train_chain(laboratory: Laboratory) -> Study:
    """Run what is left of the grid and of its best three, and return the study of these.

    Raises DataError where a step fails, or the grid has fewer than three networks.
    """
    for architecture in laboratory.scale.grids:
        laboratory.run(GRIDS[architecture])
    study = laboratory.plan(BEST_THREE)
    best = best_of_grids(laboratory.out)
    if len(best) < len(study.trials):
        found = ", ".join(each.architecture for each in best) or "none"
        raise DataError(
            f"The grid has {len(best)} architectures that did not diverge ({found}), and the vote needs "
            f"{len(study.trials)}: run more of the grid, as with --preset full."
        )
    for each in best[: len(study.trials)]:
        log.info("Among the best: %s, validation %.4f", each.label, each.accuracy)
        if each.standing < Standing.LEARNT:
            alike = ": it answers every image alike" if each.standing is Standing.CONSTANT else ""
            log.warning("%s is no better than chance yet%s", each.architecture, alike)
    laboratory.run(BEST_THREE)
    return study


def export_chain(laboratory: Laboratory, study: Study, models: Path) -> dict[str, float]:
    """Write the vote of a study's trained networks as an ensemble into ``models`` and return its test figures.

    ``chain/`` in the run folder gets them all, with ROC curves. Raises DataError where weights are missing, ModelError
    where a network answers otherwise in ONNX Runtime than in Keras.
    """
    check_exportable(study, laboratory.out / study.name)
    test = laboratory.test
    exported, differences = [], {}
    for name in study.trials:
        log.info("%s to ONNX", name)
        spec, content, differences[name] = convert_trial(laboratory.out / study.name / slug(name), test.images)
        exported.append((spec, content))
    members = {spec.name: OnnxMember(spec, content, threads=1) for spec, content in exported}
    result = _assess(laboratory, study, members)
    figures = {**result.figures, "keras_onnx_difference": differences}
    training = {
        "command": f"python -m training.run chain --data DIR --preset {laboratory.scale.name}",
        "data": {"name": name_data(laboratory.data), "training_images": len(laboratory.faces.train)},
        "members": {name: {"seed": each.seed, "split_seed": each.split_seed} for name, each in study.trials.items()},
        "choice": study.differs,
        "environment": describe_environment(),
    }
    folder = laboratory.out / "chain"
    for each in (folder, models):
        make_folder(each)
    write_json(folder / "metrics.json", figures)
    plot_roc(test.labels, result.answers, folder / "roc.png", title="Soft vote on the test folder")
    plot_figures(figures, folder)
    write_ensemble(
        exported, models, calibration=result.calibration, uncertainty=result.uncertainty, stricter=result.stricter,
        training=training, figures=figures,
    )  # fmt: skip
    plot_figures(figures, models)
    write_whole(models / _CARD, _card(training, figures).encode())
    return {name: figures["test"]["ensemble"][name] for name in _SHOWN}


def _assess(laboratory: Laboratory, study: Study, members: Mapping[str, OnnxMember]) -> Assessment:
    """Calibrate the vote on all images that some member has not learnt from; measure it on those that none has."""
    test, trained = laboratory.test, laboratory.labelled
    held_back = [set(laboratory.held_back(trial).paths) for trial in study.trials.values()]
    judged = trained.subset(np.flatnonzero([any(path in part for part in held_back) for path in trained.paths]))
    unseen = np.array([[path in part for path in judged.paths] for part in held_back])
    answers = only_unseen(predict_members(members.values(), judged.images), unseen)
    # The grid's networks learn from oversampled images: there are no shares of the emotions to take out.
    return assess(
        members, laboratory.unseen(study), test,
        seen=find_seen(test.images, trained.images), shares=None,
        fit=fit_vote(judged.labels, answers, shares=None),
    )  # fmt: skip


def only_unseen(answers: NDArray[np.float32], unseen: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return answers (members, n, 7) in which only those of ``unseen`` (members, n) images are the members' own.

    Who has learnt from an image answers it as the mean of those who have not, of whom there must be one.
    """
    weights = unseen[..., None].astype(answers.dtype)
    mean = (answers * weights).sum(axis=0) / weights.sum(axis=0)
    return np.where(unseen[..., None], answers, mean)


def _card(training: Mapping[str, Any], figures: Mapping[str, Any]) -> str:
    """Return what the ensemble is and came to, as Markdown."""
    rows = [
        (f"{split}, {name}", found["images"], *(_number(found[metric]) for metric in _SHOWN))
        for split in ("validation", "test")
        for name, found in figures[split].items()
    ]
    return (
        "# The soft vote of a grid's best networks\n\n"
        f"Trained on {training['data']['name']}: {training['data']['training_images']:,} images in each split. "
        f"{training['choice']}\n\n    {training['command']}\n\n"
        + table(("images, network", "count", *(name.replace("_", " ") for name in _SHOWN)), rows)
        + f"\n\nThe answers are {', '.join(EMOTIONS)}. The validation images are those that no network has learnt "
        "from; the vote was calibrated on all that at least one has not.\n"
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4f}"

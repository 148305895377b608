"""Which trials a study has by what has been trained: the best of the grid, or those that begin with a network."""

from dataclasses import dataclass, replace
from pathlib import Path

from fer_core.errors import DataError
from training.laboratory.studies import GRIDS, Study
from training.laboratory.summary import Standing, best_trial, read_summary, standing_of
from training.laboratory.trial import read_trial
from training.run_folder import slug
from training.settings import Trial


@dataclass(frozen=True, slots=True)
class Best:
    """The cell of an architecture's grid that validates best, with its settings and its validation accuracy."""

    architecture: str
    cell: str
    accuracy: float
    standing: Standing
    trial: Trial


def best_of_grids(out: Path) -> list[Best]:
    """Return the best cell of every architecture whose grid in ``out`` has results, the best first.

    Cells that diverged do not count, those that are no better than chance come after the others, and those that answer
    every image alike last. Raises DataError where results are damaged.
    """
    found = []
    for architecture, name in GRIDS.items():
        summary = read_summary(out / name)
        if summary is None or not summary["trials"]:
            continue
        cell = best_trial(summary["trials"])
        figures = summary["trials"][cell]
        if (standing := standing_of(figures)) is not Standing.DIVERGED:
            trial = read_trial(out / name / slug(cell))
            found.append(Best(architecture, cell, figures["validation"]["accuracy"], standing, trial))
    return sorted(found, key=lambda best: (best.standing, best.accuracy), reverse=True)


def take_from_grid(study: Study, out: Path) -> Study:
    """Return ``study`` with the grid's best networks in the places of its trials, with the seeds and epochs of these.

    A grid that was reduced says which are the best, and not for how long they are trained.

    Where the grid in ``out`` has too few architectures for it, the study stays as it is, and says so.
    """
    chosen = best_of_grids(out)[: len(study.trials)]
    if len(chosen) < len(study.trials):
        return replace(study, differs=f"{study.differs} The document's choice: our grid has not as many networks yet.")
    trials = {
        best.architecture: replace(best.trial, seed=place.seed, split_seed=place.split_seed, epochs=place.epochs)
        for best, place in zip(chosen, study.trials.values(), strict=True)
    }
    cells = "; ".join(f"{best.architecture} ({best.cell})" for best in chosen)
    return replace(study, trials=trials, differs=f"{study.differs} Our grid's choice: {cells}.")


def begin_with(study: Study, weights: Path) -> Study:
    """Return ``study`` without those of its pretrained networks that are not the trained one in a trial's folder.

    Raises DataError where all are others, or the folder is not a trial's.
    """
    architecture = read_trial(weights).architecture
    pretrained = {name: trial.architecture for name, trial in study.trials.items() if "weights" in trial.network}
    trials = {name: trial for name, trial in study.trials.items() if pretrained.get(name, architecture) == architecture}
    if architecture not in pretrained.values():
        known = ", ".join(dict.fromkeys(pretrained.values()))
        raise DataError(f"{weights} holds a {architecture}, but {study.name} needs one of {known}.")
    return replace(study, trials=trials)

"""Which trials a study has by what has been trained: the best of the grid, or those that begin with a network."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fer_core.errors import DataError
from training.laboratory.ranking import BestCell, rank_grids
from training.laboratory.record import TRIAL, read_trial
from training.laboratory.studies import GRIDS, STUDIES, Study
from training.laboratory.summary import read_summary
from training.run_folder import slug
from training.settings import Trial


def best_of_grids(out: Path) -> list[BestCell]:
    """Return the best cell of every architecture whose grid in ``out`` has results, the best first.

    Raises DataError where results are damaged.
    """
    summaries = (read_summary(out / name) for name in GRIDS.values())
    return rank_grids(summary for summary in summaries if summary is not None)


def take_from_grid(study: Study, out: Path) -> Study:
    """Return ``study`` with the grid's best networks in the places of its trials: with their seeds, splits and epochs.

    A grid that was reduced says which are the best, and not for how long they are trained.

    Where the grid in ``out`` has too few architectures for it, the study stays as it is, and says so. Raises DataError
    where results are damaged.
    """
    chosen = best_of_grids(out)[: len(study.trials)]
    if len(chosen) < len(study.trials):
        return replace(study, differs=f"{study.differs} The document's choice: our grid has not as many networks yet.")
    trials = {}
    for best, place in zip(chosen, study.trials.values(), strict=True):
        trial = read_trial(out / GRIDS[best.architecture] / slug(best.name))
        trials[best.architecture] = replace(
            trial,
            seed=place.seed,
            split_seed=place.split_seed,
            epochs=place.epochs,
            frozen_epochs=place.frozen_epochs,
        )
    cells = "; ".join(best.label for best in chosen)
    return replace(study, trials=trials, differs=f"{study.differs} Our grid's choice: {cells}.")


def missing_from_vote(summary: Mapping[str, Any], out: Path) -> list[BestCell]:
    """Return the cells among the best of the grid in ``out`` that a finished vote of its best has not taken.

    None where the grid has too few architectures to choose, or a trial's file is missing. Raises DataError where
    results are damaged.
    """
    study = STUDIES.get(summary["name"])
    if study is None or not study.from_grid or summary["vote"] is None:
        return []
    trials = summary["trials"]
    best = best_of_grids(out)[: len(trials)]
    taken = [_recipe(out / study.name / slug(name)) for name in trials]
    wanted = [_recipe(out / GRIDS[cell.architecture] / slug(cell.name)) for cell in best]
    if len(best) < len(trials) or None in (*taken, *wanted):
        return []
    return [cell for cell, recipe in zip(best, wanted, strict=True) if recipe not in taken]


def _recipe(folder: Path) -> Trial | None:
    """Return what a trial's folder is for, whatever its seeds, epochs and first weights; None without its file."""
    if not (folder / TRIAL).exists():
        return None
    trial = read_trial(folder)
    network = {name: value for name, value in trial.network.items() if name != "weights"}
    return replace(trial, network=network, seed=0, split_seed=0, epochs=0, frozen_epochs=0)


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


def alone(study: Study, name: str) -> Study:
    """Return ``study`` with one of its trials; raises DataError where it has none of that name."""
    if name not in study.trials:
        raise DataError(
            f"{name}, which is the best of {study.name} so far, is not among what the preset runs of it: give --repeat "
            "all, or the preset that it was run with."
        )
    return replace(study, trials={name: study.trials[name]})

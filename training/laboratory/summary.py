"""The summary of a study: what its file holds, and that nothing recorded in it is lost."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from statistics import harmonic_mean
from typing import Any, Final, NotRequired, TypedDict

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.terminal.streams import counted
from training.data.sampling import oversample
from training.laboratory.fitting import BEST
from training.laboratory.record import METRICS, TRIAL, TrialFigures, read_environments
from training.laboratory.scale import Reduction
from training.laboratory.studies import Study, command_of, measured
from training.measure import Evaluation, is_at_chance
from training.run_folder import read_json, rebuild, slug
from training.settings import Trial

SUMMARY: Final = "summary.json"

Figures = Mapping[str, Mapping[str, Any]]
"""What each trial came to, by its name."""

log = logging.getLogger(__name__)


class _Split(TypedDict):
    train: int
    validation: int


class _Vote(TypedDict):
    validation: Evaluation
    test: Evaluation
    reported: NotRequired[float | None]


class Summary(TypedDict):
    """What the file of a study says of it."""

    name: str
    row: str
    title: str
    measure: str
    differs: str
    preset: str
    command: str
    commits: list[str]
    weights: str | None
    reduction: Reduction
    planned: int
    stopped: NotRequired[int]
    split: _Split
    trials: dict[str, TrialFigures]
    vote: _Vote | None
    full_hours: float | None


class Standing(IntEnum):
    """How far a training got by its validation, which comes before its figures where the best is chosen."""

    DIVERGED = 0
    CONSTANT = 1
    """It answers every image alike."""
    AT_CHANCE = 2
    """It is no more accurate than the commonest answer to all, but tells some images from others."""
    LEARNT = 3


def read_summary(folder: Path) -> dict[str, Any] | None:
    """Return the summary of a study in ``folder``, None where there is none; raises DataError for a damaged one."""
    path = folder / SUMMARY
    return read_json(path, Summary) if path.exists() else None


def say_not_gathered(folder: Path) -> str:
    """Return a sentence about the finished trials in the folder of a study that has no summary; "" where none are."""
    count = sum(1 for pattern in (METRICS, f"*/{METRICS}") for _ in folder.glob(pattern))
    if not count or (folder / SUMMARY).exists():
        return ""
    command = f"python -m training.run {command_of(folder.name)}"
    return f"Its summary is missing: `{command}`, with its options, finds {counted(count, 'trained network')}."


def recorded_figures(summary: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    """Return the figures of the trials that a summary has, as their trainings gave them."""
    trials = {} if summary is None else summary["trials"]
    return {name: {key: value for key, value in each.items() if key != "reported"} for name, each in trials.items()}


def recorded_stopped(summary: Mapping[str, Any] | None) -> int:
    """Return how many draws of a search were stopped early, by a summary."""
    return 0 if summary is None else int(summary.get("stopped", 0))


def merge(study: Study, recorded: Figures, trials: Figures) -> dict[str, Mapping[str, Any]]:
    """Return the figures of all ``trials`` and of those ``recorded`` that are not among them, in the study's order."""
    known = {**recorded, **trials}
    return {name: known[name] for name in dict.fromkeys([*study.trials, *known]) if name in known}


def check_goes_on(study: Study, folder: Path, reduction: Reduction, *, weights: str | None) -> None:
    """Raise DataError where the figures recorded in ``folder`` could not stand beside those of ``study``.

    They are of networks that were trained for other epochs, on another share of the images or from other ``weights``,
    or, where the study votes, of other networks than the voters.
    """
    summary = read_summary(folder)
    if summary is None:
        return
    if study.votes and (others := set(summary["trials"]) - set(study.trials)):
        raise DataError(
            f"{folder} holds the vote of other networks ({', '.join(sorted(others))}), not of "
            f"{', '.join(study.trials)}, which are now the best; choose another --out."
        )
    earlier = rebuild(Reduction, summary["reduction"])
    if (earlier.epochs, earlier.share, summary["weights"]) != (reduction.epochs, reduction.share, weights):
        raise DataError(f"{folder} holds trials of another preset or other --weights; choose another --out.")


def kept_vote(summary: Mapping[str, Any] | None, trials: Figures) -> dict[str, Any] | None:
    """Return the vote that a summary has if its trials came to what they do in ``trials``; None otherwise."""
    if summary is None or any(trials[name] != figures for name, figures in recorded_figures(summary).items()):
        return None
    return summary["vote"]


def check_weights(study: Study, folder: Path, *, has_vote: bool) -> None:
    """Tell which weights are not in ``folder``, as in a copy of results, where the vote of ``study`` is recorded.

    Raises DataError where the vote has yet to be taken, and cannot for want of them.
    """
    missing = _without_weights(study, folder)
    if missing and has_vote:
        log.info("%s: the recorded vote is kept; the weights of %s are not here", study.name, missing)
    elif missing:
        raise DataError(
            f"{folder} has the figures of all networks, but not the weights of {missing}, which their vote needs: "
            "removed, or never copied. Train them in another --out."
        )


def check_exportable(study: Study, folder: Path) -> None:
    """Raise DataError where the weights of a trial of ``study`` are not in ``folder``, as in a copy of results."""
    if missing := _without_weights(study, folder):
        raise DataError(
            f"The export needs the weights of {missing}, which are not in {folder}: removed, or never copied. All else "
            "is whole. Copy them there, or give the command with another --out to train anew."
        )


def _without_weights(study: Study, folder: Path) -> str:
    return ", ".join(name for name in study.trials if not (folder / slug(name) / BEST).exists())


def commits_of(folders: Sequence[Path]) -> list[str]:
    """Return which versions of the code made the trials in ``folders``; none where that was no repository."""
    known = [folder for folder in folders if (folder / TRIAL).exists()]
    commits = {environment["commit"] for folder in known for environment in read_environments(folder)}
    return sorted(filter(None, commits))


def best_trial(trials: Figures, *, measure: str = "validation accuracy") -> str:
    """Return the name of the trial with the highest ``measure`` of those with the best standing."""
    return max(trials, key=lambda name: (standing_of(trials[name]), measured(trials[name], measure)))


def standing_of(figures: Mapping[str, Any]) -> Standing:
    """Return how far the training got that came to these ``figures``."""
    validation = figures["validation"]
    if figures.get("diverged"):
        return Standing.DIVERGED
    if not is_at_chance(validation):
        return Standing.LEARNT
    answers = [sum(column) for column in zip(*validation["confusion"], strict=True)]
    return Standing.AT_CHANCE if sum(count > 0 for count in answers) > 1 else Standing.CONSTANT


def say_standing(figures: Mapping[str, Any]) -> str:
    """Return in words how far the training got that came to these ``figures``; "" where it has learnt."""
    at_chance = "no better than chance"
    said = {Standing.DIVERGED: "diverged", Standing.CONSTANT: f"constant, {at_chance}", Standing.AT_CHANCE: at_chance}
    return said.get(standing_of(figures), "")


def say_failures(trials: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return how many of the trials with these figures failed, if any, such as ("1 diverged", "2 constant")."""
    standings = [standing_of(figures) for figures in trials]
    counts = ((standings.count(each), each.name.lower()) for each in (Standing.DIVERGED, Standing.CONSTANT))
    return tuple(f"{count} {name}" for count, name in counts if count)


def count_images(study: Study, trials: Figures, labels: NDArray[np.int64], reduction: Reduction) -> int:
    """Return how many images all epochs of all planned trials go through: of faces with these ``labels``, and copies.

    Where ``trials`` that may stop early had all their epochs, none is taken to be longer than the longest of them.
    """
    longest = max((figures.get("epochs", 0) for figures in trials.values()), default=0)
    is_reduced = not longest or reduction.epochs is not None

    def epochs(trial: Trial) -> int:
        return trial.epochs if is_reduced or not trial.patience else min(trial.epochs, longest)

    drawn = study.search.count * study.search.epochs * len(labels) if study.search else 0
    return drawn + sum(epochs(trial) * len(oversample(labels, trial.sampling)) for trial in study.trials.values())


def estimate_hours(trials: Figures, *, images: int) -> float | None:
    """Return how long it would take to train on so many images, one trial after the other, in hours.

    The time for an image is the mean of those of the trials that were run to their end, some perhaps beside others on
    the same machine; None where nothing tells.
    """
    rates = [
        figures["images_per_second"]
        for figures in trials.values()
        if "images_per_second" in figures and not figures.get("diverged")
    ]
    return images / harmonic_mean(rates) / 3600 if rates else None

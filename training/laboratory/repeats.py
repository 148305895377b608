"""Trainings that are repeated with other seeds: which can be, where they lie, and what they come to together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean, stdev
from typing import Any, Final

from scipy import stats

from training.laboratory.studies import Study, measured
from training.laboratory.summary import Figures, read_summary

REPEATS: Final = "repeats"
"""The folder of a run that has one for each repetition, "2" the first, with a study's folders in it."""


@dataclass(frozen=True, slots=True)
class OverSeeds:
    """What trainings with several seeds came to: the mean share, and the 95 % interval of it, ``half`` to each side.

    It is Student's (1908, "The probable error of a mean"), of values that scatter normally.
    """

    count: int
    mean: float
    half: float

    def __str__(self) -> str:
        """Return it in words, such as "3 seeds 0.3861 ± 0.0123"."""
        return f"{self.count} seeds {self.mean:.4f} ± {self.half:.4f}"


def can_be_repeated(study: Study) -> bool:
    """Return whether other seeds mean the same study: a search draws other networks, a vote has seeds of its own."""
    return study.search is None and not study.votes


def folder_of(out: Path, number: int) -> Path:
    """Return the run folder of a repetition, 2 or more, of what is run in ``out``."""
    return out / REPEATS / str(number)


def reseeded(study: Study, number: int) -> Study:
    """Return a study whose trials have the seeds of its repetition ``number``; 1 is the study itself."""
    trials = {name: replace(trial, seed=trial.seed + number - 1) for name, trial in study.trials.items()}
    return replace(study, trials=trials)


def read_repeats(out: Path, name: str) -> list[Figures]:
    """Return the figures of a study's trials in every repetition of the run in ``out``; raises DataError."""
    summaries = (read_summary(folder) for folder in sorted((out / REPEATS).glob(f"*/{name}")))
    return [summary["trials"] for summary in summaries if summary is not None]


def over_seeds(trial: str, trials: Figures, repeats: Sequence[Figures], *, measure: str) -> OverSeeds | None:
    """Return what a trial and its repetitions came to; None where there are none, or a training diverged."""
    figures: list[Mapping[str, Any]] = [each[trial] for each in (trials, *repeats) if trial in each]
    if len(figures) < 2 or any(each.get("diverged") for each in figures):
        return None
    values = [measured(each, measure) for each in figures]
    reach = float(stats.t.ppf(0.975, len(values) - 1))
    return OverSeeds(len(values), mean(values), reach * stdev(values) / math.sqrt(len(values)))

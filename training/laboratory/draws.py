"""The draws of a search: new ones, their names, and what a summary and the folders have of those that are finished."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import optuna

from fer_core.errors import DataError
from training.laboratory.record import METRICS, TRIAL, check_claim, read_figures, read_trial
from training.laboratory.studies import Search
from training.laboratory.summary import read_summary, recorded_figures
from training.run_folder import slug

_MOST_DRAWS: Final = 1000
"""A setting that is not among those drawn is given up for after so many more."""


def recorded_draws(search: Search, folder: Path, made_with: Callable[[], dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the figures of the draws in the folder of a study, by their names, whether its summary has them or not.

    Raises DataError where they have other epochs, or settings or data other than they would be ``made_with`` now.
    """
    recorded = recorded_figures(read_summary(folder))
    known = {slug(name) for name in recorded}
    found = [path.parent for path in sorted(folder.glob(f"*/{METRICS}")) if (path.parent / TRIAL).exists()]
    left = [each for each in found if each.name not in known]
    if any(read_trial(each).epochs != search.epochs for each in left):
        raise DataError(f"{folder} holds trials of another preset; choose another --out.")
    parameters = parameters_of(search) if left else []
    draws = {**recorded, **{name_of(each.name, parameters): read_figures(each) for each in left}}
    if draws:
        expected = made_with()
        for name in draws:
            check_claim(folder / slug(name), expected)
    return draws


def describe_draw(parameters: Mapping[str, Any]) -> str:
    """Return the name of a draw, with three significant digits of its numbers."""
    shown = {key: f"{value:.3g}" if isinstance(value, float) else value for key, value in parameters.items()}
    return ", ".join(f"{key} {value}" for key, value in shown.items())


def draw_another(search: Search, taken: Collection[str]) -> dict[str, Any]:
    """Return parameters drawn at random; the name of their folder is not among those ``taken``.

    Raises DataError where chance finds none, as where a search has fewer settings than it is to draw.
    """
    trials = _temporary_trials()
    for _ in range(_MOST_DRAWS):
        drawn = trials.ask()
        search.suggest(drawn)
        if slug(describe_draw(drawn.params)) not in taken:
            return drawn.params
    raise DataError(f"A search is to draw {search.count} settings but has too few different ones; lower its count.")


def name_of(folder_name: str, parameters: Sequence[str]) -> str:
    """Return the name of the draw that has a folder of that name, which is what is left of it without a summary.

    Of a draw of other ``parameters`` it is the folder's own.
    """
    parts = "-".join(f"{re.escape(each)}-(.+)" for each in parameters)
    if (match := re.fullmatch(parts, folder_name)) is None:
        return folder_name
    # A hyphen between digits stands for the point.
    values = [re.sub(r"(?<=\d)-(?=\d)", ".", value) for value in match.groups()]
    return ", ".join(f"{each} {value}" for each, value in zip(parameters, values, strict=True))


def parameters_of(search: Search) -> list[str]:
    """Return the names of what a search draws, in its order."""
    drawn = _temporary_trials().ask()
    search.suggest(drawn)
    return list(drawn.params)


def _temporary_trials() -> optuna.Study:
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    return optuna.create_study(sampler=optuna.samplers.RandomSampler())

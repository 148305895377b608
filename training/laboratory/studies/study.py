"""What an experiment is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from training.settings import Trial

if TYPE_CHECKING:
    import optuna

VOTE: Final = "all together"
"""Name of the soft vote among the trials of a study."""

Measure = Literal["validation accuracy", "test accuracy", "validation macro recall"]


_DOCUMENTS: Final = {"E5": "B", "E6": "B", "E7": "C", "E8": "A"}
"""Whose networks the rows train that were found at a second reading; the other rows begin with their document."""


def document_of(row: str) -> str:
    """Return the letter of the document whose networks a row of the report trains."""
    return _DOCUMENTS.get(row, row[0])


def measured(figures: Mapping[str, Any], measure: str) -> float:
    """Return the share, 0 to 1, that a trial's ``figures`` have of a ``Measure``."""
    split, _, metric = measure.partition(" ")
    return float(figures[split][metric.replace(" ", "_")])


@dataclass(frozen=True, slots=True)
class Search:
    """Trials that are drawn, ``count`` of them, where there are too many to run all.

    ``suggest`` makes one of at most ``epochs`` from Optuna's suggestions. By the method "hyperband" (Li et al. 2018)
    most are stopped after few epochs.
    """

    method: Literal["random", "hyperband"]
    count: int
    epochs: int
    suggest: Callable[["optuna.Trial"], Trial]


@dataclass(frozen=True, slots=True)
class Study:
    """One experiment of a source document, the ``row`` of it in the report.

    ``trials`` are by the value that they stand for; there are none where a ``search`` draws them. ``reported`` is what
    the document itself measured, as its ``measure``, by the same values, where it gives a figure; ``beside`` is what it
    measured otherwise, as that ("train accuracy", "validation top-2"), for the same values. ``differs`` says how
    ours is not the document's. With ``votes`` the mean of all trials' probabilities is judged as well. With
    ``from_grid`` the best networks of the grid, if it has been run, take the places of the ``trials``, and get their
    seeds, splits and epochs.
    """

    name: str
    row: str
    title: str
    trials: Mapping[str, Trial]
    measure: Measure = "validation accuracy"
    reported: Mapping[str, float] = field(default_factory=dict)
    beside: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    differs: str = ""
    search: Search | None = None
    votes: bool = False
    from_grid: bool = False

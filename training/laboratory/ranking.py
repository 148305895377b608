"""The order of the grid's architectures by their best cells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from training.laboratory.summary import Standing, best_trial, standing_of


@dataclass(frozen=True, slots=True, eq=False)
class BestCell:
    """The cell of an architecture's grid that validates best, with its figures."""

    architecture: str
    name: str
    validation: Mapping[str, Any]
    standing: Standing

    @property
    def accuracy(self) -> float:
        """The share of the validation images that it answers right."""
        return float(self.validation["accuracy"])

    @property
    def label(self) -> str:
        """The architecture and the cell, as texts name them."""
        return f"{self.architecture} ({self.name})"


def rank_grids(grids: Iterable[Mapping[str, Any]]) -> list[BestCell]:
    """Return the best cell of every architecture, by the summaries of its grid, the best first.

    Cells that diverged do not count, those that are no better than chance come after the others, and those that answer
    every image alike last.
    """
    cells = [_best_cell(grid) for grid in grids if grid["trials"]]
    counted = [cell for cell in cells if cell.standing is not Standing.DIVERGED]
    return sorted(counted, key=lambda cell: (cell.standing, cell.accuracy), reverse=True)


def architecture_of(grid: Mapping[str, Any]) -> str:
    """Return the name of the architecture that a grid's summary is of."""
    return str(grid["name"]).removeprefix("grid-")


def _best_cell(grid: Mapping[str, Any]) -> BestCell:
    name = best_trial(grid["trials"])
    figures = grid["trials"][name]
    return BestCell(architecture_of(grid), name, figures["validation"], standing_of(figures))

"""The table of a group's recording as columns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.errors import DataError
from fer_core.group import GroupInterval, GroupReading
from fer_core.recording.table_lines import Parse, read_numbers
from fer_core.rows.group_columns import GROUP_KINDS, MEANS, SHARES, SPREADS

_COLUMNS: Final = ("time_s", "n", "uncertain", *SHARES, *MEANS, *SPREADS)
_MOST: Final = 1e7
"""No number in a table comes near this."""
_SUM_ERROR: Final = 1e-3
"""Shares are written with six digits each."""


@dataclass(frozen=True, slots=True, eq=False)
class GroupTable:
    """n intervals in the order of time.

    ``times_s``, float64 (n,), are when they begin. Where there were too few faces, ``faces`` and ``uncertain``, int64
    (n,), are 0 and the rest is NaN: ``shares`` float64 (n, 8) over ``LABELS``, ``means`` and ``spreads`` (n, 7).
    """

    times_s: NDArray[np.float64]
    faces: NDArray[np.int64]
    uncertain: NDArray[np.int64]
    shares: NDArray[np.float64]
    means: NDArray[np.float64]
    spreads: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.times_s)

    @property
    def is_shown(self) -> NDArray[np.bool_]:
        """Where there were faces enough, bool (n,)."""
        return self.faces > 0

    def reading(self, row: int) -> GroupReading | None:
        """Return what one interval tells, None where it had too few faces."""
        if not self.faces[row]:
            return None
        arrays = (array[row].copy() for array in (self.shares, self.means, self.spreads))
        return GroupReading(int(self.faces[row]), int(self.uncertain[row]), *arrays)

    def select(self, rows: NDArray[np.bool_] | slice) -> Self:
        """Return some of the rows."""
        return type(self)(
            self.times_s[rows], self.faces[rows], self.uncertain[rows],
            self.shares[rows], self.means[rows], self.spreads[rows],
        )  # fmt: skip


def together(table: GroupTable) -> GroupReading | None:
    """Return the reading of all intervals, each counted by its faces; None where nothing is told of any."""
    shown = table.select(table.is_shown)
    if not len(shown):
        return None
    weights = shown.faces / shown.faces.sum()
    means = weights @ shown.means
    squares = weights @ (np.square(shown.spreads) + np.square(shown.means))
    return GroupReading(
        faces=round(float(shown.faces.mean())),
        uncertain=round(float(shown.uncertain.mean())),
        shares=weights @ shown.shares,
        means=means,
        spreads=np.sqrt(np.maximum(squares - np.square(means), 0.0)),
    )


def table_of(intervals: Sequence[GroupInterval], *, zero_s: float = 0.0) -> GroupTable:
    """Return the table of intervals in the order of time, whose times count from ``zero_s``."""
    nothing = np.full(len(LABELS), np.nan)
    readings = [interval.reading for interval in intervals]
    return GroupTable(
        times_s=np.array([interval.start_s - zero_s for interval in intervals], dtype=np.float64),
        faces=np.array([0 if one is None else one.faces for one in readings], dtype=np.int64),
        uncertain=np.array([0 if one is None else one.uncertain for one in readings], dtype=np.int64),
        shares=_stacked([nothing if one is None else one.shares for one in readings], len(LABELS)),
        means=_stacked([nothing[:-1] if one is None else one.means for one in readings], len(EMOTIONS)),
        spreads=_stacked([nothing[:-1] if one is None else one.spreads for one in readings], len(EMOTIONS)),
    )


def _stacked(rows: Sequence[NDArray[np.float64]], width: int) -> NDArray[np.float64]:
    return np.array(rows, dtype=np.float64).reshape(-1, width)


def read_group_table(path: Path) -> tuple[GroupTable, DataError | None]:
    """Read what can be read of a ``group.csv``, and return it with what is wrong, mostly nothing."""
    values, problem = read_numbers(path, _begin, width=len(_COLUMNS))
    values = values[np.argsort(values[:, 0], kind="stable")]
    counts = np.nan_to_num(values[:, 1:3]).astype(np.int64)
    ends = np.cumsum([3, len(LABELS), len(EMOTIONS)])
    _, shares, means, spreads = np.split(values, ends, axis=1)
    return GroupTable(values[:, 0], counts[:, 0], counts[:, 1], shares, means, spreads), problem


def _begin(header: list[str]) -> Parse | None:
    return _numbers_of if header == list(GROUP_KINDS) else None


def _numbers_of(cells: list[str]) -> list[float] | None:
    """Return a row's numbers, NaN where there is none, or None where these cannot be a row's."""
    if len(cells) != len(GROUP_KINDS):
        return None
    try:
        values = [float(cell) if cell else math.nan for cell in cells[:-1]]
    except ValueError:
        return None
    time_s, rest = values[0], values[1:]
    if not 0 <= time_s < _MOST:
        return None
    if all(map(math.isnan, rest)):
        return values
    faces, uncertain, *shares_and_more = rest
    shares = shares_and_more[: len(LABELS)]
    is_sound = (
        all(0 <= value < _MOST for value in rest)
        and 0 <= uncertain <= faces
        and all(value <= 1 for value in shares_and_more)
        and abs(sum(shares) - 1) < _SUM_ERROR
    )
    return values if is_sound else None

"""Reading the table of a recording, which a crash, a full disk or a hand may have damaged."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO, TypeAlias

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError, reason_of

Parse: TypeAlias = Callable[[list[str]], Sequence[float] | None]
"""Turns the cells of a line into a row's numbers, always as many; None where they cannot be a row's."""

_LONGEST_LINE: Final = 4096
"""Characters; rows have about two hundred."""


def read_numbers(
    path: Path, begin: Callable[[list[str]], Parse | None], *, width: int
) -> tuple[NDArray[np.float64], DataError | None]:
    """Read what can be read of a table, and return it, (n, ``width``), with what is wrong, mostly nothing.

    ``begin`` is given the names in the first line, and returns what parses the others, or None where they are not the
    table's. A last row that a crash has cut off is left out without a word.
    """
    numbers, problem = array("d"), None
    try:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            problem = _read_rows(file, path.name, begin, numbers)
    except OSError as error:
        problem = DataError(
            "{name} cannot be read ({reason}); what it holds is missing here.", name=path.name, reason=reason_of(error)
        )
    return np.asarray(numbers, dtype=np.float64).reshape(-1, width), problem


def _read_rows(
    file: TextIO, name: str, begin: Callable[[list[str]], Parse | None], numbers: "array[float]"
) -> DataError | None:
    """Append the numbers of each row to ``numbers``; return what is wrong."""
    lines = _lines(file)
    parse = begin(_cells(next(lines, "")))
    if parse is None:
        return DataError("The first line of {name} is damaged, so nothing that it holds is shown here.", name=name)
    damaged: list[int] = []
    for row, line in enumerate(lines):
        values = parse(_cells(line))
        if values is not None:
            numbers.extend(values)
        elif (line.endswith("\n") and line.strip()) or len(line) == _LONGEST_LINE:
            damaged.append(row)
    if not damaged:
        return None
    return DataError(
        "{name} is damaged after row {row}. Rows that cannot be read, and are missing here: {count}.",
        name=name,
        row=damaged[0],
        count=len(damaged),
    )


def _cells(line: str) -> list[str]:
    # No value has a comma or quotes. A parser of CSV would take all that follows a stray quote for one value.
    return line.rstrip("\r\n").split(",")


def _lines(file: TextIO) -> Iterator[str]:
    """Yield each line; of one that is longer than any row, only the beginning."""
    while line := file.readline(_LONGEST_LINE):
        yield line
        while line and not line.endswith("\n"):
            line = file.readline(_LONGEST_LINE)

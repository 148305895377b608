"""Tables as CSV: commas, the names of the columns in the first line, nothing for a missing value, no formulas."""

import csv
import io
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from fer_core.rows.columns import Kind, Value
from fer_core.rows.formats.base import TableFormat
from fer_core.rows.formats.text import TextWriter

_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula (OWASP, CSV injection)."""


def start_csv(path: Path, columns: Sequence[str], _: Mapping[str, Kind], *, encoding: str = "utf-8") -> TextWriter:
    """Start a file with its head; raises OSError."""
    writer = TextWriter(path, _line, encoding=encoding)
    writer.write({name: name for name in columns})
    return writer


FORMAT: Final = TableFormat(start_csv)

FOR_SPREADSHEETS: Final = TableFormat(partial(start_csv, encoding="utf-8-sig"))
"""The same with a byte order mark, without which some spreadsheets take UTF-8 for an older code."""


def computable(cell: str) -> str:
    """Return the value of a cell that was kept from being computed, ``=x`` of ``'=x``, and any other as it is."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA_SIGNS) else cell


def _line(row: Mapping[str, Value]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(_no_formula(name, value) for name, value in row.items())
    return line.getvalue()


def _no_formula(column: str, value: Value) -> Value:
    """Return a value that no spreadsheet computes: ``./=x.png`` is the same file, and ``'=x`` is shown as ``=x``."""
    if not isinstance(value, str) or not value.startswith(_FORMULA_SIGNS):
        return value
    return f"./{value}" if column == "path" else f"'{value}"

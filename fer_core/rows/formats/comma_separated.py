"""Tables as CSV: commas, the names of the columns in the first line, nothing for a missing value."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from fer_core.rows.columns import Kind, Value
from fer_core.rows.formats.base import TableFormat
from fer_core.rows.formats.text import TextWriter


def start_csv(path: Path, columns: Sequence[str], _: Mapping[str, Kind]) -> TextWriter:
    """Start a file with its head; raises OSError."""
    writer = TextWriter(path, _line)
    writer.write({name: name for name in columns})
    return writer


FORMAT: Final = TableFormat(start_csv)


def _line(row: Mapping[str, Value]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row.values())
    return line.getvalue()

"""Codes as a table, CSV or another of the formats, and read from CSV."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from fer_core.coding.codes import Codes
from fer_core.coding.imported import Entry, Imported, Target, read_bytes, take_in
from fer_core.errors import DataError
from fer_core.rows.columns import Kind
from fer_core.rows.formats.comma_separated import computable
from fer_core.rows.row_file import RowFile

COLUMNS: Final[dict[str, Kind]] = {
    "coder": str, "face_id": int, "name": str, "start_s": float, "end_s": float, "label": str,
}  # fmt: skip
_NEEDED: Final = ("coder", "face_id", "start_s", "end_s", "label")


def write_table(path: Path, coded: Sequence[Codes], names: Mapping[int, str]) -> None:
    """Write the codes of all coders as a table, its kind by the suffix, with the faces' names; raises DataError."""
    with RowFile(path, COLUMNS, keeps_incomplete=False) as file:
        for codes in coded:
            for code in codes.codes:
                file.write(
                    {
                        "coder": codes.coder,
                        "face_id": code.face_id,
                        "name": names.get(code.face_id, ""),
                        "start_s": code.start_s,
                        "end_s": code.end_s,
                        "label": code.label,
                    }
                )


def read_csv(path: Path, target: Target) -> Imported:
    """Read codes from CSV with at least the columns coder, face_id, start_s, end_s and label; raises DataError."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
        return take_in(path, _entries(path, text), target)
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError("{path} is no CSV in UTF-8. Save it as one.", path=path) from error


def _entries(path: Path, text: str) -> Iterator[Entry]:
    # Where the decimal comma is usual, spreadsheets part values by semicolons.
    head = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    if missing := [name for name in _NEEDED if name not in (rows.fieldnames or ())]:
        raise DataError(
            "The first line of {path} names no {columns}: codes have the columns {needed}.",
            path=path,
            columns=", ".join(missing),
            needed=", ".join(_NEEDED),
        )
    for row in rows:
        cells = {name: row[name] or "" for name in _NEEDED}
        yield Entry(
            f"#{rows.line_num}",
            computable(cells["coder"]),
            cells["face_id"],
            _seconds(cells["start_s"]),
            _seconds(cells["end_s"]),
            cells["label"],
        )


def _seconds(cell: str) -> float:
    """Return a number, with a decimal point or comma; NaN, which is refused as no time, for anything else."""
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return math.nan

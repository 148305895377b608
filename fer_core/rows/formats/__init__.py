"""The formats of tables: one file for each, and the list of them."""

from pathlib import Path
from typing import Final

from fer_core.errors import DataError
from fer_core.rows.formats import comma_separated, json_lines, parquet
from fer_core.rows.formats.base import TableFormat

FORMATS: Final[dict[str, TableFormat]] = {
    ".csv": comma_separated.FORMAT,
    ".jsonl": json_lines.FORMAT,
    ".parquet": parquet.FORMAT,
}
"""Every format of table by its suffix, in lower case.

A new one is a file here with its ``FORMAT``, and a line in this table.
"""


def available_suffixes() -> list[str]:
    """Return the suffixes of the tables that can be written with what is installed."""
    return [suffix for suffix, table_format in FORMATS.items() if table_format.is_available]


def format_of(path: Path, *, for_spreadsheets: bool = False) -> TableFormat:
    """Return the format that a path's suffix names; raises DataError for another, or where it cannot be written.

    CSV ``for_spreadsheets`` begins with a byte order mark.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise DataError(
            "The name of a table ends in one of {endings}; {path!r} does not.",
            endings=", ".join(FORMATS),
            path=str(path),
        )
    found = FORMATS[suffix]
    if not found.is_available:
        raise DataError(
            "Tables in {suffix} need {package}, which is not installed: pip install 'emolens[{extra}]'. "
            "Or choose a name that ends in one of {endings}.",
            suffix=suffix,
            package=found.package,
            extra=found.extra,
            endings=", ".join(available_suffixes()),
        )
    return comma_separated.FOR_SPREADSHEETS if for_spreadsheets and suffix == ".csv" else found

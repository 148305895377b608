"""Tables of results: rows as CSV, JSON lines or Parquet."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol, Self

from fer_core.errors import DataError
from fer_core.rows.columns import Kind, Value
from fer_core.rows.parquet import ParquetWriter, require_pyarrow
from fer_core.rows.writing import cannot_write, partial_path


def check_suffix(path: Path) -> None:
    """Raise DataError unless ``path`` ends like a table that can be written here."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise DataError(
            "Results are written as .csv or .jsonl, or as .parquet; {path!r} is none of them.", path=str(path)
        )
    if suffix == _PARQUET:
        require_pyarrow()


class _RowWriter(Protocol):
    """One format of table; both methods raise OSError."""

    def write(self, row: Mapping[str, Value]) -> None: ...

    def close(self) -> None: ...


class RowFile:
    """A table written row by row to a ``.csv``, ``.jsonl`` or ``.parquet`` file.

    In the first two each row is on disk as soon as it is written; Parquet holds up to 4096 rows in memory, and can be
    read only once it is closed. Used as a context manager the file is complete if its block ends without an exception.
    ``keeps_incomplete`` tells whether the rows of an incomplete file are worth keeping.
    """

    def __init__(
        self, path: Path, columns: Sequence[str] | Mapping[str, Kind], *, keeps_incomplete: bool = True
    ) -> None:
        """Start the file; raises DataError where the suffix is none of these or the place cannot be written to.

        Parquet's columns have types: those that ``columns`` maps their names to, or else those of the first values.
        """
        check_suffix(path)
        if path.is_dir():
            raise DataError("{path} is a folder; choose the name of a file for the results.", path=path)
        self.path = path
        self.rows = 0
        self.kept: Path | None = None
        self._partial = partial_path(path)
        self._columns = tuple(columns)
        self._keeps_incomplete = keeps_incomplete
        self._broken = False
        self._closed = False
        suffix = path.suffix.lower()
        try:
            self._writer: _RowWriter
            if suffix == _PARQUET:
                kinds = columns if isinstance(columns, Mapping) else {}
                self._writer = ParquetWriter(self._partial, self._columns, kinds)
            else:
                self._writer = _TextWriter(self._partial, _ENCODERS[suffix])
                if suffix == ".csv":
                    self._writer.write({name: name for name in self._columns})
        except OSError as error:
            raise cannot_write(path, error) from error

    def write(self, row: Mapping[str, Value]) -> None:
        """Append one row; raises ValueError unless it has exactly the columns, DataError when the disk is full."""
        if row.keys() != set(self._columns):
            raise ValueError(f"expected columns {self._columns}, got {tuple(row)}")
        try:
            self._writer.write({name: row[name] for name in self._columns})
        except OSError as error:
            self._broken = True
            raise cannot_write(self._partial, error) from error
        self.rows += 1

    def close(self, *, complete: bool = True) -> None:
        """Finish the file; ``kept`` then says where its rows are, None if an incomplete one is not kept or has none.

        An incomplete file takes its final name only where it replaces nothing.
        """
        if self._closed:
            return
        self._closed = True
        try:
            self._writer.close()
            if not complete and not (self.rows and self._keeps_incomplete):
                self._partial.unlink(missing_ok=True)
            if not self._partial.exists():
                return
            self.kept = self._partial
            if not self._broken and (complete or not self.path.exists()):
                self.kept = self._partial.replace(self.path)
        except OSError as error:
            if not self._broken:  # otherwise the failed row has been reported
                raise cannot_write(self.path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        self.close(complete=exc_type is None)


class _TextWriter:
    """Writes every row as text, at once."""

    def __init__(self, path: Path, encode: Callable[[Mapping[str, Value]], str]) -> None:
        self._encode = encode
        # Names of files may hold bytes that are no text, so "backslashreplace" keeps the file valid UTF-8.
        self._file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="", buffering=1)

    def write(self, row: Mapping[str, Value]) -> None:
        self._file.write(self._encode(row))

    def close(self) -> None:
        self._file.close()


def _csv_line(row: Mapping[str, Value]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row.values())
    return line.getvalue()


def _json_line(row: Mapping[str, Value]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


_ENCODERS: Final[dict[str, Callable[[Mapping[str, Value]], str]]] = {".csv": _csv_line, ".jsonl": _json_line}
_PARQUET: Final = ".parquet"
_SUFFIXES: Final = (*_ENCODERS, _PARQUET)

"""Tables of results, in whatever format their names ask for."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from fer_core.errors import DataError
from fer_core.rows.columns import Kind, Value
from fer_core.rows.formats import format_of
from fer_core.rows.writing import cannot_write, partial_path


class RowFile:
    """A table written row by row to a file in one of ``FORMATS``.

    In text each row is on disk as soon as it is written; Parquet holds up to 4096 rows in memory, and can be read only
    once it is closed. Used as a context manager the file is complete if its block ends without an exception.
    ``keeps_incomplete`` tells whether the rows of an incomplete file are worth keeping.
    """

    def __init__(
        self, path: Path, columns: Sequence[str] | Mapping[str, Kind], *, keeps_incomplete: bool = True
    ) -> None:
        """Start the file; raises DataError where its suffix is no format's or the place cannot be written to.

        Where columns have types, those are what ``columns`` maps their names to, or else the types of the first values.
        """
        table_format = format_of(path)
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
        kinds = columns if isinstance(columns, Mapping) else {}
        try:
            self._writer = table_format.start(self._partial, self._columns, kinds)
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

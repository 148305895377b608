"""Tables of results, in whatever format their names ask for."""

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from fer_core.errors import DataError
from fer_core.rows.columns import Kind, Value
from fer_core.rows.formats import format_of
from fer_core.rows.writing import behind_link, cannot_write, partial_path, put_in_place, working_path


class RowFile:
    """A table written row by row to a file in one of ``FORMATS``.

    In text each row is on disk as soon as it is written; Parquet holds up to 4096 rows in memory, and can be read only
    once it is closed. Used as a context manager the file is complete if its block ends without an exception.

    Where the rows of an incomplete file are worth keeping (``keeps_incomplete``) it grows as ``partial_path`` says, or
    is refused where there is one already. Otherwise it grows under a name that nobody else has, and nothing is left.
    """

    def __init__(
        self,
        path: Path,
        columns: Sequence[str] | Mapping[str, Kind],
        *,
        keeps_incomplete: bool = True,
        for_spreadsheets: bool = False,
    ) -> None:
        """Start the file; raises DataError where its suffix is no format's or the place cannot be written to.

        Where columns have types, those are what ``columns`` maps their names to, or else the types of the first values.
        CSV ``for_spreadsheets`` begins with a byte order mark, without which some of them take UTF-8 for an older code.
        """
        table_format = format_of(path, for_spreadsheets=for_spreadsheets)
        if path.is_dir():
            raise DataError("{path} is a folder; choose the name of a file for the results.", path=path)
        self.path = path
        self.rows = 0
        self.kept: Path | None = None
        self._final = behind_link(path)
        self._partial = partial_path(self._final) if keeps_incomplete else working_path(self._final)
        self._columns = tuple(columns)
        self._keeps_incomplete = keeps_incomplete
        self._broken = False
        self._closed = False
        kinds = columns if isinstance(columns, Mapping) else {}
        try:
            self._writer = table_format.start(self._partial, self._columns, kinds)
        except FileExistsError as error:
            raise DataError(
                "{path} is there already: another run is writing it, or left it when it was killed. "
                "Wait for that run, move the file away, or choose another place.",
                path=self._partial,
            ) from error
        except OSError as error:
            with contextlib.suppress(OSError):
                self._partial.unlink(missing_ok=True)
            raise cannot_write(path, error) from error

    def write(self, row: Mapping[str, Value]) -> None:
        """Append one row; raises ValueError unless it has exactly the columns, DataError when the disk is full."""
        if row.keys() != set(self._columns):
            raise ValueError(f"expected columns {self._columns}, got {tuple(row)}")
        try:
            self._writer.write({name: row[name] for name in self._columns})
        except OSError as error:
            self._broken = True
            raise cannot_write(self._partial if self._keeps_incomplete else self.path, error) from error
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
            self._settle(complete=complete)
        except OSError as error:
            if not self._broken:  # otherwise the failed row has been reported
                raise cannot_write(self.path, error) from error
        finally:
            if not self._keeps_incomplete:
                with contextlib.suppress(OSError):
                    self._partial.unlink(missing_ok=True)
            if self.kept is None and self._partial.exists():
                self.kept = self._partial

    def _settle(self, *, complete: bool) -> None:
        """Give the rows their final name, or leave them where they are, or leave nothing; raises OSError."""
        if not complete and not self.rows:
            self._partial.unlink(missing_ok=True)
        elif not self._broken and (complete or (self._keeps_incomplete and not self.path.exists())):
            put_in_place(self._partial, self._final)
            self.kept = self.path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        try:
            self.close(complete=exc_type is None)
        except DataError:
            # What came first is what has to be told.
            if exc_type is None:
                raise

"""A recording's table in the making: each row is in the file as soon as it is written."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from fer_core.errors import DataError
from fer_core.rows.synced_file import SyncedFile
from fer_core.rows.writing import cannot_write


class GrowingTable:
    """A CSV file that only its owner can read, brought to the disk once a second."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        """Begin it; raises DataError where it cannot be written, or where there is one already."""
        self._path = path
        self._has_failed = False
        try:
            self._file = SyncedFile(path, is_private=True)
        except OSError as error:
            raise cannot_write(path, error) from error
        self.append(columns)

    def append(self, values: Sequence[object]) -> None:
        """Write a row; raises DataError when the disk is full."""
        # No value has a comma or quotes.
        line = ",".join("" if value is None else str(value) for value in values) + "\n"
        try:
            self._file.write(line.encode())
        except OSError as error:
            self._has_failed = True
            raise cannot_write(self._path, error) from error

    def close(self) -> None:
        """Finish the table; raises DataError where that fails, but not again after ``append`` has."""
        try:
            self._file.close()
        except OSError as error:
            if not self._has_failed:
                raise cannot_write(self._path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        # What ended the block is told rather than what comes of it.
        with contextlib.suppress(*(() if exc_type is None else (DataError,))):
            self.close()

"""The table of a run that is not finished: what a killed run leaves, so that the same command goes on from there.

Beside ``faces.csv`` the run keeps its journal, ``faces.csv.unfinished``. Whatever the table's own format, only the file
that was being read is lost, and the table itself appears whole.
"""

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, Self

from fer_core.errors import DataError
from fer_core.predict.journal import (
    EarlierFile,
    Row,
    Settings,
    begin_line,
    end_line,
    line_of,
    read_finished,
    read_rows,
    read_settings,
    settings_line,
    stamp_of,
)
from fer_core.rows.affect_columns import fitted
from fer_core.rows.columns import Kind
from fer_core.rows.formats import format_of
from fer_core.rows.locks import open_locked, remove_locked
from fer_core.rows.row_file import RowFile
from fer_core.rows.writing import cannot_write, fitting_name

ENDING: Final = ".unfinished"


class UnfinishedTable:
    """The rows of a run until it is finished, which no other run can write meanwhile.

    ``kept`` says where the rows are once it has ended: in the table, or in what is left to go on with, or nowhere.
    ``is_resumed`` tells whether it goes on where an earlier run was.
    """

    def __init__(
        self, out: Path, columns: Mapping[str, Kind], files: Collection[Path], *, settings: Settings, restart: bool
    ) -> None:
        """Begin the table ``out``, or go on with it unless it is to ``restart``.

        Raises DataError where it cannot be written, is being written by another run, or was begun with other settings.
        """
        format_of(out)
        if out.is_dir():
            raise DataError("{path} is a folder; choose the name of a file for the results.", path=out)
        self.path = out.with_name(fitting_name(out.name, ENDING))
        if self.path.exists() and not self.path.is_file():
            raise DataError(
                "{path} is no file of an earlier run; move it away, or choose another --out.", path=self.path
            )
        self.kept: Path | None = None
        self._out = out
        self._columns = columns
        self._left_out: set[int] = set()
        self._descriptor = _open(self.path, out)
        try:
            # With closefd the file would be free before it is removed.
            self._file = open(self._descriptor, "r+b", buffering=0, closefd=False)  # noqa: SIM115
            self.is_resumed = self._recall(set(files), settings, restart=restart)
            if not self.is_resumed:
                self._cut(0)
                self._append(settings_line(settings))
        except BaseException:
            os.close(self._descriptor)
            raise

    def earlier(self) -> Iterator[EarlierFile]:
        """Yield the files that an earlier run has finished, but for those not wanted now and those changed since."""
        return (entry.file for entry in read_finished(self.path) if entry.begin not in self._left_out)

    def begin(self, path: Path) -> None:
        """Note which file the next rows are of."""
        self._append(begin_line(path))

    def write(self, row: Row) -> None:
        """Keep a row of the file that was begun; raises DataError when the disk is full."""
        self._append(line_of(row))

    def end(self, **counts: int | str | None) -> None:
        """Note that the file that was begun is finished, and what was counted in it."""
        self._append(end_line(counts))

    @property
    def can_go_on(self) -> bool:
        """Whether anything is left with which the same command goes on."""
        return self.path.exists()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        """Write the table where the block has ended without an exception, or after Ctrl-C where it replaces nothing."""
        is_left = True
        try:
            if exc_type is None:
                self._write_table()
            elif exc_type is KeyboardInterrupt and self._has_rows() and not self._out.exists():
                self._write_table_if_possible()
            if self.kept is None and self._has_rows():
                self.kept = self.path
            has_finished_file = next(read_finished(self.path), None) is not None
            is_left = exc_type is not None and (has_finished_file or self.kept == self.path)
        finally:
            if is_left:
                os.close(self._descriptor)
            else:
                remove_locked(self.path, self._descriptor)

    def _append(self, line: bytes) -> None:
        try:
            while line:
                line = line[self._file.write(line) :]
        except OSError as error:
            raise cannot_write(self._out, error) from error

    def _cut(self, size: int) -> None:
        try:
            self._file.truncate(size)
            self._file.seek(size)
        except OSError as error:
            raise cannot_write(self._out, error) from error

    def _recall(self, files: set[Path], settings: Settings, *, restart: bool) -> bool:
        """Go on where an earlier run was, forgetting the file that it was reading; return whether there was one."""
        begun_with = read_settings(self.path)
        if begun_with is None or restart:
            return False
        end = 0
        begins: dict[Path, int] = {}
        for entry in read_finished(self.path):
            end, path = entry.end, entry.file.path
            if path in begins:  # of a file that was read again only the last time counts
                self._left_out.add(begins[path])
            begins[path] = entry.begin
            if path not in files or entry.stamp != stamp_of(path):
                self._left_out.add(entry.begin)
        if not end:
            return False
        _check_same(self._out, begun_with, settings)
        self._cut(end)
        return True

    def _has_rows(self) -> bool:
        return next(read_rows(self.path, leave_out=self._left_out), None) is not None

    def _write_table(self) -> None:
        with RowFile(self._out, self._columns, keeps_incomplete=False) as table:
            for row in read_rows(self.path, leave_out=self._left_out):
                table.write(fitted(row, self._columns))
        self.kept = self._out

    def _write_table_if_possible(self) -> None:
        try:
            self._write_table()
        except DataError:
            self.kept = None  # the rows stay where they are


def _open(path: Path, out: Path) -> int:
    try:
        descriptor = open_locked(path)
    except OSError as error:
        raise cannot_write(out, error) from error
    if descriptor is None:
        raise DataError(
            "Another run is writing {path} now. Wait until it has finished, or choose another name.", path=out
        )
    return descriptor


def _check_same(out: Path, before: Mapping[str, Any], now: Settings) -> None:
    names = dict.fromkeys((*before, *now))
    changes = [
        f"{name} {before.get(name)} then, {now.get(name)} now" for name in names if before.get(name) != now.get(name)
    ]
    if changes:
        raise DataError(
            "{path} was begun with other settings ({changes}). Give the earlier ones to go on, or add --restart to "
            "begin anew.",
            path=out,
            changes="; ".join(changes),
        )

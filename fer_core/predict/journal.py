"""What a run of ``emolens-predict`` writes down as it goes, one JSON object a line, and how that is read again.

The first line has the settings; then come, for every file, a line that it is begun, its rows, and a line that it is
finished with what was counted in it. Reading ends before the first line that is damaged or was cut off.
"""

import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fer_core.errors import DataError
from fer_core.rows.columns import Value

Row = Mapping[str, Value]
Settings = Mapping[str, str | int | None]

_FORMAT: Final = 1
_SIGN: Final = "unfinished table of Emolens"
_BEGIN: Final = "begin"
_END: Final = "end"


@dataclass(frozen=True, slots=True, eq=False)
class EarlierFile:
    """A file that an earlier run has finished: its first row, and what was counted in it."""

    path: Path
    first: Row
    counts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A finished file in the journal: what it was like then (``stamp_of``), and between which bytes its lines are."""

    file: EarlierFile
    stamp: object
    begin: int
    end: int


def settings_line(settings: Settings) -> bytes:
    """Return the line that a journal begins with."""
    return line_of({_SIGN: _FORMAT, "settings": dict(settings)})


def begin_line(path: Path) -> bytes:
    """Return the line before the rows of a file."""
    return line_of({_BEGIN: os.fspath(path), "stamp": stamp_of(path)})


def end_line(counts: Mapping[str, int | str | None]) -> bytes:
    """Return the line after the rows of a file."""
    return line_of({_END: dict(counts)})


def line_of(content: Mapping[str, object]) -> bytes:
    """Return an object as a line; bytes of names that are no text become escapes, which are read as they were."""
    return json.dumps(content).encode() + b"\n"


def stamp_of(path: Path) -> list[int] | None:
    """Return what changes when a file does, None where it cannot be looked at."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [status.st_size, status.st_mtime_ns]


def read_settings(path: Path) -> Mapping[str, Any] | None:
    """Return the settings that a journal begins with, None where it is empty; raises DataError where it is none."""
    with path.open("rb") as file:
        line = file.readline()
    if not line:
        return None
    content = _parse(line) or {}
    settings = content.get("settings")
    if content.get(_SIGN) != _FORMAT or not isinstance(settings, dict):
        raise DataError(
            "{path} is not what this version of Emolens leaves of an unfinished run. Move it away.", path=path
        )
    return settings


def read_finished(path: Path) -> Iterator[Entry]:
    """Yield the files of a journal that are finished, in order."""
    begin, name, stamp = 0, "", None
    first: Row | None = None
    for offset, end, content in _lines(path):
        if _BEGIN in content:
            begin, name, stamp, first = offset, str(content[_BEGIN]), content.get("stamp"), None
        elif _END not in content:
            first = first or content
        elif first is not None and isinstance(content[_END], dict):
            yield Entry(EarlierFile(Path(name), first, content[_END]), stamp, begin, end)
            first = None


def read_rows(path: Path, *, leave_out: Collection[int] = ()) -> Iterator[Row]:
    """Yield the rows of a journal, those of an unfinished file too, but none of the entries that begin there."""
    is_left_out = False
    for offset, _, content in _lines(path):
        if _BEGIN in content:
            is_left_out = offset in leave_out
        elif _END not in content and not is_left_out:
            yield content


def _lines(path: Path) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield where each line after the settings begins and ends, and what it holds."""
    with path.open("rb") as file:
        end = len(file.readline())
        for line in file:
            content = _parse(line)
            if content is None:
                return
            yield end, end + len(line), content
            end += len(line)


def _parse(line: bytes) -> dict[str, Any] | None:
    try:
        content = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None

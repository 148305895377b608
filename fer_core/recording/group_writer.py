"""Writing a recording of a group: numbers only, of which a crash costs at most the last second."""

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Final, Self

from fer_core.errors import DataError
from fer_core.group import GroupInterval
from fer_core.recording.edits import Marker
from fer_core.recording.growing_table import GrowingTable
from fer_core.recording.info import GROUP, GROUP_CSV, RecordingInfo, write_info
from fer_core.recording.lock import LOCK, RecordingLock
from fer_core.rows.group_columns import GROUP_KINDS, group_columns
from fer_core.rows.writing import cannot_write

LEAST_KEY: Final = "group/least"
"""The setting that says of how few faces nothing was recorded."""


class GroupWriter:
    """A recording of a group in the making: ``session.json`` and a table, no picture, box, number or name of a face."""

    def __init__(self, folder: Path, info: RecordingInfo, *, least: int) -> None:
        """Begin it in an empty folder; raises DataError where that cannot be written to.

        ``info.fps`` are intervals a second; ``least`` is the fewest faces of which anything is told.
        """
        self.folder = folder
        settings = {**info.settings, LEAST_KEY: least}
        self.info = replace(info, kind=GROUP, video="", size_wh=(0, 0), frames=0, is_finished=False, settings=settings)
        self._least = least
        self._end_s = 0.0
        write_info(folder, self.info)
        try:
            self._lock = RecordingLock(folder)
        except OSError as error:
            raise cannot_write(folder / LOCK, error) from error
        try:
            self._rows = GrowingTable(folder / GROUP_CSV, tuple(GROUP_KINDS))
        except DataError:
            self._lock.release()
            raise

    def write(self, interval: GroupInterval) -> None:
        """Append an interval; raises DataError when the disk is full."""
        self._rows.append(tuple(group_columns(interval, least=self._least).values()))
        self._end_s = interval.end_s

    def add_marker(self, name: str, *, time_s: float) -> None:
        """Mark a moment in seconds from the start; raises DataError when the disk is full."""
        self.info = replace(self.info, edits=self.info.edits.with_marker(Marker(round(time_s, 3), name)))
        write_info(self.folder, self.info)

    def close(self) -> None:
        """Finish both files; raises DataError where one cannot be, after both have been tried."""
        self.info = replace(self.info, frames=round(self._end_s * self.info.fps), is_finished=True)
        problems = []
        try:
            for finish in (self._rows.close, lambda: write_info(self.folder, self.info)):
                try:
                    finish()
                except DataError as error:
                    problems.append(error)
        finally:
            self._lock.release()
        if problems:
            raise problems[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        # What ended the block is told rather than what comes of it.
        with contextlib.suppress(*(() if exc_type is None else (DataError,))):
            self.close()

"""Writing a recording of a group: numbers only, of which a crash costs at most the last second."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from fer_core.errors import DataError
from fer_core.group import GroupInterval
from fer_core.recording.growing_table import GrowingTable
from fer_core.recording.info import GROUP, GROUP_CSV, RecordingInfo
from fer_core.recording.session_writer import SessionWriter
from fer_core.rows.group_columns import GROUP_KINDS, group_columns

LEAST_KEY: Final = "group/least"
"""The setting that says of how few faces nothing was recorded."""


class GroupWriter(SessionWriter):
    """A recording of a group in the making: ``session.json`` and a table, no picture, box, number or name of a face."""

    def __init__(self, folder: Path, info: RecordingInfo, *, least: int) -> None:
        """Begin it in an empty folder; raises DataError where that cannot be written to.

        ``info.fps`` are intervals a second; ``least`` is the fewest faces of which anything is told.
        """
        settings = {**info.settings, LEAST_KEY: least}
        kind = replace(info, kind=GROUP, video="", size_wh=(0, 0), frames=0, is_finished=False, settings=settings)
        super().__init__(folder, kind)
        self._least = least
        self._end_s = 0.0
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
        self._mark(name, time_s)

    def close(self) -> None:
        """Finish both files; raises DataError where one cannot be, after both have been tried."""
        self._finish(self._rows.close, frames=round(self._end_s * self.info.fps))

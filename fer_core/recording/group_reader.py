"""Opening recordings of groups, those included that were cut off or damaged; nothing in the folder is changed."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from fer_core.errors import DataError
from fer_core.group import FEWEST, LEAST, GroupInterval
from fer_core.recording.group_table import GroupTable, read_group_table
from fer_core.recording.group_writer import LEAST_KEY
from fer_core.recording.info import (
    GROUP,
    GROUP_CSV,
    SESSION_JSON,
    DamagedInfoError,
    RecordingInfo,
    is_group_folder,
    read_info,
)
from fer_core.recording.lock import LOCK, is_running
from fer_core.recording.rebuild import started_at

_USUAL_S: Final = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class GroupRecording:
    """A group's recording: where it is, what is known about it, and its numbers.

    ``problems`` say what of it is lost, mostly nothing. Where more may still come, it ``is_growing``.
    """

    folder: Path
    info: RecordingInfo
    table: GroupTable
    problems: tuple[DataError, ...] = ()
    is_growing: bool = False

    @property
    def interval_s(self) -> float:
        """How long an interval is, in seconds."""
        return 1 / self.info.fps

    @property
    def least(self) -> int:
        """The fewest faces of which anything was recorded."""
        kept = self.info.settings.get(LEAST_KEY)
        return kept if isinstance(kept, int) and kept >= FEWEST else LEAST

    def interval(self, row: int) -> GroupInterval:
        """Return an interval as it was recorded."""
        start_s = float(self.table.times_s[row])
        return GroupInterval(start_s, start_s + self.interval_s, self.table.reading(row))

    @property
    def duration_s(self) -> float:
        """The length in seconds."""
        return float(self.table.times_s[-1]) + self.interval_s if len(self.table) else 0.0

    def refuse_own_file(self, path: Path) -> None:
        """Raise DataError where a file that is to be written is one of the recording's own."""
        if path.resolve() in [(self.folder / name).resolve() for name in (SESSION_JSON, GROUP_CSV, LOCK)]:
            raise DataError("{path} is part of the recording itself; choose another name.", path=path)


def open_group(folder: Path) -> GroupRecording:
    """Read all that can be read of a group's recording; raises DataError where it is none."""
    if not is_group_folder(folder):
        raise DataError("{folder} is no recording of a group: it has no {name}.", folder=folder, name=GROUP_CSV)
    table, table_problem = read_group_table(folder / GROUP_CSV)
    info_problem = None
    try:
        info = read_info(folder)
    except DamagedInfoError:
        info = RecordingInfo(folder.name, started_at(folder), (0, 0), _rate_of(table), "", kind=GROUP, video="")
        info_problem = DataError("{name} is damaged: title, markers and notes are lost.", name=SESSION_JSON)
    if not info.is_finished and len(table):
        info = replace(info, frames=round(float(table.times_s[-1]) * info.fps) + 1)
    told = tuple(problem for problem in (info_problem, table_problem) if problem is not None)
    return GroupRecording(folder, info, table, told, is_running(folder))


def _rate_of(table: GroupTable) -> float:
    """Return how many intervals a second there are, by the shortest time from one to the next."""
    steps_s = np.diff(table.times_s)
    steps_s = steps_s[steps_s > 0]
    return 1 / max(float(steps_s.min()), 1e-3) if len(steps_s) else 1 / _USUAL_S

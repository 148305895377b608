"""The table of a group's recording for other programs."""

from pathlib import Path
from typing import Final

from app.pages.review.tasks import Progress
from fer_core.recording.group_reader import GroupRecording
from fer_core.rows.group_columns import group_columns, group_kinds
from fer_core.rows.row_file import RowFile

_EVERY: Final = 500


def export_group(
    recording: GroupRecording, path: Path, progress: Progress, *, for_spreadsheets: bool, valence: bool
) -> None:
    """Write all intervals to a table, its kind by the suffix; raises DataError, Cancelled.

    What is cancelled or fails leaves nothing.
    """
    recording.refuse_own_file(path)
    kinds = group_kinds(valence=valence)
    with RowFile(path, kinds, keeps_incomplete=False, for_spreadsheets=for_spreadsheets) as file:
        for row in range(len(recording.table)):
            if row % _EVERY == 0:
                progress.advance(row, len(recording.table))
            file.write(group_columns(recording.interval(row), least=recording.least, valence=valence))

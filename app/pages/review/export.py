"""The table of a recording for other programs: merged faces under one number, with their names."""

from pathlib import Path
from typing import Final

from app.pages.review.tasks import Progress
from fer_core.recording.reader import Recording
from fer_core.recording.tracks import apply_merges
from fer_core.rows.affect_columns import fitted, with_affect
from fer_core.rows.columns import MOMENT, READING, Kind, face_columns
from fer_core.rows.row_file import RowFile

_EVERY = 500
_KINDS: Final[dict[str, Kind]] = {
    **MOMENT,
    "face_id": int,
    "name": str,
    **READING,
}


def export_table(
    recording: Recording,
    path: Path,
    range_s: tuple[float, float] | None,
    progress: Progress,
    *,
    for_spreadsheets: bool = False,
    valence: bool = False,
) -> None:
    """Write the faces of a range, or all, to a table, its kind by the suffix; raises DataError, Cancelled.

    What is cancelled or fails leaves nothing. With ``valence`` it has valence and arousal.
    """
    recording.refuse_own_file(path)
    edits = recording.info.edits
    table = apply_merges(recording.table, edits)
    if range_s is not None:
        table = table.between(*range_s)
    kinds = with_affect(_KINDS) if valence else _KINDS
    with RowFile(path, kinds, keeps_incomplete=False, for_spreadsheets=for_spreadsheets) as file:
        for row in range(len(table)):
            if row % _EVERY == 0:
                progress.advance(row, len(table))
            face = table.face(row)
            values = {
                "frame": int(table.frames[row]),
                "time_s": float(table.times_s[row]),
                "face_id": face.face_id,
                "name": edits.names.get(face.face_id, ""),
                **face_columns(face),
            }
            file.write(fitted(values, kinds))

"""Which faces stand on a picture."""

from typing import Final

from fer_core.recording.face_table import FaceTable
from fer_core.recording.moments import Moments
from fer_core.results import FaceResult

_SHOWN_S: Final = 0.5
"""So long, in seconds, the faces of an analysed picture stand on those after it."""


def faces_on(table: FaceTable, moments: Moments, number: int) -> tuple[FaceResult, ...]:
    """Return the faces on a picture by its number: those of the newest analysed one that is not too old."""
    not_before = moments.number_at(moments.time_of(number) - _SHOWN_S)
    return table.faces_at(number, not_before=min(not_before, number))

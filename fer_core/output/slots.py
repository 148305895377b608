"""Places for faces, for programs that want as many values as they were promised."""

import math
from collections.abc import Sequence
from typing import Final

from fer_core.results import FaceResult

SLOTS: Final = 4
"""Faces that are sent at most where places are counted; further ones are left out."""

_KEPT_S: Final = 1.0
"""So long, in seconds, a place waits for a face that is out of sight, as the tracker may find it again."""


class FaceSlots:
    """Gives each face the first place that is free, and lets it keep that while it is followed."""

    def __init__(self) -> None:
        self._ids: list[int | None] = [None] * SLOTS
        self._seen_at = [-math.inf] * SLOTS

    def place(self, faces: Sequence[FaceResult], at: float) -> tuple[FaceResult | None, ...]:
        """Return the face at each place, None where there is none, at a moment in seconds."""
        by_id = {face.face_id: face for face in faces}
        for face_id in by_id:
            if face_id not in self._ids and (free := self._free(by_id, at)) is not None:
                self._ids[free] = face_id
        for slot, placed in enumerate(self._ids):
            if placed in by_id:
                self._seen_at[slot] = at
        return tuple(None if placed is None else by_id.get(placed) for placed in self._ids)

    def _free(self, present: dict[int, FaceResult], at: float) -> int | None:
        """Return the first place that waits for nobody, or else the first without a face in sight."""
        empty = [slot for slot, face_id in enumerate(self._ids) if face_id not in present]
        forgotten = [slot for slot in empty if not 0 <= at - self._seen_at[slot] <= _KEPT_S]
        return next(iter(forgotten or empty), None)

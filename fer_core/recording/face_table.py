"""The faces of a recording as columns."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import LABELS
from fer_core.errors import DataError
from fer_core.recording.info import MOST_FRAMES
from fer_core.recording.table_lines import Parse, read_numbers
from fer_core.results import FaceResult
from fer_core.rows.columns import FACE_CONFIDENCE, FRAME_KINDS, RECOGNISED

_LATER: Final = (FACE_CONFIDENCE, RECOGNISED)
"""Columns that recordings of earlier versions lack; their values are 0 to 1 or empty."""

_NUMBERS: Final = tuple(name for name in FRAME_KINDS if name not in ("label", "confidence", *_LATER))
_VALUES: Final = 1 + len(_NUMBERS) + len(_LATER)
"""Label, numbers, and what may be missing."""

_MOST: Final = 2.0**53
"""No number in a table comes near this, up to which floating point counts one by one."""
_SUM_ERROR: Final = 1e-3
"""Probabilities are written with six digits each."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceTable:
    """n rows in the order of their pictures, each a face in a picture.

    ``frames`` are the pictures' numbers, int64 (n,), ``times_s`` float64 (n,), ``face_ids`` int64 (n,), ``boxes_xywh``
    int64 (n, 4) in pixels, ``labels`` positions in ``LABELS``, int64 (n,), ``agreement`` float32 (n,) and
    ``probabilities`` float32 (n, 7). ``face_confidence``, float32 (n,), is NaN where the detector gave none;
    ``recognised``, bool (n,), tells who has got the id back after having been out of sight.
    """

    frames: NDArray[np.int64]
    times_s: NDArray[np.float64]
    face_ids: NDArray[np.int64]
    boxes_xywh: NDArray[np.int64]
    labels: NDArray[np.int64]
    agreement: NDArray[np.float32]
    probabilities: NDArray[np.float32]
    face_confidence: NDArray[np.float32]
    recognised: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.frames)

    def select(self, rows: NDArray[np.bool_] | NDArray[np.int64] | slice) -> Self:
        """Return some of the rows."""
        return type(self)(
            self.frames[rows], self.times_s[rows], self.face_ids[rows], self.boxes_xywh[rows], self.labels[rows],
            self.agreement[rows], self.probabilities[rows], self.face_confidence[rows],
            self.recognised[rows],
        )  # fmt: skip

    def between(self, start_s: float, end_s: float) -> Self:
        """Return the rows of a range of time, both ends included."""
        return self.select((self.times_s >= start_s) & (self.times_s <= end_s))

    def face(self, row: int) -> FaceResult:
        """Return one row as the analysis gave it."""
        x, y, width, height = self.boxes_xywh[row].tolist()
        face_confidence = float(self.face_confidence[row])
        return FaceResult(
            int(self.face_ids[row]),
            (x, y, width, height),
            self.probabilities[row].copy(),
            float(self.agreement[row]),
            is_uncertain=LABELS[self.labels[row]] == "uncertain",
            face_confidence=None if math.isnan(face_confidence) else face_confidence,
            is_recognised=bool(self.recognised[row]),
        )

    def faces_at(self, frame: int, *, not_before: int) -> tuple[FaceResult, ...]:
        """Return the faces of a picture, or of the last analysed one before it unless that is before ``not_before``."""
        end = int(np.searchsorted(self.frames, frame, side="right"))
        if end == 0 or self.frames[end - 1] < not_before:
            return ()
        start = int(np.searchsorted(self.frames, self.frames[end - 1], side="left"))
        return tuple(self.face(row) for row in range(start, end))


def read_table(path: Path) -> tuple[FaceTable, DataError | None]:
    """Read what can be read of a ``frames.csv``, and return it with what is wrong, mostly nothing."""
    values, problem = read_numbers(path, _begin, width=_VALUES)
    values = values[np.argsort(values[:, 1], kind="stable")]
    whole = values[:, :8].astype(np.int64)
    table = FaceTable(
        frames=whole[:, 1],
        times_s=values[:, 2],
        face_ids=whole[:, 3],
        boxes_xywh=whole[:, 4:8],
        labels=whole[:, 0],
        agreement=values[:, 8].astype(np.float32),
        probabilities=values[:, 9:-2].astype(np.float32),
        face_confidence=values[:, -2].astype(np.float32),
        recognised=values[:, -1] == 1,
    )
    return table, problem


def _begin(header: list[str]) -> Parse | None:
    """Return what reads the label and the numbers of a line below ``header``."""
    try:
        label_place, places = header.index("label"), [header.index(column) for column in _NUMBERS]
    except ValueError:
        return None
    later_places = [header.index(column) if column in header else None for column in _LATER]

    def parse(cells: list[str]) -> list[float] | None:
        try:
            values = [float(LABELS.index(cells[label_place])), *(float(cells[place]) for place in places)]
            later = [math.nan if place is None else float(cells[place] or "nan") for place in later_places]
        except (ValueError, IndexError):
            return None
        is_sound = are_sound(values) and all(math.isnan(value) or 0 <= value <= 1 for value in later)
        return [*values, *later] if is_sound else None

    return parse


def are_sound(values: list[float]) -> bool:
    """Tell whether these can be a row's numbers: one that is cut off within its last number is not, either."""
    if not all(abs(value) < _MOST for value in values):
        return False
    _, frame, time_s, face_id, x, y, width, height, agreement, *probabilities = values
    return (
        all(number.is_integer() for number in (frame, face_id, x, y, width, height))
        and min(frame, time_s, face_id, agreement, *probabilities) >= 0
        and min(width, height) > 0
        and frame < MOST_FRAMES
        and agreement <= 1
        and abs(sum(probabilities) - 1) < _SUM_ERROR
    )

"""The faces of a recording as columns."""

import csv
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.errors import DataError
from fer_core.results import FaceResult
from fer_core.session.writer import COLUMNS


@dataclass(frozen=True, slots=True, eq=False)
class FaceTable:
    """n rows in the order of their pictures, each a face in a picture.

    ``frames`` are the pictures' numbers, int64 (n,), ``times_s`` float64 (n,), ``face_ids`` int64 (n,), ``boxes_xywh``
    int64 (n, 4) in pixels, ``labels`` positions in ``LABELS``, int64 (n,), ``agreement`` float32 (n,) and
    ``probabilities`` float32 (n, 7).
    """

    frames: NDArray[np.int64]
    times_s: NDArray[np.float64]
    face_ids: NDArray[np.int64]
    boxes_xywh: NDArray[np.int64]
    labels: NDArray[np.int64]
    agreement: NDArray[np.float32]
    probabilities: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.frames)

    def select(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Self:
        """Return some of the rows."""
        return type(self)(
            self.frames[rows], self.times_s[rows], self.face_ids[rows], self.boxes_xywh[rows], self.labels[rows],
            self.agreement[rows], self.probabilities[rows],
        )  # fmt: skip

    def between(self, start_s: float, end_s: float) -> Self:
        """Return the rows of a range of time, both ends included."""
        return self.select((self.times_s >= start_s) & (self.times_s <= end_s))

    def face(self, row: int) -> FaceResult:
        """Return one row as the analysis gave it."""
        x, y, width, height = self.boxes_xywh[row].tolist()
        return FaceResult(
            int(self.face_ids[row]),
            (x, y, width, height),
            self.probabilities[row].copy(),
            float(self.agreement[row]),
            is_uncertain=LABELS[self.labels[row]] == "uncertain",
        )

    def faces_at(self, frame: int, *, not_before: int) -> tuple[FaceResult, ...]:
        """Return the faces of a picture, or of the last analysed one before it unless that is before ``not_before``."""
        end = int(np.searchsorted(self.frames, frame, side="right"))
        if end == 0 or self.frames[end - 1] < not_before:
            return ()
        start = int(np.searchsorted(self.frames, self.frames[end - 1], side="left"))
        return tuple(self.face(row) for row in range(start, end))


def read_table(path: Path) -> FaceTable:
    """Read a ``frames.csv``; rows that were cut off are left out. Raises DataError where it is something else."""
    numbers = array("d")
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            places = [header.index(name) for name in COLUMNS if name not in ("label", "confidence")]
            label_place = header.index("label")
            for cells in reader:
                try:
                    label = LABELS.index(cells[label_place])
                    numbers.extend([label, *(float(cells[place]) for place in places)])
                except (ValueError, IndexError):
                    continue
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(f"The table {path} cannot be read ({error}).") from error
    values = np.asarray(numbers, dtype=np.float64).reshape(-1, len(places) + 1)
    values = values[np.isfinite(values).all(axis=1)]
    values = values[np.argsort(values[:, 1], kind="stable")]
    whole = values.astype(np.int64)
    return FaceTable(
        frames=whole[:, 1],
        times_s=values[:, 2],
        face_ids=whole[:, 3],
        boxes_xywh=whole[:, 4:8],
        labels=whole[:, 0],
        agreement=values[:, 8].astype(np.float32),
        probabilities=values[:, 9 : 9 + len(EMOTIONS)].astype(np.float32),
    )

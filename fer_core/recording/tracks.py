"""The faces of a recording one by one: when each was seen, and what it showed for how long."""

import itertools
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import LABELS, Label
from fer_core.recording.edits import Edits
from fer_core.recording.face_table import FaceTable

LONGEST_STEP_S: Final = 0.5
"""A row stands for the time until the next one of its face, but for no longer than this in seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceTrack:
    """All rows of one face, and the time that each stands for, float64 (n,) in seconds."""

    face_id: int
    table: FaceTable
    weights_s: NDArray[np.float64]

    @property
    def seconds(self) -> float:
        """For how long the face was seen."""
        return float(self.weights_s.sum())

    def shares(self) -> dict[Label, float]:
        """Return which share of the time the face was called what; they sum to 1."""
        sums = np.bincount(self.table.labels, weights=self.weights_s, minlength=len(LABELS))
        total = sums.sum() or 1.0
        return {label: float(value / total) for label, value in zip(LABELS, sums, strict=True)}

    def strongest(self) -> list[int]:
        """Return the row where each emotion that the face was called was most probable, the most probable first."""
        confidences = self.table.probabilities.max(axis=1)
        rows = []
        for index, label in enumerate(LABELS):
            mine = np.flatnonzero(self.table.labels == index)
            if len(mine) and label != "uncertain":
                rows.append(int(mine[confidences[mine].argmax()]))
        return sorted(rows, key=lambda row: -confidences[row])


@dataclass(frozen=True, slots=True, eq=False)
class SortedFaces:
    """A recording's faces with the merges of some edits: all rows, and each face's own."""

    edits: Edits
    table: FaceTable
    tracks: tuple[FaceTrack, ...]


def sort_faces(table: FaceTable, edits: Edits, *, fps: float) -> SortedFaces:
    """Apply the merges and part the faces; a tenth of a second for an hour, so that it is for threads."""
    merged = apply_merges(table, edits)
    return SortedFaces(edits, merged, tuple(tracks_of(merged, fps=fps)))


def apply_merges(table: FaceTable, edits: Edits) -> FaceTable:
    """Return the table with merged faces under one number; where both are in a picture, the larger box stays."""
    if not edits.merged or not len(table):
        return table
    ids, places = np.unique(table.face_ids, return_inverse=True)
    face_of = edits.faces_of(ids.tolist())
    face_ids = np.array([face_of[face] for face in ids.tolist()], dtype=np.int64)[places]
    areas = table.boxes_xywh[:, 2] * table.boxes_xywh[:, 3]
    order = np.lexsort((-areas, face_ids, table.frames))
    sorted_frames, sorted_ids = table.frames[order], face_ids[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (np.diff(sorted_frames) != 0) | (np.diff(sorted_ids) != 0)
    return replace(table, face_ids=face_ids).select(order[is_first])


def tracks_of(table: FaceTable, *, fps: float) -> list[FaceTrack]:
    """Return a table's faces, the one seen longest first; ``fps`` are the video's pictures a second."""
    ordered = table.select(np.argsort(table.face_ids, kind="stable"))
    starts = np.flatnonzero(np.diff(ordered.face_ids, prepend=-1)).tolist()
    tracks = []
    for start, end in itertools.pairwise([*starts, len(ordered)]):
        mine = ordered.select(slice(start, end))
        steps_s = np.append(np.diff(mine.times_s), 1 / fps)
        tracks.append(FaceTrack(int(mine.face_ids[0]), mine, np.clip(steps_s, 0.0, LONGEST_STEP_S)))
    return sorted(tracks, key=lambda track: -track.seconds)

"""What people and the networks say of the faces at the same moments, as arrays that can be compared."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.coding.codes import CODED_LABELS, Code, Codes
from fer_core.emotions import EMOTIONS, LABELS
from fer_core.recording.edits import Edits
from fer_core.recording.face_table import FaceTable
from fer_core.recording.tracks import LONGEST_STEP_S

STEP_S: Final = 0.1
"""From one moment that is compared to the next, in seconds: no person codes faster."""

NOTHING: Final = -1
"""Nothing is said of this face at this moment."""
UNSURE: Final = len(EMOTIONS)
"""It is said that no emotion can be told."""
assert CODED_LABELS.index("unsure") == LABELS.index("uncertain") == UNSURE


@dataclass(frozen=True, slots=True, eq=False)
class Rater:
    """A coder, or the model: int8 (n,) positions in ``EMOTIONS``, UNSURE or NOTHING, for n moments of faces."""

    name: str
    said: NDArray[np.int8]
    is_model: bool = False


def raters_of(
    coded: Sequence[Codes], table: FaceTable, edits: Edits, *, span_s: tuple[float, float], model: str
) -> tuple[Rater, ...]:
    """Return the coders, and the model under the name ``model`` last, at each moment of a face that somebody coded.

    ``table`` has merged faces under one number. The moments are ``STEP_S`` apart within ``span_s``, a face's after the
    other's. The model says what its last reading was, for as long as tracks count one, *uncertain* included.
    """
    merged = [codes.with_faces(edits.face_of) for codes in coded]
    by_face = [_by_face(codes) for codes in merged]
    start_s, end_s = span_s
    times_s = start_s + STEP_S * (np.arange(max(0, round((end_s - start_s) / STEP_S)), dtype=np.float64) + 0.5)
    parts = [np.empty((len(coded) + 1, 0), np.int8)]
    for face_id in sorted(set().union(*by_face)):
        said = np.stack([_coded(codes.get(face_id, ()), times_s) for codes in by_face])
        is_coded = (said != NOTHING).any(axis=0)
        parts.append(np.vstack([said[:, is_coded], _read(table, face_id, times_s[is_coded])]))
    rows = np.concatenate(parts, axis=1)
    people = (Rater(codes.coder, row) for codes, row in zip(coded, rows[:-1], strict=True))
    return *people, Rater(model, rows[-1], is_model=True)


def _by_face(codes: Codes) -> dict[int, tuple[Code, ...]]:
    return {face_id: tuple(mine) for face_id, mine in groupby(codes.codes, lambda code: code.face_id)}


def _coded(codes: Sequence[Code], times_s: NDArray[np.float64]) -> NDArray[np.int8]:
    said = np.full(len(times_s), NOTHING, np.int8)
    for code in codes:
        start, end = np.searchsorted(times_s, (code.start_s, code.end_s))
        said[start:end] = CODED_LABELS.index(code.label)
    return said


def _read(table: FaceTable, face_id: int, times_s: NDArray[np.float64]) -> NDArray[np.int8]:
    mine = table.select(table.face_ids == face_id)
    said = np.full(len(times_s), NOTHING, np.int8)
    rows = np.searchsorted(mine.times_s, times_s, side="right") - 1
    is_read = rows >= 0
    is_read[is_read] = times_s[is_read] - mine.times_s[rows[is_read]] <= LONGEST_STEP_S
    said[is_read] = mine.labels[rows[is_read]]
    return said

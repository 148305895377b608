"""Codes of a recording in other files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from app.look.words import face_name
from fer_core.coding.codes import Codes
from fer_core.coding.elan import read_eaf, write_eaf
from fer_core.coding.imported import Imported, Target
from fer_core.coding.table import read_csv, write_table
from fer_core.errors import DataError
from fer_core.recording.reader import Recording

ELAN: Final = ".eaf"


def write_codes_file(recording: Recording, path: Path, coded: Sequence[Codes]) -> None:
    """Write the codes of all coders for ELAN where the suffix is its own, or as a table; raises DataError.

    As in the table of the faces, merged ones are under one number.
    """
    recording.refuse_own_file(path)
    edits = recording.info.edits
    names = edits.names
    coded = [codes.with_faces(edits.face_of) for codes in coded]
    if path.suffix.lower() == ELAN:
        write_eaf(path, coded, names, video=recording.video_path)
    else:
        write_table(path, coded, names)


def read_codes_file(recording: Recording, path: Path) -> Imported:
    """Read codes for a recording from a file of ELAN, or else from CSV; raises DataError."""
    face_ids = np.unique(recording.table.face_ids).tolist()
    names = {face_id: face_name(face_id, recording.info.edits.names) for face_id in face_ids}
    target = Target(frozenset(face_ids), names, recording.duration_s)
    suffix = path.suffix.lower()
    if suffix not in (ELAN, ".csv"):
        raise DataError("Codes are read from CSV and from files of ELAN (.eaf); {path} is neither.", path=path)
    return read_eaf(path, target) if suffix == ELAN else read_csv(path, target)

"""A study's faces as files in the manner of BIDS, the Brain Imaging Data Structure (bids-specification.readthedocs.io).

``sub-<label>/beh/sub-<label>_task-<label>_run-<number>_beh.tsv`` has a row per analysed picture of the participant's
face, ``…_events.tsv`` the markers and intervals of that recording.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.errors import EmolensError
from fer_core.recording.edits import Edits
from fer_core.recording.tracks import FaceTrack, apply_merges, tracks_of
from fer_core.rows.writing import make_folder, write_whole
from fer_core.study.face_rows import read_recorded_faces
from fer_core.study.intervals import START, STOP, intervals_of
from fer_core.study.model import Study
from fer_core.study.summary import Task, participants_face

VERSION: Final = "1.10.0"

_MISSING: Final = "n/a"
_COLUMNS: Final = ("time", "stands_for", "face", "label", "agreement", *EMOTIONS)
_DESCRIPTION: Final[dict[str, Any]] = {
    "time": {"Description": "When the picture was taken, from the start of the recording", "Units": "s"},
    "stands_for": {"Description": "Time that the row stands for: until the next one, at most 0.5 s", "Units": "s"},
    "face": {"Description": "Number of the face in the recording"},
    "label": {"Description": "What the face was called", "Levels": {label: label for label in LABELS}},
    "agreement": {"Description": "Share of the networks that agree with the label, 0 to 1"},
    **{emotion: {"Description": f"Probability of {emotion}, 0 to 1"} for emotion in EMOTIONS},
}


def label_of(text: str) -> str:
    """Return an id as BIDS takes it: letters and digits of ASCII; another id never has the same.

    What has others loses them, and gains a checksum.
    """
    kept = re.sub("[^0-9A-Za-z]", "", text)
    return text if kept == text else f"{kept}x{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def write_frame(out: Path, study: Study) -> None:
    """Write what describes all of the data set; raises DataError."""
    make_folder(out)
    description = {
        "Name": study.title or "Emolens",
        "BIDSVersion": VERSION,
        "DatasetType": "derivative",
        "GeneratedBy": [{"Name": "Emolens", "Description": "Emotions read off faces in video"}],
    }
    _write_json(out / "dataset_description.json", description)
    people = [(f"sub-{label_of(each.id)}", each.id) for each in study.participants]
    _write_rows(out / "participants.tsv", ("participant_id", "id_in_study"), people)
    _write_json(out / "participants.json", {"id_in_study": {"Description": "Id in study.json"}})
    for stimulus in study.stimuli:
        label = label_of(stimulus.id)
        _write_json(out / f"task-{label}_beh.json", {"TaskName": stimulus.id, **_DESCRIPTION})


def write_recording(out: Path, task: Task, *, run: int) -> None:
    """Write the two files of a recording, the ``run``-th of its participant and stimulus; raises DataError.

    One that cannot be read has none.
    """
    try:
        faces = read_recorded_faces(Path(task.path))
    except EmolensError:
        return
    tracks = tracks_of(apply_merges(faces.table, faces.edits), fps=faces.fps)
    track, _, _ = participants_face(tracks, faces.edits, task.participant)
    sub, name = f"sub-{label_of(task.participant)}", label_of(task.stimulus)
    folder = out / sub / "beh"
    make_folder(folder)
    stem = f"{sub}_task-{name}_run-{run}"
    _write_rows(folder / f"{stem}_beh.tsv", _COLUMNS, () if track is None else _face_rows(track))
    _write_rows(folder / f"{stem}_events.tsv", ("onset", "duration", "trial_type"), _event_rows(faces.edits))


def _face_rows(track: FaceTrack) -> Iterable[tuple[str, ...]]:
    table = track.table
    for row in range(len(table)):
        yield (
            f"{table.times_s[row]:.4f}", f"{track.weights_s[row]:.4f}", str(track.face_id),
            LABELS[table.labels[row]], f"{table.agreement[row]:.6f}",
            *(f"{value:.6f}" for value in table.probabilities[row]),
        )  # fmt: skip


def _event_rows(edits: Edits) -> list[tuple[str, ...]]:
    intervals, alone = intervals_of(edits.markers)
    events = [(each.start_s, f"{each.stop_s - each.start_s:.3f}", each.name) for each in intervals]
    moments = [marker for marker in edits.markers if marker in alone or not marker.name.endswith((START, STOP))]
    events += [(marker.time_s, "0", marker.name) for marker in moments]
    return [(f"{onset:.3f}", duration, name) for onset, duration, name in sorted(events)]


def _write_json(path: Path, content: object) -> None:
    write_whole(path, (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode(), is_lasting=False)


def _write_rows(path: Path, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    # A tab or an end of line within a name would be another cell.
    lines = ("\t".join(" ".join(cell.split()) or _MISSING for cell in row) for row in (columns, *rows))
    write_whole(path, ("\n".join(lines) + "\n").encode(errors="backslashreplace"), is_lasting=False)

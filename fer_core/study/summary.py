"""What a recording of a study comes to: how long its participant's face showed what, in all and in each interval."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.errors import EmolensError
from fer_core.recording.edits import Edits, tidy_name
from fer_core.recording.tracks import FaceTrack, apply_merges, tracks_of
from fer_core.rows.columns import Kind, Value
from fer_core.study.face_rows import read_recorded_faces
from fer_core.study.intervals import intervals_of

NAME: Final = "name"
LONGEST: Final = "longest"

SHARES: Final = tuple(f"share_{label}" for label in LABELS)
"""Which share of the seconds seen the face was called what; they sum to 1."""

MEANS: Final = tuple(f"mean_{emotion}" for emotion in EMOTIONS)
"""Mean probabilities over the seconds seen; they sum to 1."""

MEASURES: Final = ("seen_share", *SHARES, *MEANS)
"""What is averaged over participants, all from 0 to 1."""

SUMMARY_KINDS: Final[dict[str, Kind]] = {
    "participant": str, "stimulus": str, "recording": str, "interval": str, "interval_number": int,
    "start_s": float, "stop_s": float, "seen_s": float, "face": int, "face_chosen": str, "faces": int,
    **dict.fromkeys(MEASURES, float), "problem": str,
}  # fmt: skip
"""Columns of ``recordings``; a row is a whole recording, whose interval is empty, or one interval of it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A recording, or one of its intervals, from ``start_s`` to ``stop_s``.

    ``measures`` has what is in ``MEASURES``; it is empty where the participant's face was not seen, ``seen_s`` seconds
    are then 0. ``chosen`` says how that face was found: by its ``name``, or as the one seen ``longest``. Of a recording
    that was not ``is_read`` only the ``problem`` is known.
    """

    participant: str
    stimulus: str
    recording: str
    interval: str = ""
    number: int = 0
    start_s: float = 0.0
    stop_s: float = 0.0
    seen_s: float = 0.0
    face_id: int | None = None
    chosen: str = ""
    faces: int = 0
    measures: Mapping[str, float] = field(default_factory=dict)
    problem: str = ""
    is_read: bool = True

    def row(self) -> dict[str, Value]:
        """Return it under the names of ``SUMMARY_KINDS``."""
        times = (round(seconds, 3) if self.is_read else None for seconds in (self.start_s, self.stop_s, self.seen_s))
        values = (
            self.participant, self.stimulus, self.recording, self.interval, self.number or None, *times,
            self.face_id, self.chosen, self.faces if self.is_read else None,
            *(round(self.measures[name], 6) if name in self.measures else None for name in MEASURES),
            self.problem,
        )  # fmt: skip
        return dict(zip(SUMMARY_KINDS, values, strict=True))


@dataclass(frozen=True, slots=True)
class Task:
    """A recording to be summarised: whose, with what, what the study calls it, and where every machine finds it."""

    participant: str
    stimulus: str
    recording: str
    path: str


def summarize(task: Task) -> tuple[Summary, ...]:
    """Return the whole recording and then its intervals; of one that cannot be read, a row that says why."""
    whole = Summary(task.participant, task.stimulus, task.recording)
    try:
        faces = read_recorded_faces(Path(task.path))
    except EmolensError as error:
        return (replace(whole, problem=str(error), is_read=False),)
    tracks = tracks_of(apply_merges(faces.table, faces.edits), fps=faces.fps)
    track, chosen, remark = participants_face(tracks, faces.edits, task.participant)
    whole = replace(whole, face_id=track.face_id if track else None, chosen=chosen, faces=len(tracks))
    intervals, alone = intervals_of(faces.edits.markers)
    remarks = [faces.problem, remark, *(f"Marker {each.name!r} at {each.time_s:g} s has no partner." for each in alone)]
    problem = " ".join(each for each in remarks if each)
    return (
        replace(_stretch(whole, track, 0.0, faces.duration_s), problem=problem),
        *(
            replace(_stretch(whole, track, each.start_s, each.stop_s), interval=each.name, number=each.number)
            for each in intervals
        ),
    )


def participants_face(tracks: Sequence[FaceTrack], edits: Edits, participant: str) -> tuple[FaceTrack | None, str, str]:
    """Return the face that counts as the participant's, how it was chosen, and what there is to remark, mostly nothing.

    It is the one that a person has named as the participant, of several the one seen longest; else of all the one seen
    longest. ``tracks`` have that one first.
    """
    if not tracks:
        return None, "", "No face was seen."
    wanted = _plain(tidy_name(participant))
    named = [track for track in tracks if _plain(edits.names.get(track.face_id, "")) == wanted]
    if not named:
        return tracks[0], LONGEST, ""
    remark = f"{len(named)} faces have the participant's name; the one seen longest counts." if len(named) > 1 else ""
    return named[0], NAME, remark


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _stretch(whole: Summary, track: FaceTrack | None, start_s: float, stop_s: float) -> Summary:
    """Return what a face showed in a stretch; each row counts for the part of its time that lies within."""
    stretch = replace(whole, start_s=start_s, stop_s=stop_s)
    if track is None or stop_s <= start_s:
        return stretch
    times_s = track.table.times_s
    ends_s = np.minimum(times_s + track.weights_s, stop_s)
    weights_s = np.clip(ends_s - np.maximum(times_s, start_s), 0.0, None)
    seen_s = float(weights_s.sum())
    if seen_s == 0:
        return stretch
    shares = np.bincount(track.table.labels, weights=weights_s, minlength=len(LABELS)) / seen_s
    means = weights_s @ track.table.probabilities.astype(np.float64) / seen_s
    values = (min(seen_s / (stop_s - start_s), 1.0), *shares.tolist(), *means.tolist())
    return replace(stretch, seen_s=seen_s, measures=dict(zip(MEASURES, values, strict=True)))

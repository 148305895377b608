"""The faces of one recording of a study, from the recording's folder or from a table of ``emolens-predict``."""

import csv
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import numpy as np

from fer_core.emotions import EMOTIONS, LABELS
from fer_core.errors import DataError, reason_of
from fer_core.recording.edits import Edits
from fer_core.recording.face_table import FaceTable, are_sound, read_table
from fer_core.recording.info import FRAMES_CSV, SESSION_JSON, VIDEO_MP4
from fer_core.recording.reader import read_faces
from fer_core.rows.columns import FACE_CONFIDENCE, MOMENT, RECOGNISED
from fer_core.rows.formats import format_of

_NUMBERS: Final = ("frame", "time_s", "face", "x", "y", "w", "h", "agreement", *EMOTIONS)
_BATCH: Final = 4096
_USUAL_FPS: Final = 30.0
_MOST_ERRORS: Final = 3
"""``emolens-predict`` writes one for a video."""


@dataclass(frozen=True, slots=True, eq=False)
class RecordedFaces:
    """Faces with what a person has added; ``fps`` are the video's pictures a second, ``problem`` says what is lost."""

    table: FaceTable
    edits: Edits
    fps: float
    duration_s: float
    problem: str = ""


def read_recorded_faces(path: Path) -> RecordedFaces:
    """Read a recording, a headless run's folder, or a table of one video in any format.

    Raises DataError where there is none, or it is no use.
    """
    try:
        return _read(path)
    except OSError as error:
        raise DataError("{path} cannot be read ({reason}).", path=path, reason=reason_of(error)) from error


def refuse_other_kinds(path: Path) -> None:
    """Raise DataError for what can be no recording: the video itself, a table of pictures.

    Of a table no more is looked at than its first row.
    """
    if path.is_dir():
        if not any((path / name).exists() for name in (SESSION_JSON, VIDEO_MP4, FRAMES_CSV)):
            raise DataError("{path} is neither a recording nor a headless run.", path=path)
    elif not path.is_file() or path.suffix.lower() not in _READERS:
        raise DataError(
            "{path} is neither a recording nor a table in one of {endings}. Of a video, give the table that "
            "emolens-predict makes of it.",
            path=path,
            endings=", ".join(_READERS),
        )
    elif _is_of_pictures(path):
        raise DataError(
            "{path} is a table of pictures, which have no times. Give a recording, or the table that emolens-predict "
            "makes of one video.",
            path=path,
        )


def _is_of_pictures(path: Path) -> bool:
    """Tell whether a table has faces without their moments; of one that cannot be read nobody knows."""
    try:
        first = next(_READERS[path.suffix.lower()](path), {})
        return "label" in first and MOMENT.keys().isdisjoint(first)
    except Exception:  # readers of Parquet raise their own
        return False


def _read(path: Path) -> RecordedFaces:
    if not path.exists():
        raise DataError("{path} is not there. Was it moved, or its drive unplugged?", path=path)
    refuse_other_kinds(path)
    if not path.is_dir():
        return _alone(*_read_rows(path))
    if not any((path / name).exists() for name in (SESSION_JSON, VIDEO_MP4)):
        table, damage = read_table(path / FRAMES_CSV)
        return _alone(table, str(damage) if damage else "")
    info, table, damage = read_faces(path)
    newest_s = float(table.times_s[-1]) if len(table) else 0.0
    problems = [str(damage)] if damage else []
    if not info.is_finished:
        problems.append("The recording was cut off, or still runs: it counts until its last face.")
    return RecordedFaces(table, info.edits, info.fps, info.duration_s or newest_s, " ".join(problems))


def _alone(table: FaceTable, problem: str = "") -> RecordedFaces:
    """Return faces of which only a table is known."""
    fps = _fps_of(table)
    duration_s = float(table.times_s.max()) + 1 / fps if len(table) else 0.0
    return RecordedFaces(table, Edits(), fps, duration_s, problem)


def _read_rows(path: Path) -> tuple[FaceTable, str]:
    """Return the faces of a table, and what it says is missing of its video, mostly nothing."""
    format_of(path)
    batches, videos, errors = [np.empty((0, len(_NUMBERS) + 3))], set(), []
    try:
        rows = _READERS[path.suffix.lower()](path)
        while some := list(islice(rows, _BATCH)):
            videos |= {row["path"] for row in some}
            errors += [str(row["error"]) for row in some if row["error"]]
            batches.append(np.array([_values(row) for row in some if not row["error"]]).reshape(-1, len(_NUMBERS) + 3))
    except OSError:
        raise
    except Exception as error:  # readers of Parquet raise their own
        raise DataError(
            "{path} is no table of faces in a video, as emolens-predict writes it, or is damaged.", path=path
        ) from error
    if len(videos) != 1:
        raise DataError("{path} holds {count} files; a recording is a table of one.", path=path, count=len(videos))
    values = np.concatenate(batches)
    values = values[np.argsort(values[:, 1], kind="stable")]
    whole = values[:, :8].astype(np.int64)
    table = FaceTable(
        frames=whole[:, 1], times_s=values[:, 2], face_ids=whole[:, 3], boxes_xywh=whole[:, 4:8], labels=whole[:, 0],
        agreement=values[:, 8].astype(np.float32), probabilities=values[:, 9:-2].astype(np.float32),
        face_confidence=values[:, -2].astype(np.float32), recognised=values[:, -1] == 1,
    )  # fmt: skip
    return table, "; ".join(errors[:_MOST_ERRORS])


def _values(row: Mapping[str, Any]) -> tuple[float, ...]:
    values = [float(LABELS.index(row["label"])), *(float(row[name]) for name in _NUMBERS)]
    # Whatever else a table claims, these numbers are counted with.
    if not are_sound(values):
        raise ValueError("a row without its numbers")
    # Tables of earlier versions lack these.
    later = (math.nan if row.get(name) in (None, "") else float(row[name]) for name in (FACE_CONFIDENCE, RECOGNISED))
    return (*values, *later)


def _fps_of(table: FaceTable) -> float:
    """Return the pictures a second of which a table knows the numbers and times."""
    frames, times_s = int(table.frames.max(initial=0)), float(table.times_s.max(initial=0.0))
    return frames / times_s if frames and times_s > 0 else _USUAL_FPS


def _read_csv(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        yield from csv.DictReader(file)


def _read_json_lines(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8", errors="replace") as file:
        yield from map(json.loads, file)


def _read_parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    import pyarrow.parquet as pq  # noqa: PLC0415  (an extra)

    with path.open("rb") as file:
        for batch in pq.ParquetFile(file).iter_batches(_BATCH):
            yield from batch.to_pylist()


_READERS: Final = {".csv": _read_csv, ".jsonl": _read_json_lines, ".parquet": _read_parquet}
"""The formats of tables that can be read again."""

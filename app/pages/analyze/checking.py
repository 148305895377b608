"""What is read from the database, with every value checked: the file may have been changed, or damaged, by others.

A row with a value that Emolens never writes is shown as damaged; the others count.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeGuard, cast

from app.pages.analyze.messages import Item, ItemState, ResultRow
from fer_core.emotions import EMOTIONS, LABELS, Label
from fer_core.networks.manifest import FACE_SIZE
from fer_core.results import BoxXywh
from fer_core.rows.columns import VIDEO_KINDS, Value

DAMAGED: Final = "this result is damaged; analyse the file again"
"""The error of a result that cannot be read, as exports have it."""

_UNKNOWN: Final = Path("?")
_LONGEST_S: Final = 1e7
"""Seconds in four months, longer than any video."""


def path_of(kept: object) -> Path:
    """Return a path that the database has kept as bytes, or ``?`` where that is something else."""
    if not isinstance(kept, bytes) or not kept or b"\0" in kept:
        return _UNKNOWN
    return Path(os.fsdecode(kept))


def item_of(row: Sequence[object]) -> Item:
    """Return an item of the queue; one with a wrong value cannot be analysed, and counts as a file that is unreadable.

    ``row`` has the fields of ``Item`` in their order.
    """
    item_id, kept, is_video, is_folder, state, *counts = row
    path = path_of(kept)
    numbers = [count for count in counts if _is_count(count)]
    if path == _UNKNOWN or state not in tuple(ItemState) or len(numbers) < len(counts):
        return Item(_id_of(item_id), path, False, False, ItemState.DONE, 0, 0, problems=1)
    done, total, problems = numbers
    return Item(
        _id_of(item_id), path, bool(is_video), bool(is_folder), ItemState(cast("str", state)), done, total, problems
    )


def result_of(row: Sequence[object]) -> ResultRow:
    """Return a result, with the error ``DAMAGED`` where a value is wrong.

    ``row`` has id, path, is_video, face, label, error, frames, counts, first_s, last_s, best_s, crop,
    best_probabilities, members, the box and the seven probabilities.
    """
    item_id, kept, is_video, face, label, error, frames, counts, *moments, crop, kept_best, kept_votes = row[:14]
    box, probabilities = row[14:18], row[18:]
    number, path = _id_of(item_id), path_of(kept)
    if isinstance(error, str) and path != _UNKNOWN:
        return _without_face(number, path, error, is_video=bool(is_video))
    shares, best, votes = _shares_of(counts, frames), _best_of(kept_best), _votes_of(kept_votes)
    is_sound = (
        path != _UNKNOWN
        and error is None
        and _is_count(face)
        and _is_label(label)
        and all(_is_number(value, 1.0) for value in probabilities)
        and (crop is None or (isinstance(crop, bytes) and len(crop) == FACE_SIZE**2))
        and all(moment is None or _is_number(moment, _LONGEST_S) for moment in moments)
        and (all(side is None for side in box) or box_of(box) is not None)
        and shares is not None
        and best is not None
        and votes is not None
    )
    if not is_sound:
        return _without_face(number, path, DAMAGED, is_video=bool(is_video))
    first_s, last_s, best_s = cast("list[float | None]", moments)
    return ResultRow(
        id=number,
        path=path,
        is_video=bool(is_video),
        face=cast("int", face),
        label=cast("Label", label),
        probabilities=tuple(cast("list[float]", probabilities)),
        error=None,
        frames=cast("int | None", frames),
        shares=shares or (),
        first_s=first_s,
        last_s=last_s,
        best_s=best_s,
        crop=cast("bytes | None", crop),
        box_xywh=box_of(box),
        best_probabilities=best or None,
        members=votes or (),
    )


def exported(row: Sequence[object]) -> dict[str, Value]:
    """Return a row of the table of results, with the keys of ``VIDEO_KINDS``; a damaged one says only that it is."""
    kept, *values = row
    path = str(path_of(kept))
    named = dict(zip(VIDEO_KINDS, (path, *values), strict=True))
    for name, kind in VIDEO_KINDS.items():
        value = named[name]
        is_whole_share = kind is float and isinstance(value, int)
        if value is not None and not isinstance(value, kind) and not is_whole_share:
            return {**dict.fromkeys(VIDEO_KINDS), "path": path, "error": DAMAGED}
    return cast("dict[str, Value]", named)


def box_of(row: Sequence[object]) -> BoxXywh | None:
    """Return a box of four whole numbers, None where they are something else."""
    if len(row) != 4 or not all(isinstance(side, int) for side in row):
        return None
    return cast("BoxXywh", tuple(row))


def _without_face(number: int, path: Path, error: str, *, is_video: bool) -> ResultRow:
    return ResultRow(number, path, is_video, None, None, None, error, None, (), None, None, None, None, None, None, ())


def _votes_of(kept: object) -> tuple[tuple[str, tuple[float, ...]], ...] | None:
    """Return each network's probabilities by its name, nothing where none are kept, None for wrong values."""
    if kept is None:
        return ()
    read = _read(kept)
    if not isinstance(read, Mapping) or not all(map(_are_probabilities, read.values())):
        return None
    return tuple((str(name), tuple(votes)) for name, votes in read.items())


def _best_of(kept: object) -> tuple[float, ...] | None:
    """Return the seven probabilities of a best moment, nothing where none are kept, None for wrong values."""
    if kept is None:
        return ()
    read = _read(kept)
    return tuple(read) if _are_probabilities(read) else None


def _shares_of(counts: object, frames: object) -> tuple[tuple[Label, float], ...] | None:
    """Return in which share of the frames a face had each label, nothing for a picture, None for wrong values."""
    if counts is None and frames is None:
        return ()
    read = _read(counts)
    if not isinstance(read, Mapping) or not _is_count(frames) or not frames:
        return None
    if not all(_is_label(label) and _is_count(count) and count <= frames for label, count in read.items()):
        return None
    return tuple((cast("Label", label), count / frames) for label, count in read.items())


def _read(kept: object) -> Any:
    """Return what a text holds as JSON, None where it is no text or no JSON."""
    try:
        return json.loads(kept) if isinstance(kept, str) else None
    except (ValueError, RecursionError):
        return None


def _id_of(value: object) -> int:
    return value if isinstance(value, int) else 0


def _are_probabilities(values: object) -> TypeGuard[list[float]]:
    return isinstance(values, list) and len(values) == len(EMOTIONS) and all(_is_number(one, 1.0) for one in values)


def _is_label(value: object) -> TypeGuard[Label]:
    return value in LABELS


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and value >= 0


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, int | float) and 0 <= value <= most

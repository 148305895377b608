"""``study.json``: reading it, and changing it so that two programs at once lose nothing."""

import contextlib
import json
import math
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Final

from fer_core.errors import DataError, reason_of
from fer_core.rows.locks import open_locked, remove_locked
from fer_core.rows.writing import cannot_write, make_folder, make_private, write_whole
from fer_core.study.model import (
    MarkerKey,
    Participant,
    Presentation,
    Stimulus,
    Study,
    StudyRecording,
    sound_path,
    tidy_id,
)

FORMAT: Final = 1
STUDY_JSON: Final = "study.json"
LOCK: Final = ".study.lock"

_MOST_BYTES: Final = 64 * 2**20
"""A hundred thousand recordings take about a third of this."""
_WAIT_S: Final = 5.0
_ATTEMPT_S: Final = 0.02
_KNOWN: Final = ("format", "title", "participants", "stimuli", "recordings", "marker_keys")


class _Damage(ValueError):  # noqa: N818
    """What is wrong with the content of ``study.json``, in words for whoever mends it."""


def make_study(folder: Path, study: Study) -> None:
    """Begin a study in a folder, which is made where it is missing; raises DataError, also where one is there."""
    make_folder(folder)
    with _sole_writer(folder):
        if (folder / STUDY_JSON).exists():
            raise DataError("There is a study in {folder} already. Choose another folder.", folder=folder)
        _write(folder, study)


def change_study(folder: Path, change: Callable[[Study], Study]) -> Study:
    """Read a study, write what ``change`` makes of it, and return that; raises DataError.

    Nobody else can change it in between. Where nothing changes, nothing is written.
    """
    read_study(folder)  # leaves no lock where there is no study
    with _sole_writer(folder):
        before = read_study(folder)
        after = change(before)
        if after != before:
            _write(folder, after)
    return after


def read_study(folder: Path) -> Study:
    """Read ``study.json``; raises DataError where it is missing, damaged or of a later version."""
    path = folder / STUDY_JSON
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1)
        if len(text) > _MOST_BYTES:
            raise DataError("{path} is too large to be a study.", path=path)
        # Some editors begin a file with a byte order mark.
        content = json.loads(text.decode("utf-8-sig"))
        if _format(content) > FORMAT:
            raise DataError(
                "{path} was written by a newer Emolens (format {format}). Update this one.",
                path=path,
                format=content["format"],
            )
        return _from_json(content)
    except FileNotFoundError as error:
        raise DataError(
            "{folder} is no study: it has no {name}. Make one there, or choose another folder.",
            folder=folder,
            name=STUDY_JSON,
        ) from error
    except OSError as error:
        raise DataError("{path} cannot be read ({reason}).", path=path, reason=reason_of(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise DataError(
            "{path} is damaged ({reason}). Mend it with a text editor, or take it from a backup.",
            path=path,
            reason=_reason(error),
        ) from error


def locate(folder: Path, path: str) -> Path:
    """Return where something lies that a study names."""
    return folder / path


def _write(folder: Path, study: Study) -> None:
    content = {
        **study.extra,
        "format": FORMAT,
        "title": study.title,
        "participants": [_as_json(each) for each in study.participants],
        "stimuli": [_as_json(each) for each in study.stimuli],
        "recordings": [_as_json(each) for each in study.recordings],
        "marker_keys": [asdict(each) for each in study.keys],
    }
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    # Names of files may hold bytes that are no text.
    write_whole(folder / STUDY_JSON, text.encode(errors="backslashreplace"))
    # Who took part is nobody else's business.
    make_private(folder / STUDY_JSON)


def _as_json(entry: Participant | Stimulus | StudyRecording) -> dict[str, Any]:
    known = asdict(entry)
    extra = known.pop("extra")
    return {**extra, **{name: value for name, value in known.items() if value not in (None, "")}}


def _reason(error: Exception) -> str:
    match error:
        case _Damage():
            return str(error)
        case json.JSONDecodeError():
            return f"it is no JSON from line {error.lineno}, character {error.colno} on"
        case UnicodeDecodeError():
            return "it is no text in UTF-8"
        case KeyError():
            return f"{error.args[0]} is missing"
    return "it is not laid out as a study"


def _format(content: object) -> int:
    if not isinstance(content, dict):
        raise _Damage("it is not laid out as a study")
    if not isinstance(content["format"], int):
        raise _Damage("format is no whole number")
    return content["format"]


def _entries(content: Mapping[str, Any], name: str, default: tuple[()] | None = None) -> Sequence[Mapping[str, Any]]:
    entries = content[name] if default is None else content.get(name, default)
    if not isinstance(entries, list | tuple) or not all(isinstance(each, dict) for each in entries):
        raise _Damage(f"{name} is no list of entries in braces")
    return entries


def _from_json(content: Mapping[str, Any]) -> Study:
    participants = tuple(
        Participant(_id(each, "id"), _extra(each, Participant)) for each in _entries(content, "participants")
    )
    stimuli = tuple(
        Stimulus(_id(each, "id"), _path(_text(each, "video", "")), _extra(each, Stimulus))
        for each in _entries(content, "stimuli")
    )
    recordings = tuple(_recording(each) for each in _entries(content, "recordings"))
    keys = tuple(
        MarkerKey(_text(each, "key"), _id(each, "name"), bool(each.get("is_interval")))
        for each in _entries(content, "marker_keys", ())
    )
    study = Study(
        _text(content, "title", ""), participants, stimuli, recordings, keys,
        {name: value for name, value in content.items() if name not in _KNOWN},
    )  # fmt: skip
    _refuse_twins("participant", (each.id for each in participants))
    _refuse_twins("stimulus", (each.id for each in stimuli))
    if twice := [path for path, count in Counter(each.path for each in recordings).items() if count > 1]:
        raise _Damage(f"recording {twice[0]} is listed twice")
    named = {each.id for each in participants}, {each.id for each in stimuli}
    for each in recordings:
        if each.participant not in named[0] or each.stimulus not in named[1]:
            raise _Damage(f"recording {each.path} is of a participant or stimulus that is not listed")
    return study


def _recording(entry: Mapping[str, Any]) -> StudyRecording:
    measured = entry.get("presentation")
    presentation = None
    if measured is not None:
        numbers = {each.name: measured[each.name] for each in fields(Presentation) if each.name != "is_heard"}
        if not all(isinstance(number, int | float) and math.isfinite(number) for number in numbers.values()):
            raise _Damage("a presentation without its numbers")
        presentation = Presentation(**numbers, is_heard=bool(measured.get("is_heard")))
    return StudyRecording(
        _id(entry, "participant"), _id(entry, "stimulus"), _path(_text(entry, "path")),
        presentation, _extra(entry, StudyRecording),
    )  # fmt: skip


def _text(entry: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = entry[name] if default is None else entry.get(name, default)
    if not isinstance(value, str):
        raise _Damage(f"{name} is no text")
    return value


def _id(entry: Mapping[str, Any], name: str) -> str:
    try:
        return tidy_id(_text(entry, name))
    except DataError as error:
        raise _Damage(str(error)) from error


def _path(text: str) -> str:
    try:
        return sound_path(text)
    except DataError as error:
        raise _Damage(f"the path {text!r} leads out of the study: change this entry") from error


def _extra(entry: Mapping[str, Any], kind: type) -> dict[str, Any]:
    known = {each.name for each in fields(kind)}
    return {name: value for name, value in entry.items() if name not in known}


def _refuse_twins(what: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each.casefold() in seen:
            raise _Damage(f"two have the {what} id {each}")
        seen.add(each.casefold())


@contextlib.contextmanager
def _sole_writer(folder: Path) -> Iterator[None]:
    lock, until = folder / LOCK, time.monotonic() + _WAIT_S
    try:
        while (descriptor := open_locked(lock, is_private=True)) is None:
            if time.monotonic() > until:
                raise DataError("Another program is changing the study in {folder}. Try again.", folder=folder)
            time.sleep(_ATTEMPT_S)
    except OSError as error:
        raise cannot_write(lock, error) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            remove_locked(lock, descriptor)

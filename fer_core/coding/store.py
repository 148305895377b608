"""The codes of a recording on the disk: a file for each coder in its folder, so that nobody overwrites another."""

import contextlib
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from fer_core.coding.codes import CODED_LABELS, MOST_CODES, Code, CodedLabel, Codes, codes_of, tidy_coder
from fer_core.errors import DataError, reason_of
from fer_core.free_names import damaged_names, first_free
from fer_core.recording.info import CODES_PATTERN
from fer_core.rows.writing import make_private, write_whole

_FORMAT: Final = 1
_MOST_BYTES: Final = 32 * 2**20
_MOST_FILES: Final = 1000
"""Files that are read, at most."""


def codes_path(folder: Path, coder: str) -> Path:
    """Return a coder's file; names that differ only in upper and lower case are one coder's."""
    key = coder.casefold()
    # The checksum tells apart names whose other characters no file system need know.
    readable = "".join(character if character.isascii() and character.isalnum() else "-" for character in key)[:20]
    return folder / CODES_PATTERN.replace("*", f"{readable}-{hashlib.sha256(key.encode()).hexdigest()[:8]}")


def write_codes(folder: Path, codes: Codes) -> None:
    """Write a coder's codes so that the file is never half of it.

    Raises DataError, also where codes are there that cannot be read, rather than replacing them.
    """
    content = {
        "format": _FORMAT,
        "coder": codes.coder,
        "codes": [
            {"face_id": code.face_id, "start_s": code.start_s, "end_s": code.end_s, "label": code.label}
            for code in codes.codes
        ],
    }
    path = codes_path(folder, codes.coder)
    _keep_unreadable(path)
    write_whole(path, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode(errors="backslashreplace"))
    make_private(path)


def read_codes(folder: Path) -> tuple[tuple[Codes, ...], tuple[DataError, ...]]:
    """Return the codes of all coders, by name, and what is wrong with some; a damaged file is kept aside."""
    found: dict[str, Codes] = {}
    problems = []
    files = (path for path in folder.glob(CODES_PATTERN) if ".damaged-" not in path.name and path.is_file())
    for path in sorted(files)[:_MOST_FILES]:
        try:
            codes = _read(path)
            # A copy, such as synchronising leaves, stands only where the file itself is missing.
            if path == codes_path(folder, codes.coder) or codes.coder.casefold() not in found:
                found[codes.coder.casefold()] = codes
        except _DamagedError:
            problems.append(_set_aside(path))
        except DataError as error:
            problems.append(error)
    return tuple(sorted(found.values(), key=lambda codes: codes.coder.casefold())), tuple(problems)


class _DamagedError(DataError):
    """A file of codes is no use."""


def _read(path: Path) -> Codes:
    try:
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES + 1)
        content: Any = json.loads(text.decode()) if len(text) <= _MOST_BYTES else None
        if int(content["format"]) > _FORMAT:
            raise DataError("{path} was written by a newer Emolens. Update this one.", path=path)
        return _from_json(content)
    except OSError as error:
        raise DataError("{path} cannot be read ({reason}).", path=path, reason=reason_of(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise _DamagedError("{path} is damaged.", path=path) from error


def _from_json(content: Mapping[str, Any]) -> Codes:
    coder = tidy_coder(str(content["coder"]))
    entries = content["codes"]
    if not coder or len(entries) > MOST_CODES:
        raise ValueError("no coder, or too many codes")
    codes = [
        Code.at(int(entry["face_id"]), float(entry["start_s"]), float(entry["end_s"]), _label(entry["label"]))
        for entry in entries
    ]
    if not all(code.is_possible for code in codes):
        raise ValueError("numbers out of their range")
    return codes_of(coder, codes)


def _label(word: object) -> CodedLabel:
    return CODED_LABELS[CODED_LABELS.index(word)]


def _keep_unreadable(path: Path) -> None:
    """Raise DataError where a file has codes that cannot be read; a damaged one is kept aside."""
    if path.exists():
        try:
            _read(path)
        except _DamagedError:
            _set_aside(path)
            if path.exists():
                raise


def _set_aside(path: Path) -> DataError:
    """Keep a damaged file under another name, so that none of the coder's next codes replace it."""
    # On a disk that is full or read-only it stays where it is, where nothing can be written either.
    with contextlib.suppress(OSError):
        kept = first_free(damaged_names(path), lambda name: _copy(path, name))
        path.unlink()
        return DataError(
            "{name} was damaged, so these codes are lost. The file is kept as {kept}.", name=path.name, kept=kept.name
        )
    return DataError("{name} is damaged, so these codes are lost.", name=path.name)


def _copy(path: Path, new: Path) -> None:
    with path.open("rb") as source, new.open("xb") as target:
        shutil.copyfileobj(source, target)

"""Codes from other files, before they are a recording's own."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from fer_core.coding.codes import LONGEST_CODER, MOST_CODES, Code, Codes, codes_of, parse_label, tidy_coder
from fer_core.errors import DataError, reason_of

MOST_BYTES: Final = 40 * 2**20
"""Larger files are refused; ``MOST_CODES`` codes for ELAN are 17 million bytes."""

MOST_CODERS: Final = 100
"""Coders in one file at most, each of whom gets a file in the recording's folder."""

_MILLISECOND: Final = 0.001
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """A code as a file has it: ``where`` says where in the file, times are in seconds, the rest is in its words."""

    where: str
    coder: str
    face: str
    start_s: float
    end_s: float
    word: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Codes by coder, and what is to be said of them."""

    codes: tuple[Codes, ...]
    remarks: tuple[DataError, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """The recording that codes are for: its faces' numbers, their names by number, and its length in seconds."""

    face_ids: Collection[int]
    names: Mapping[int, str]
    duration_s: float

    def face_of(self, word: str) -> int | None:
        """Return the face that a number or a name stands for, None where there is none or more than one."""
        word = word.strip()
        named = [face for face, name in self.names.items() if name.casefold() == word.casefold()]
        if len(named) == 1:
            return named[0]
        numbered = re.fullmatch(r"(?:face )?(\d{1,16})", word, re.ASCII | re.IGNORECASE)
        number = int(numbered[1]) if numbered else None
        return number if number in self.face_ids else None


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raises DataError where it cannot be read, or is larger than codes are."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DataError("{path} cannot be read ({reason}).", path=path, reason=reason_of(error)) from error
    if len(content) > MOST_BYTES:
        raise DataError("{path} is too large to be a file of codes.", path=path)
    return content


def take_in(path: Path, entries: Iterable[Entry], target: Target) -> Imported:
    """Fit entries to a recording; raises DataError where one is none, so that nothing is taken over by halves.

    Codes of faces that the recording does not have, and what lies behind its end, are left out, and that is said.
    """
    by_coder: dict[str, list[Code]] = {}
    coders: dict[str, str] = {}
    strangers, behind, end_s = set(), 0, round(target.duration_s, 3)
    face_of = cache(target.face_of)
    for number, entry in enumerate(entries):
        if number >= MOST_CODES:
            raise DataError("{path} has more than {most} codes; take a part of it.", path=path, most=MOST_CODES)
        if (face_id := face_of(entry.face)) is None:
            strangers.add(entry.face.strip()[:LONGEST_CODER])
            continue
        coder, code = _code_of(path, entry)
        behind += code.end_s > end_s + _MILLISECOND
        name = coders.setdefault(coder.casefold(), coder)
        if len(coders) > MOST_CODERS:
            raise DataError("{path} names more than {most} coders; take a part of it.", path=path, most=MOST_CODERS)
        by_coder.setdefault(name, []).append(replace(code, face_id=face_id, end_s=min(code.end_s, end_s)))
    found = (codes_of(coder, codes) for coder, codes in by_coder.items())
    codes = tuple(coded for coded in found if coded.codes)
    if not codes:
        raise DataError("{path} has no code of a face of this recording that lies within it.", path=path)
    remarks = []
    if strangers:
        some = ", ".join(sorted(strangers)[:_MOST_NAMED])
        remarks.append(DataError("Codes of faces that this recording does not have are left out: {faces}.", faces=some))
    if behind:
        remarks.append(DataError("Codes that end after the recording, and are cut off there: {count}.", count=behind))
    return Imported(codes, tuple(remarks))


def merge_in(there: Sequence[Codes], new: Codes) -> Codes | None:
    """Return codes under a name that no other coder has, None where the same codes are there already.

    A coder of that name with other codes is left alone: the new ones are by "name (2)", or the next number.
    """
    taken = {codes.coder.casefold(): codes for codes in there if codes.codes}
    number, name = 1, new.coder
    while (other := taken.get(name.casefold())) is not None:
        if other.codes == new.codes:
            return None
        number += 1
        ending = f" ({number})"
        name = new.coder[: LONGEST_CODER - len(ending)].strip() + ending
    return replace(new, coder=name)


def _code_of(path: Path, entry: Entry) -> tuple[str, Code]:
    """Return the coder and the code of an entry, for a face that is yet to be found; raises DataError."""
    coder, label = tidy_coder(entry.coder), parse_label(entry.word)
    if not coder:
        raise DataError("{path}, {where}: the coder's name is missing.", path=path, where=entry.where)
    if label is None:
        raise DataError(
            "{path}, {where}: {word!r} is none of the seven emotions, nor “unsure”. Name it otherwise in the file.",
            path=path,
            where=entry.where,
            word=entry.word[:LONGEST_CODER],
        )
    code = Code.at(0, entry.start_s, entry.end_s, label)
    if not code.is_possible:
        raise DataError(
            "{path}, {where}: a code begins before it ends, and not before 0; this one is from {start} to {end} s. "
            "Write its times in seconds, such as 12.5.",
            path=path,
            where=entry.where,
            start=f"{entry.start_s:g}",
            end=f"{entry.end_s:g}",
        )
    return coder, code

"""What one person has coded: which face showed which emotion from when to when."""

import unicodedata
from bisect import insort
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, Self

from fer_core.emotions import EMOTIONS, Emotion, parse_emotion

CodedLabel = Literal[Emotion, "unsure"]
"""What a person calls a face: an emotion, or that none can be told."""

CODED_LABELS: Final[tuple[CodedLabel, ...]] = (*EMOTIONS, "unsure")

LONGEST_CODER: Final = 40
"""Characters of a coder's name at most."""

MOST_CODES: Final = 50_000
"""Codes of one coder, or of one file, at most: one a second for half a day."""

LATEST_S: Final = 1e7
HIGHEST_ID: Final = 2**53


def tidy_coder(name: str) -> str:
    """Return a coder's name as it is kept: composed, on one line, of characters that can be seen, not too long."""
    seen = "".join(character if character.isprintable() else " " for character in unicodedata.normalize("NFC", name))
    return " ".join(seen.split())[:LONGEST_CODER].strip()


def parse_label(word: str) -> CodedLabel | None:
    """Return what a word of another program's codes stands for, None where it is none of the labels."""
    if word.strip().lower() in ("unsure", "uncertain"):
        return "unsure"
    return parse_emotion(word)


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A face showed ``label`` from ``start_s`` to ``end_s``, in seconds of the recording, to the millisecond."""

    face_id: int
    start_s: float
    end_s: float
    label: CodedLabel

    @classmethod
    def at(cls, face_id: int, start_s: float, end_s: float, label: CodedLabel) -> Self:
        """Return a code with its times rounded to the millisecond, as files keep them."""
        return cls(face_id, round(start_s, 3), round(end_s, 3), label)

    @property
    def is_possible(self) -> bool:
        """Whether it lasts, and no number is out of its range."""
        return 0 <= self.start_s < self.end_s <= LATEST_S and 0 <= self.face_id <= HIGHEST_ID


@dataclass(frozen=True, slots=True)
class Codes:
    """All codes of a coder for a recording, by face and time; those of one face do not overlap."""

    coder: str
    codes: tuple[Code, ...] = ()

    def with_code(self, code: Code) -> Self:
        """Return the same with one code more, in whose stretch what was coded for its face before gives way.

        Where it touches the same label, both are one. One that does not last, or is one too many, changes nothing.
        """
        if not code.is_possible or len(self.codes) >= MOST_CODES:
            return self
        kept = [piece for other in self.codes for piece in _beside(other, code)]
        same = [code, *(other for other in kept if _continue(other, code))]
        joined = replace(code, start_s=min(part.start_s for part in same), end_s=max(part.end_s for part in same))
        rest = [other for other in kept if not _continue(other, code)]
        insort(rest, joined)
        return replace(self, codes=tuple(rest))

    def with_faces(self, face_of: Callable[[int], int]) -> "Codes":
        """Return the same with the codes of faces that are one under that one's number."""
        moved = {face: face_of(face) for face in {code.face_id for code in self.codes}}
        if all(face == other for face, other in moved.items()):
            return self
        return codes_of(self.coder, (replace(code, face_id=moved[code.face_id]) for code in self.codes))


def codes_of(coder: str, codes: Iterable[Code]) -> Codes:
    """Return a coder's codes in order; where two of a face overlap, the one that began first stands."""
    kept: list[Code] = []
    for code in sorted(codes):
        follows = bool(kept) and kept[-1].face_id == code.face_id
        rest = replace(code, start_s=max(code.start_s, kept[-1].end_s)) if follows else code
        if rest.is_possible:
            kept.append(rest)
    return Codes(coder, tuple(kept))


def _beside(other: Code, code: Code) -> list[Code]:
    """Return what is left of a code where another one takes its stretch: nothing, a piece, or one at each side."""
    if other.face_id != code.face_id or other.end_s <= code.start_s or other.start_s >= code.end_s:
        return [other]
    pieces = (
        replace(other, end_s=min(other.end_s, code.start_s)),
        replace(other, start_s=max(other.start_s, code.end_s)),
    )
    return [piece for piece in pieces if piece.is_possible]


def _continue(other: Code, code: Code) -> bool:
    """Tell whether two codes are one that was coded in two goes."""
    touches = other.end_s == code.start_s or code.end_s == other.start_s
    return touches and (other.face_id, other.label) == (code.face_id, code.label)

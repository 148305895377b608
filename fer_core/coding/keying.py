"""Coding while a recording plays: each key holds from its moment on until the next one."""

from collections import deque
from dataclasses import dataclass
from typing import Final

from fer_core.coding.codes import Code, CodedLabel, Codes

_MOST_UNDONE: Final = 100
"""Keys that can be taken back, each of which keeps all the codes as they were."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A label that goes on: since when, and what the codes were before."""

    label: CodedLabel
    start_s: float
    before: Codes


class Keying:
    """One coder codes one face; ``codes`` are all of the coder's, as they are now.

    Times are those of pictures, in seconds; ``picture_s`` is how long one is shown, ``duration_s`` the recording's
    length.
    """

    def __init__(self, codes: Codes, face_id: int, *, picture_s: float, duration_s: float) -> None:
        self.codes = codes
        self.face_id = face_id
        self._picture_s = picture_s
        self._duration_s = duration_s
        self._held: _Held | None = None
        self._reached_s = 0.0
        self._earlier: deque[tuple[Codes, _Held | None]] = deque(maxlen=_MOST_UNDONE)

    @property
    def label(self) -> CodedLabel | None:
        """What holds at present."""
        return self._held.label if self._held else None

    @property
    def can_undo(self) -> bool:
        """Whether a key was pressed that can be taken back."""
        return bool(self._earlier)

    def press(self, label: CodedLabel, time_s: float) -> None:
        """Let a label hold from the picture at ``time_s`` on."""
        self._earlier.append((self.codes, self._held))
        self._held = _Held(label, time_s, self.codes)
        self.reach(time_s)

    def reach(self, time_s: float) -> None:
        """Note that the picture at ``time_s`` is shown, to which what holds goes on; before a jump, ``let_go``."""
        self._reached_s = time_s
        if (held := self._held) is not None:
            end_s = min(time_s + self._picture_s, self._duration_s)
            self.codes = held.before.with_code(Code.at(self.face_id, held.start_s, end_s, held.label))

    def undo(self) -> None:
        """Take the last key back: the codes are as before, and what held then goes on up to here."""
        if self._earlier:
            self.codes, self._held = self._earlier.pop()
            self.reach(self._reached_s)

    def let_go(self) -> None:
        """Let nothing hold until the next key."""
        self._held = None
        self._earlier = deque(((codes, None) for codes, _ in self._earlier), _MOST_UNDONE)


def with_coder(coded: tuple[Codes, ...], codes: Codes) -> tuple[Codes, ...]:
    """Return the codes of all coders with those of one instead of what that one had, by name."""
    others = without_coder(coded, codes.coder)
    return tuple(sorted((*others, codes), key=lambda each: each.coder.casefold()))


def without_coder(coded: tuple[Codes, ...], coder: str) -> tuple[Codes, ...]:
    """Return the codes of all coders but one, by a name in upper or lower case."""
    return tuple(codes for codes in coded if codes.coder.casefold() != coder.casefold())


def codes_by(coded: tuple[Codes, ...], coder: str) -> Codes:
    """Return what a coder has coded, by a name in upper or lower case; nothing yet under a new one."""
    return next((codes for codes in coded if codes.coder.casefold() == coder.casefold()), Codes(coder))

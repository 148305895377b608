"""One of the user's settings: what it may be, and how the page of settings shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from fer_core.errors import EmolensError

T = TypeVar("T", bool, int, float, str)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One setting: where it is kept, its default, and how the dialog shows it.

    ``group``, ``label``, ``hint``, ``unit`` and the names in ``choices`` (value, name) are in English and translated in
    the context "Settings". A number lies within ``minimum`` and ``maximum``; ``unit`` is written after it. A setting
    without a label is kept without being in the dialog. A folder is a path from the root on, or empty, and
    ``check`` returns what is wrong with one. What ``needs_restart`` holds from the next start on. ``only_with`` is
    another setting and the value of it with which this one counts.
    """

    key: str
    default: T
    group: str = ""
    label: str = ""
    hint: str = ""
    choices: tuple[tuple[T, str], ...] = ()
    minimum: float = 0.0
    maximum: float = 1.0
    step: float = 1.0
    unit: str = ""
    is_folder: bool = False
    only_with: "tuple[Setting[Any], object] | None" = None
    needs_restart: bool = False
    check: Callable[[Path], EmolensError | None] | None = None

    def accepts(self, value: object) -> bool:
        """Return whether ``value`` has the type of the default and is one of the choices or within the limits."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return any(value == choice for choice, _ in self.choices)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.minimum <= value <= self.maximum
        return not self.is_folder or not value or Path(str(value)).is_absolute()

"""What the program knows about a format of tables, and what a writer of one does."""

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from fer_core.rows.columns import Kind, Value


class TableWriter(Protocol):
    """A table in the making; both methods raise OSError."""

    def write(self, row: Mapping[str, Value]) -> None:
        """Append one row, whose values are in the order of the columns; it may be held back until ``close``."""
        ...

    def close(self) -> None:
        """Finish the file; where that leaves nothing that can be read, it leaves nothing at all."""
        ...


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One entry of ``FORMATS``.

    ``start`` begins a file where there is none: it is given the path, the columns and the types of those whose type is
    known, and raises OSError. ``package`` is the module that the format needs, if any, and ``extra`` the extra of
    Emolens that brings it.
    """

    start: Callable[[Path, Sequence[str], Mapping[str, Kind]], TableWriter]
    package: str = ""
    extra: str = ""

    @property
    def is_available(self) -> bool:
        """Whether what the format needs is installed."""
        return not self.package or importlib.util.find_spec(self.package) is not None

"""The progress bar of the command lines: rate and time left, on stderr."""

import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final

from tqdm import tqdm

_WITH_TOTAL: Final = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}, {rate_noinv_fmt}{postfix}]"
_WITHOUT_TOTAL: Final = "{desc}{n_fmt}{unit} [{elapsed}, {rate_noinv_fmt}{postfix}]"
"""What tqdm draws by itself, but always so many a second, never seconds each."""


def progress(
    items: Iterable[Any] | None = None, *, total: int | None, unit: str, description: str = "", delay_s: float = 0.0
) -> "tqdm[Any]":
    """Return a bar over ``items``, or one that is advanced by hand; drawn seldom where stderr is no terminal.

    What is done within ``delay_s`` shows no bar.
    """
    return tqdm(
        items,
        desc=description or None,
        total=total,
        unit=unit,
        delay=delay_s,
        bar_format=_WITH_TOTAL if total else _WITHOUT_TOTAL,
        file=_Terminal(),
        mininterval=0.2 if sys.stderr.isatty() else 5.0,
        dynamic_ncols=True,
    )


class _Terminal:
    """Standard error, whose end, when its terminal is closed, does not end the work."""

    @property
    def encoding(self) -> str:
        """The code of its characters."""
        return sys.stderr.encoding

    def write(self, text: str) -> None:
        """Show a piece of the bar, if there is still somebody to see it."""
        with suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Bring it to the terminal."""
        with suppress(OSError):
            sys.stderr.flush()

    def isatty(self) -> bool:
        """Tell whether it is a terminal."""
        return sys.stderr.isatty()

    def fileno(self) -> int:
        """Return the descriptor, which tells how wide the terminal is."""
        return sys.stderr.fileno()

"""The progress bar of the command lines: rate and time left, on stderr."""

import sys
from collections.abc import Iterable
from typing import Any, Final

from tqdm import tqdm

_WITH_TOTAL: Final = "{l_bar}{bar}| {n_fmt}/{total_fmt} [{elapsed}<{remaining}, {rate_noinv_fmt}{postfix}]"
_WITHOUT_TOTAL: Final = "{desc}{n_fmt}{unit} [{elapsed}, {rate_noinv_fmt}{postfix}]"
"""What tqdm draws by itself, but always so many a second, never seconds each."""


def progress(items: Iterable[Any] | None = None, *, total: int | None, unit: str) -> "tqdm[Any]":
    """Return a bar over ``items``, or one that is advanced by hand; drawn seldom where stderr is no terminal."""
    return tqdm(
        items,
        total=total,
        unit=unit,
        bar_format=_WITH_TOTAL if total else _WITHOUT_TOTAL,
        file=sys.stderr,
        mininterval=0.2 if sys.stderr.isatty() else 5.0,
        dynamic_ncols=True,
    )

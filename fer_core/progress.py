"""The progress bar of the command lines: rate and time left, on stderr."""

import sys
from collections.abc import Iterable
from typing import Any

from tqdm import tqdm


def progress(items: Iterable[Any] | None = None, *, total: int | None, unit: str) -> "tqdm[Any]":
    """Return a bar over ``items``, or one that is advanced by hand; drawn seldom where stderr is no terminal."""
    return tqdm(
        items,
        total=total,
        unit=unit,
        file=sys.stderr,
        mininterval=0.2 if sys.stderr.isatty() else 5.0,
        dynamic_ncols=True,
    )

"""Names that nobody has yet, taken so that nobody else can have them."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path


def first_free(paths: Iterable[Path], take: Callable[[Path], object]) -> Path:
    """Return the first of ``paths`` that ``take`` could have.

    ``take`` makes the file or folder, and raises FileExistsError where there is one; it may raise any other OSError.
    Raises ValueError where the paths end before one that is free.
    """
    for path in paths:
        try:
            take(path)
        except FileExistsError:
            continue
        return path
    raise ValueError("no free name among those given")


def numbered(parent: Path, name: str) -> Iterator[Path]:
    """Yield the path of a folder in ``parent``, then those with ``-2``, ``-3`` and so on behind ``name``, endlessly."""
    yield parent / name
    for number in itertools.count(2):
        yield parent / f"{name}-{number}"


def damaged_names(path: Path) -> Iterator[Path]:
    """Yield a damaged file's other names, ``name.damaged-1.suffix``, ``name.damaged-2.suffix``, endlessly."""
    for number in itertools.count(1):
        yield path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")

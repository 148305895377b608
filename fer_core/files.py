"""The pictures that a command line names: finding them, reading them, naming their copies."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.pictures import IMAGE_SUFFIXES, MAX_FILE_BYTES, read_picture

_COLOUR_SUFFIXES: Final = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".ppm", ".tif", ".tiff", ".webp"})


def find_pictures(paths: Iterable[Path], *, leave_out: Path | None = None) -> list[Path]:
    """Return every file named in ``paths`` and the pictures in its folders and theirs, by name within each folder.

    Pictures are told by their suffix; hidden files and folders are passed over, and so is the folder ``leave_out``.
    Linked folders are followed, each only once. A folder that cannot be listed is in the list itself, so that it is
    reported. Nothing is listed twice. Raises DataError where a folder holds no picture at all.
    """
    found: dict[str, Path] = {}
    avoid = None if leave_out is None else os.path.realpath(leave_out)
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path, avoid))
            if not inside:
                raise DataError(f"The folder {path} holds no pictures ({', '.join(sorted(IMAGE_SUFFIXES))}).")
        else:
            inside = [path]
        found.update({os.path.abspath(file): file for file in inside if os.path.abspath(file) not in found})
    return list(found.values())


def read_or_explain(path: Path) -> NDArray[np.uint8]:
    """Return a picture as BGR uint8 (height, width, 3); raises DataError, with the bare reason, where it cannot."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DataError("the folder cannot be listed")
        if not stat.S_ISREG(status.st_mode):
            raise DataError("not a regular file")
        if status.st_size == 0:
            raise DataError("the file is empty")
        if status.st_size > MAX_FILE_BYTES:
            raise DataError(f"larger than {MAX_FILE_BYTES // 2**20} MiB")
        with path.open("rb"):
            image = read_picture(path)
    except FileNotFoundError as error:
        raise DataError("there is no such file, or it is a broken link") from error
    except OSError as error:
        raise DataError(f"cannot be opened: {error.strerror}") from error
    except MemoryError as error:
        raise DataError("too large for this computer's memory") from error
    if image is None:
        raise DataError("not a picture that can be read: another format, damaged, cut off or too large")
    return image


def mirror(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return, for each file, where its copy goes in ``folder``, keeping the files' places relative to each other.

    Copies of formats without colour become PNG. Raises DataError where a copy would replace anything that exists.
    """
    absolute = [Path(os.path.abspath(file)) for file in files]
    try:
        top = Path(os.path.commonpath([file.parent for file in absolute]))
    except ValueError as error:
        raise DataError("Annotated copies need all pictures on one drive; run the command once for each.") from error
    copies: list[Path] = []
    taken: set[Path] = set()
    for file in absolute:
        copy = folder / file.relative_to(top)
        if copy.suffix.lower() not in _COLOUR_SUFFIXES or copy in taken:
            copy = copy.with_name(f"{copy.name}.png")
        if copy.exists() or copy in taken:
            raise DataError(f"{copy} exists already; choose an empty folder for the annotated copies.")
        taken.add(copy)
        copies.append(copy)
    return copies


def _walk(top: Path, avoid: str | None) -> Iterator[Path]:
    root = Path(os.path.realpath(top))
    # A link to a folder above is a loop as well.
    seen = {str(root), *map(str, root.parents)}
    unlisted: list[Path] = []
    for folder, subfolders, names in os.walk(
        top, followlinks=True, onerror=lambda error: unlisted.append(Path(error.filename))
    ):
        fresh = []
        for name in sorted(subfolders):
            target = os.path.realpath(os.path.join(folder, name))
            if not name.startswith(".") and target not in seen and target != avoid:
                seen.add(target)
                fresh.append(name)
        subfolders[:] = fresh
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in IMAGE_SUFFIXES:
                yield Path(folder, name)
    yield from unlisted

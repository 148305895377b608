"""The pictures and videos that somebody names: finding them, reading them, naming their copies."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError, reason_of
from fer_core.pictures import IMAGE_SUFFIXES, MAX_FILE_BYTES, read_picture
from fer_core.rows.writing import fitting_name

VIDEO_SUFFIXES: Final = frozenset({".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".webm", ".wmv"})
"""Suffixes, in lower case, of files that are taken for videos."""

TOO_LARGE: Final = "larger than {size} MiB"
CANNOT_BE_OPENED: Final = "cannot be opened: {reason}"

_COLOUR_SUFFIXES: Final = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".ppm", ".tif", ".tiff", ".webp"})


def is_video(path: Path) -> bool:
    """Tell by its suffix whether a file is taken for a video."""
    return path.suffix.lower() in VIDEO_SUFFIXES


def find_pictures(paths: Iterable[Path], *, leave_out: Path | None = None, videos: bool = False) -> list[Path]:
    """Return every file named in ``paths`` and the pictures in its folders and theirs, by name within each folder.

    Pictures, and with ``videos`` also videos, are told by their suffix; hidden files and folders are passed over, and
    so is the folder ``leave_out``. Linked folders are followed, each only once. A folder that cannot be listed is in
    the list itself, so that it is reported. Nothing is listed twice. Raises DataError where a folder holds none at all.
    """
    found: dict[str, Path] = {}
    avoid = None if leave_out is None else os.path.realpath(leave_out)
    suffixes = IMAGE_SUFFIXES | VIDEO_SUFFIXES if videos else IMAGE_SUFFIXES
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path, avoid, suffixes))
            if not inside:
                endings = ", ".join(sorted(suffixes))
                if videos:
                    raise DataError(
                        "The folder {path} holds no pictures or videos ({endings}).", path=path, endings=endings
                    )
                raise DataError("The folder {path} holds no pictures ({endings}).", path=path, endings=endings)
        else:
            inside = [path]
        found.update({os.path.abspath(file): file for file in inside if os.path.abspath(file) not in found})
    return list(found.values())


def explain_unreadable(path: Path, *, max_bytes: int | None = None) -> None:
    """Raise DataError, with the bare reason, unless ``path`` is a file with content that may be read."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise DataError("the folder cannot be listed")
        if not stat.S_ISREG(status.st_mode):
            raise DataError("not a regular file")
        if status.st_size == 0:
            raise DataError("the file is empty")
        if max_bytes is not None and status.st_size > max_bytes:
            raise DataError(TOO_LARGE, size=max_bytes // 2**20)
        path.open("rb").close()
    except FileNotFoundError as error:
        raise DataError("there is no such file, or it is a broken link") from error
    except OSError as error:
        raise DataError(CANNOT_BE_OPENED, reason=reason_of(error)) from error


def read_or_explain(path: Path) -> NDArray[np.uint8]:
    """Return a picture as BGR uint8 (height, width, 3); raises DataError, with the bare reason, where it cannot."""
    explain_unreadable(path, max_bytes=MAX_FILE_BYTES)
    try:
        image = read_picture(path)
    except MemoryError as error:
        raise DataError("too large for this computer's memory") from error
    if image is None:
        raise DataError("not a picture that can be read: another format, damaged, cut off or too large")
    return image


def mirror(files: Sequence[Path], folder: Path, *, may_exist: bool = False) -> list[Path]:
    """Return, for each file, where its copy goes in ``folder``, keeping the files' places relative to each other.

    Copies of formats without colour become PNG, those of videos MP4. Raises DataError where a copy would replace
    anything that exists, unless it ``may_exist``, and where it would replace another copy.
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
        kept, other = (frozenset({".mp4"}), ".mp4") if is_video(file) else (_COLOUR_SUFFIXES, ".png")
        if copy.suffix.lower() not in kept or copy in taken:
            copy = copy.with_name(fitting_name(copy.name, other))
        if copy in taken or (not may_exist and copy.exists()):
            raise DataError("{copy} exists already; choose an empty folder for the annotated copies.", copy=copy)
        taken.add(copy)
        copies.append(copy)
    return copies


def _walk(top: Path, avoid: str | None, suffixes: frozenset[str]) -> Iterator[Path]:
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
            if not name.startswith(".") and os.path.splitext(name)[1].lower() in suffixes:
                yield Path(folder, name)
    yield from unlisted

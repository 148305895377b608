"""The pictures and videos that somebody names: finding them, reading them, naming their copies."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.kinds import FileKind, kind_of, pictures_in
from fer_core.pictures import IMAGE_SUFFIXES, MAX_FILE_BYTES, cannot_be_opened, decode_picture, reads_heic
from fer_core.rows.writing import fitting_name

VIDEO_SUFFIXES: Final = frozenset(
    {
        ".3g2", ".3gp", ".asf", ".avi", ".dv", ".flv", ".gif", ".m2ts", ".m2v", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg",
        ".mpg", ".mts", ".mxf", ".ogv", ".ts", ".vob", ".webm", ".wmv", ".wtv",
    }
)  # fmt: skip
"""Suffixes, in lower case, of files that are taken for videos even where their content is damaged."""

TOO_LARGE: Final = "larger than {size} MiB"

_NOT_ONLY_VIDEOS: Final = frozenset({".ts"})
"""What a folder has under these is mostly something else: programs in TypeScript, translations for Qt."""

_COLOUR_SUFFIXES: Final = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".ppm", ".tif", ".tiff", ".webp"})

_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Found:
    """The files to read, and what is to be said about others."""

    files: list[Path]
    remarks: tuple[DataError, ...] = ()


def is_video(path: Path) -> bool:
    """Tell by its content whether a file is a video; one with unknown content is what its suffix says."""
    kind = kind_of(path)
    return kind is FileKind.FILM or (kind is FileKind.OTHER and path.suffix.lower() in VIDEO_SUFFIXES)


def find_pictures(paths: Iterable[Path], *, leave_out: Path | None = None) -> Found:
    """Return every file named in ``paths`` and the pictures and videos in its folders and theirs, by name in each.

    They are told by their content; damaged ones, so that they are reported, by their suffix. Hidden files and folders
    are passed over, and so is the folder ``leave_out``. Linked folders are followed, each only once. A folder that
    cannot be listed is in the list itself, so that it is reported. Nothing is listed twice. Raises DataError where a
    folder holds none at all.
    """
    found: dict[str, Path] = {}
    heic: list[Path] = []
    others: list[Path] = []
    avoid = None if leave_out is None else os.path.realpath(leave_out)
    for path in paths:
        inside = [path]
        if path.is_dir():
            inside = []
            for file in _walk(path, avoid):
                place = heic if _is_heic_in_vain(file) else inside if file.is_dir() or is_readable(file) else others
                place.append(file)
            if not inside and not heic:
                raise DataError("The folder {path} holds no pictures or videos.", path=path)
        found.update({os.path.abspath(file): file for file in inside if os.path.abspath(file) not in found})
    files = list(found.values())
    several = [file for file in files if pictures_in(file) > 1]
    remarks = tuple(_remarks(heic, others, several))
    if heic and not files:
        raise remarks[0]
    return Found(files, remarks)


def is_readable(path: Path) -> bool:
    """Tell by its content, or where that is damaged by its suffix, whether a file is a picture or video."""
    suffixes = (IMAGE_SUFFIXES | VIDEO_SUFFIXES) - _NOT_ONLY_VIDEOS
    return kind_of(path) is not FileKind.OTHER or path.suffix.lower() in suffixes


def _is_heic_in_vain(file: Path) -> bool:
    return not reads_heic() and kind_of(file) is FileKind.HEIC


def _remarks(heic: Sequence[Path], others: Sequence[Path], several: Sequence[Path]) -> Iterator[DataError]:
    if heic:
        yield DataError(
            'HEIC pictures left out: {count}. Save them as JPEG, or install Emolens with its extra "heic".',
            count=len(heic),
        )
    if several:
        yield DataError(
            "Files of which only the first picture is read: {count} ({names}).",
            count=len(several),
            names=_some([file.name for file in several]),
        )
    if others:
        yield DataError(
            "Other files left out: {count} ({endings}).",
            count=len(others),
            endings=_some(sorted({file.suffix.lower() or file.name for file in others})),
        )


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")


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
        raise cannot_be_opened(error) from error


def read_or_explain(path: Path) -> NDArray[np.uint8]:
    """Return a picture as BGR uint8 (height, width, 3); raises DataError, with the bare reason, where it cannot."""
    explain_unreadable(path, max_bytes=MAX_FILE_BYTES)
    try:
        return decode_picture(path)
    except MemoryError as error:
        raise DataError("too large for this computer's memory") from error


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
            if not name.startswith("."):
                yield Path(folder, name)
    yield from unlisted

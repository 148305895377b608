"""Recorded frames as single pictures: a folder, or a numbered pattern such as ``img_%03d.png``."""

import logging
import re
import time
from pathlib import Path
from typing import Self

from fer_core.errors import SourceError, reason_of
from fer_core.kinds import FileKind, kind_of
from fer_core.pictures import IMAGE_SUFFIXES, read_picture
from fer_core.sources.base import Frame

log = logging.getLogger(__name__)

_COUNTER = re.compile(r"%0?(\d*)d")


class ImageSequenceSource:
    """Pictures played as the frames of a recording, 30 a second; unreadable ones are left out."""

    is_live = False
    fps = 30.0

    def __init__(self, files: list[Path], *, name: str) -> None:
        self.name = name
        self.frame_count: int | None = len(files)
        self.frames_missing = 0
        self._files = files
        self._index = 0

    def read(self) -> Frame | None:
        """Return the next readable picture, or None after the last."""
        while self._index < len(self._files):
            index, self._index = self._index, self._index + 1
            image = read_picture(self._files[index])
            if image is not None:
                return Frame(index, index / self.fps, time.perf_counter(), image)
            self.frames_missing += 1
            log.warning("%s is left out: it is not a picture that can be read", self._files[index])
        return None

    def close(self) -> None:
        """Nothing to free."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


def open_folder(folder: Path) -> ImageSequenceSource:
    """Open the pictures in ``folder``, in the order of their names; raises SourceError where there are none."""
    files = [path for path in _listing(folder) if not path.name.startswith(".") and _is_picture(path)]
    if not files:
        raise SourceError("The folder {folder} holds no pictures (its subfolders are not searched).", folder=folder)
    return ImageSequenceSource(files, name=folder.name)


def _is_picture(path: Path) -> bool:
    kind = kind_of(path)
    return kind in (FileKind.PICTURE, FileKind.HEIC) or (
        kind is FileKind.OTHER and path.suffix.lower() in IMAGE_SUFFIXES
    )


def is_pattern(path: Path) -> bool:
    """Tell whether a file name has a counter such as ``%03d``."""
    return _COUNTER.search(path.name) is not None


def is_missing_pattern(path: Path) -> bool:
    """Tell whether a path is a pattern, and not a file or folder that happens to be called like one."""
    return is_pattern(path) and not path.exists()


def open_pattern(pattern: Path) -> ImageSequenceSource:
    """Open the pictures that a numbered pattern names, by number; raises SourceError where there are none."""
    before, digits, after = re.split(_COUNTER, pattern.name, maxsplit=1)
    counter = re.compile(rf"{re.escape(before)}(\d{{{digits or 1},}}){re.escape(after)}")
    numbered = []
    if pattern.parent.is_dir():
        for path in _listing(pattern.parent):
            match = counter.fullmatch(path.name)
            if match:
                numbered.append((int(match[1]), path))
    if not numbered:
        raise SourceError("No pictures are named like {pattern}.", pattern=pattern)
    return ImageSequenceSource([path for _, path in sorted(numbered)], name=pattern.name)


def _listing(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(
            "The folder {folder} cannot be listed ({reason}).", folder=folder, reason=reason_of(error)
        ) from error

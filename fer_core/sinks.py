"""Where results go: rows as CSV, JSON lines or Parquet, and annotated video.

Every file grows beside its final name, as ``name.partial.suffix``, and takes that name when it is closed.
"""

import csv
import errno
import io
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError, reason_of
from fer_core.parquet import Kind, ParquetWriter, Value, require_pyarrow

__all__ = [
    "Kind",
    "RowFile",
    "Value",
    "VideoFile",
    "cannot_make_folder",
    "cannot_write",
    "check_suffix",
    "make_folder",
    "partial_path",
    "write_whole",
]

_MAX_SIDE = 8190
"""Longest side in pixels that MPEG-4 part 2 has room for (13 bits), made even."""


def partial_path(path: Path) -> Path:
    """Return the name under which ``path`` grows until it is finished."""
    return path.with_name(f"{path.stem}.partial{path.suffix}")


def check_suffix(path: Path) -> None:
    """Raise DataError unless ``path`` ends like a table that can be written here."""
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise DataError(
            "Results are written as .csv or .jsonl, or as .parquet; {path!r} is none of them.", path=str(path)
        )
    if suffix == _PARQUET:
        require_pyarrow()


class _RowWriter(Protocol):
    """One format of table; both methods raise OSError."""

    def write(self, row: Mapping[str, Value]) -> None: ...

    def close(self) -> None: ...


class RowFile:
    """A table written row by row to a ``.csv``, ``.jsonl`` or ``.parquet`` file.

    In the first two each row is on disk as soon as it is written; Parquet holds up to 4096 rows in memory, and can be
    read only once it is closed. Used as a context manager the file is complete if its block ends without an exception.
    ``keeps_incomplete`` tells whether the rows of an incomplete file are worth keeping.
    """

    def __init__(
        self, path: Path, columns: Sequence[str] | Mapping[str, Kind], *, keeps_incomplete: bool = True
    ) -> None:
        """Start the file; raises DataError where the suffix is none of these or the place cannot be written to.

        Parquet's columns have types: those that ``columns`` maps their names to, or else those of the first values.
        """
        check_suffix(path)
        if path.is_dir():
            raise DataError("{path} is a folder; choose the name of a file for the results.", path=path)
        self.path = path
        self.rows = 0
        self.kept: Path | None = None
        self._partial = partial_path(path)
        self._columns = tuple(columns)
        self._keeps_incomplete = keeps_incomplete
        self._broken = False
        self._closed = False
        suffix = path.suffix.lower()
        try:
            self._writer: _RowWriter
            if suffix == _PARQUET:
                kinds = columns if isinstance(columns, Mapping) else {}
                self._writer = ParquetWriter(self._partial, self._columns, kinds)
            else:
                self._writer = _TextWriter(self._partial, _ENCODERS[suffix])
                if suffix == ".csv":
                    self._writer.write({name: name for name in self._columns})
        except OSError as error:
            raise cannot_write(path, error) from error

    def write(self, row: Mapping[str, Value]) -> None:
        """Append one row; raises ValueError unless it has exactly the columns, DataError when the disk is full."""
        if row.keys() != set(self._columns):
            raise ValueError(f"expected columns {self._columns}, got {tuple(row)}")
        try:
            self._writer.write({name: row[name] for name in self._columns})
        except OSError as error:
            self._broken = True
            raise cannot_write(self._partial, error) from error
        self.rows += 1

    def close(self, *, complete: bool = True) -> None:
        """Finish the file; ``kept`` then says where its rows are, None if an incomplete one is not kept or has none.

        An incomplete file takes its final name only where it replaces nothing.
        """
        if self._closed:
            return
        self._closed = True
        try:
            self._writer.close()
            if not complete and not (self.rows and self._keeps_incomplete):
                self._partial.unlink(missing_ok=True)
            if not self._partial.exists():
                return
            self.kept = self._partial
            if not self._broken and (complete or not self.path.exists()):
                self.kept = self._partial.replace(self.path)
        except OSError as error:
            if not self._broken:  # otherwise the failed row has been reported
                raise cannot_write(self.path, error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        self.close(complete=exc_type is None)


class _TextWriter:
    """Writes every row as text, at once."""

    def __init__(self, path: Path, encode: Callable[[Mapping[str, Value]], str]) -> None:
        self._encode = encode
        # Names of files may hold bytes that are no text, so "backslashreplace" keeps the file valid UTF-8.
        self._file = path.open("w", encoding="utf-8", errors="backslashreplace", newline="", buffering=1)

    def write(self, row: Mapping[str, Value]) -> None:
        self._file.write(self._encode(row))

    def close(self) -> None:
        self._file.close()


class VideoFile:
    """An mp4 video (MPEG-4 part 2), which becomes as large as its first picture; later ones are scaled to that.

    It plays 0.5 to 240 pictures a second, whatever is asked for.
    """

    def __init__(self, path: Path, *, fps: float) -> None:
        """Prepare the file, which appears with its first picture; raises ValueError unless ``fps`` is above 0."""
        if not fps > 0:
            raise ValueError(f"expected fps above 0, got {fps}")
        self.path = path
        self.frames = 0
        self._partial = partial_path(path)
        # MPEG-4 stores the rate as a fraction of 16-bit numbers, which more decimals overflow. At a tenth of a picture
        # a second the encoder aborts.
        self._fps = round(min(max(fps, 0.5), 240.0), 2)
        self._size_wh = (0, 0)
        self._writer: cv2.VideoWriter | None = None

    def write(self, image_bgr: NDArray[np.uint8]) -> None:
        """Append a picture, uint8 (height, width, 3); raises DataError where the file cannot be made."""
        if self._writer is None:
            self._writer = self._open(image_bgr)
        height, width = image_bgr.shape[:2]
        if (width, height) != self._size_wh:
            # The writer drops pictures of another size without a word.
            image_bgr = np.asarray(cv2.resize(image_bgr, self._size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        self._writer.write(image_bgr)
        self.frames += 1

    def close(self) -> Path | None:
        """Finish the file and return its path, None without a picture; raises DataError if it cannot be played."""
        if self._writer is None:
            return None
        self._writer.release()
        self._writer = None
        # A full disk is noticed only here: the writer reports nothing.
        check = cv2.VideoCapture(str(self._partial))
        playable = check.isOpened()
        check.release()
        if not playable:
            raise DataError("The video {path} could not be finished. Is the disk full?", path=self._partial)
        try:
            self._partial.replace(self.path)
        except OSError as error:
            raise cannot_write(self.path, error) from error
        return self.path

    def discard(self) -> None:
        """Leave nothing of a video that is not finished; does nothing to one that is."""
        if self._writer is not None:
            self._writer.release()
            self._writer = None
        self._partial.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _open(self, image_bgr: NDArray[np.uint8]) -> cv2.VideoWriter:
        height, width = image_bgr.shape[:2]
        reduction = max(1.0, max(width, height) / _MAX_SIDE)
        # The codec takes even sides of at least two pixels.
        self._size_wh = (max(2, round(width / reduction) // 2 * 2), max(2, round(height / reduction) // 2 * 2))
        try:
            str(self._partial).encode()
        except UnicodeEncodeError as error:  # OpenCV would crash
            raise DataError(
                "Cannot write {path!r}: its name is not valid text. Choose another.", path=str(self.path)
            ) from error
        writer = cv2.VideoWriter(str(self._partial), cv2.VideoWriter.fourcc(*"mp4v"), self._fps, self._size_wh)
        if not writer.isOpened():
            raise DataError(
                "Cannot write the video {path} ({width}×{height} pixels). "
                "Is the folder writable, and is there space on the disk?",
                path=self.path,
                width=width,
                height=height,
            )
        return writer


def write_whole(path: Path, content: bytes) -> None:
    """Write a small file so that its name never stands for half of it; raises DataError."""
    partial = partial_path(path)
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are missing; raises DataError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_make_folder(path, error) from error


def _csv_line(row: Mapping[str, Value]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(row.values())
    return line.getvalue()


def _json_line(row: Mapping[str, Value]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


_ENCODERS: Final[dict[str, Callable[[Mapping[str, Value]], str]]] = {".csv": _csv_line, ".jsonl": _json_line}
_PARQUET: Final = ".parquet"
_SUFFIXES: Final = (*_ENCODERS, _PARQUET)


def cannot_write(path: Path, error: OSError) -> DataError:
    """Return the error that says why a file cannot be written, and what to do about it."""
    reason = reason_of(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DataError(
            "Cannot write {path}: {reason}. Free some space, or choose another disk.", path=path, reason=reason
        )
    return DataError("Cannot write {path}: {reason}. Choose another place.", path=path, reason=reason)


def cannot_make_folder(path: Path, error: OSError) -> DataError:
    """Return the error that says why a folder cannot be made, and what to do about it."""
    return DataError(
        "Cannot make the folder {path}: {reason}. Choose another place.", path=path, reason=reason_of(error)
    )

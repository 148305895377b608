"""Writing so that a name never stands for half a file.

A file grows beside its final name, as ``name.partial.suffix``, and takes that name when it is finished.
"""

import errno
from pathlib import Path

from fer_core.errors import DataError, reason_of


def partial_path(path: Path) -> Path:
    """Return the name under which ``path`` grows until it is finished."""
    return path.with_name(f"{path.stem}.partial{path.suffix}")


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

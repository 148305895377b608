"""Writing so that a name never stands for half a file, and so that a power cut takes nothing that was finished.

A file grows under a name of its own beside its final one, which nobody else can have, is brought to the disk, and only
then takes its final name.
"""

import contextlib
import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fer_core.errors import DataError, reason_of

MAX_NAME_BYTES: Final = 255
"""Longest name that ext4, APFS, NTFS and most others take (``NAME_MAX``)."""


def partial_path(path: Path) -> Path:
    """Return the name under which ``path`` grows where others may look for it: ``name.partial.suffix``."""
    return path.with_name(fitting_name(path.stem, f".partial{path.suffix}"))


def working_path(path: Path) -> Path:
    """Return a hidden name beside ``path`` that no other file has, however long the name of ``path`` is."""
    return path.with_name(f".emolens-{secrets.token_hex(8)}.partial")


def behind_link(path: Path) -> Path:
    """Return the file that a symbolic link leads to, there or not yet, so that writing leaves the link as it is."""
    return path.resolve() if path.is_symlink() else path


def fitting_name(stem: str, ending: str) -> str:
    """Return ``stem + ending``; a stem that makes that too long for a file system loses its end to a checksum."""
    kept = os.fsencode(stem)
    room = MAX_NAME_BYTES - len(os.fsencode(ending))
    if len(kept) <= room:
        return stem + ending
    checksum = hashlib.sha256(kept).hexdigest()[:8]
    # The cut may go through a character.
    start = kept[: room - len(checksum) - 1].decode(errors="ignore")
    return f"{start}~{checksum}{ending}"


def write_whole(path: Path, content: bytes, *, is_lasting: bool = True) -> None:
    """Write a small file so that its name never stands for half of it; raises DataError.

    One that ``is_lasting`` is on the disk, safe from a power cut, when this returns, which takes some milliseconds.
    """
    path = behind_link(path)
    working = working_path(path)
    try:
        file = working.open("xb")
        with _removing(working):
            with file:
                file.write(content)
            put_in_place(working, path, is_lasting=is_lasting)
    except OSError as error:
        raise cannot_write(path, error) from error


def put_in_place(working: Path, path: Path, *, is_lasting: bool = True) -> None:
    """Give a file that is complete its final name, after bringing it to the disk; raises OSError.

    A file of that name is replaced; a device or a pipe is not.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise OSError(errno.EEXIST, "a device or a pipe has that name")
    if is_lasting:
        bring_to_disk(working)
    working.replace(path)
    if is_lasting:
        bring_to_disk(path.parent)


def bring_to_disk(path: Path) -> None:
    """Wait until what a file holds, or which names a folder has, is safe from a power cut; raises OSError.

    Systems that cannot do this for folders are not asked to.
    """
    if not path.is_dir():
        with path.open("r+b") as file:
            os.fsync(file.fileno())
    elif os.name == "posix":
        with contextlib.suppress(OSError):
            descriptor = os.open(path, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are missing; raises DataError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_make_folder(path, error) from error


def make_private(path: Path) -> None:
    """Let nobody but its owner look into a folder, or into a file; a device or a pipe stays as it is.

    Does nothing on Windows, where that is inherited.
    """
    if os.name == "posix" and (path.is_dir() or path.is_file()):
        # Some file systems know no owners.
        with contextlib.suppress(OSError):
            path.chmod(0o700 if path.is_dir() else 0o600)


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


@contextlib.contextmanager
def _removing(working: Path) -> Iterator[None]:
    """Leave nothing of a file that does not get its final name."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            working.unlink()
        raise

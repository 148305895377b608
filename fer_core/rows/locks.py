"""Files that one process at a time may write; the system itself frees what a process held that was killed."""

import contextlib
import errno
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCKED_BYTE = 2**40
"""Windows keeps others from a locked byte, even from reading it, so it is one that no file has."""


def open_locked(path: Path, *, is_private: bool = False) -> int | None:
    """Open a file for reading and writing, made where it is missing, and keep other processes from doing the same.

    Returns its descriptor, whose closing frees it; None where another process holds it, or just asks ``is_locked``. A
    file system without locks lets everybody have it. Only its owner can read a file that is made and ``is_private``.
    Raises OSError.
    """
    while True:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        descriptor = os.open(path, flags, 0o600 if is_private else 0o666)
        try:
            if not _lock(descriptor, is_shared=False):
                os.close(descriptor)
                return None
            # Whoever held it may have removed it in between; then this is a file without a name.
            if os.path.samestat(os.fstat(descriptor), os.stat(path)):
                return descriptor
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def is_locked(path: Path) -> bool:
    """Tell whether a process holds a file, be it this one; without a file or without locks nobody does."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        return not _lock(descriptor, is_shared=True)
    finally:
        os.close(descriptor)


def remove_locked(path: Path, descriptor: int) -> None:
    """Remove a file that is held, and free it; nobody can get hold of it in between. Raises OSError."""
    if os.name == "posix":
        try:
            path.unlink(missing_ok=True)
        finally:
            os.close(descriptor)
    else:
        # Windows removes no open file, nor one that another process has opened by now: then it is that one's.
        os.close(descriptor)
        with contextlib.suppress(PermissionError):
            path.unlink(missing_ok=True)


if sys.platform == "win32":

    def _lock(descriptor: int, *, is_shared: bool) -> bool:  # noqa: ARG001
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:  # others than these: no locks here
            return error.errno not in (errno.EACCES, errno.EDEADLK)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

else:

    def _lock(descriptor: int, *, is_shared: bool) -> bool:
        """Lock a file, or share it with others that only look; return False where another has locked it."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # no locks here
            return True
        return True

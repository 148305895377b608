"""Which of several processes with the same queue analyses it: the one that holds the lock file beside it."""

from pathlib import Path

from PySide6.QtCore import QLockFile

from fer_core.errors import DataError


def lock_of(path: Path) -> QLockFile:
    """Return the lock, not taken, for the database at ``path``."""
    lock = QLockFile(str(path.with_suffix(".lock")))
    # Only the end of the process that holds it makes it stale, however long that works.
    lock.setStaleLockTime(0)
    return lock


def claim(lock: QLockFile) -> None:
    """Keep other processes from analysing the same files; raises DataError where one does already."""
    if not lock.tryLock(0) and lock.error() is QLockFile.LockError.LockFailedError:
        raise DataError(
            "Another Emolens is analysing this queue. Wait until it has finished, or close it, then press Resume all."
        )


def check_unclaimed(path: Path) -> None:
    """Raise DataError, as ``claim`` does, where another process analyses what is in the database at ``path``."""
    lock = lock_of(path)
    # A lock that is free is not taken even for a moment, in which another process may want it.
    if Path(lock.fileName()).exists():
        claim(lock)
        lock.unlock()

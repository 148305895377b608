"""One process at a time in a folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from fer_core.errors import DataError
from fer_core.sinks import cannot_write


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Keep other processes out of an existing folder; one that is killed leaves it free.

    Raises DataError where another process is in it, or it cannot be written to.
    """
    with _locked(folder, timeout_s=0):
        yield


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Wait until no other process is at something short in an existing folder.

    Raises DataError where one has been for a minute, or the folder cannot be written to.
    """
    with _locked(folder, timeout_s=60):
        yield


@contextmanager
def _locked(folder: Path, *, timeout_s: float) -> Iterator[None]:
    path = folder / "run.lock"
    lock = FileLock(path)
    try:
        lock.acquire(timeout=timeout_s)
    except Timeout as error:
        raise DataError(f"Another process is training in {folder}: wait for it, or choose another --out.") from error
    except OSError as error:
        raise cannot_write(path, error) from error
    try:
        yield
    finally:
        lock.release()

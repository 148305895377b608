"""One process at a time in a run folder that is not made to be shared."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from fer_core.errors import DataError


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Keep other processes out of an existing folder; one that is killed leaves it free.

    Raises DataError where another process is in it.
    """
    lock = FileLock(folder / "run.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise DataError(f"Another process is training in {folder}: wait for it, or choose another --out.") from error
    try:
        yield
    finally:
        lock.release()

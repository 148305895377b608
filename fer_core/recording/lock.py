"""Who is recording into a folder: a lock that the system takes away with the process that has it."""

import contextlib
import time
from pathlib import Path
from typing import Final, Self

from fer_core.rows.locks import is_locked, open_locked, remove_locked

LOCK: Final = "recording.lock"
"""The file that a running recording keeps locked."""

_ATTEMPTS: Final = 50
_ATTEMPT_S: Final = 0.002


class RecordingLock:
    """Shows, as long as it is held, to this process and others that a recording is being made.

    Some network drives have no locks; there nothing shows it.
    """

    def __init__(self, folder: Path) -> None:
        """Take it; raises OSError where its file cannot be made."""
        self._path = folder / LOCK
        self._descriptor: int | None = None
        for _ in range(_ATTEMPTS):
            self._descriptor = open_locked(self._path, is_private=True)
            if self._descriptor is not None:
                break
            time.sleep(_ATTEMPT_S)  # somebody is looking whether it is held

    def release(self) -> None:
        """Give it up."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                remove_locked(self._path, descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.release()


def is_running(folder: Path) -> bool:
    """Tell whether this process or another one is recording into a folder."""
    return is_locked(folder / LOCK)

"""Who is recording into a folder: a lock that the system takes away with the process that has it."""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import Final, Self

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
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        for _ in range(_ATTEMPTS):
            try:
                _lock(self._descriptor, is_shared=False)
                break
            except (BlockingIOError, PermissionError):
                time.sleep(_ATTEMPT_S)  # somebody is looking whether it is held
            except OSError:
                break

    def release(self) -> None:
        """Give it up."""
        os.close(self._descriptor)
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.release()


def is_running(folder: Path) -> bool:
    """Tell whether this process or another one is recording into a folder."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        _lock(descriptor, is_shared=True)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, is_shared: bool) -> None:  # noqa: ARG001
        """Lock the first byte of a file; raises OSError, PermissionError where another has."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int, *, is_shared: bool) -> None:
        """Lock a file, or share it with others that only look; raises OSError, BlockingIOError where it is locked."""
        fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)

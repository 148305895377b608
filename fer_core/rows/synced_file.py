"""A file that grows, and of which a power cut takes the last second at most."""

import contextlib
import os
import threading
from io import FileIO
from pathlib import Path
from typing import Final, Self

_SYNC_S: Final = 1.0
"""So often, in seconds, what was written is brought to the disk."""


class SyncedFile:
    """A new file that is written from its beginning to its end, each piece at once.

    A thread of its own brings it to the disk, since that may take long; the writer never waits for it.
    """

    def __init__(self, path: Path, *, is_private: bool = False) -> None:
        """Make the file, which only its owner can read if it ``is_private``; raises OSError, also where it exists."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        self.size = 0
        self._path = path
        self._file = FileIO(os.open(path, flags, 0o600 if is_private else 0o666), "wb")
        self._problem: OSError | None = None
        self._is_dirty = False
        self._is_closing = threading.Event()
        self._thread = threading.Thread(target=self._keep_syncing, name="sync", daemon=True)
        self._thread.start()

    def write(self, content: bytes) -> int:
        """Append all of it and return its length; raises OSError, the first one again once one has been raised."""
        self._raise_first()
        left = memoryview(content)
        try:
            while left:
                # Where the disk is nearly full, less than all is written.
                left = left[self._file.write(left) :]
        except OSError as error:
            self._problem = error
            raise
        self.size += len(content)
        self._is_dirty = True
        return len(content)

    def cut(self, size: int) -> None:
        """Take off what is behind the first ``size`` bytes, where the disk lets it be taken."""
        with contextlib.suppress(OSError):
            os.truncate(self._path, size)

    def close(self) -> None:
        """Bring all of it to the disk and close it; raises OSError, the first one that there was."""
        if self._file.closed:
            return
        self._is_closing.set()
        self._thread.join()
        self._sync()
        try:
            self._file.close()
        except OSError as error:
            self._problem = self._problem or error
        self._raise_first()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        # What ended the block is told rather than what comes of it.
        with contextlib.suppress(*(() if exc_type is None else (OSError,))):
            self.close()

    def _keep_syncing(self) -> None:
        while not self._is_closing.wait(_SYNC_S):
            self._sync()

    def _sync(self) -> None:
        if self._is_dirty:
            self._is_dirty = False
            try:
                os.fsync(self._file.fileno())
                self._path.stat()  # without a name, nothing of it would be left
            except OSError as error:
                self._problem = self._problem or error

    def _raise_first(self) -> None:
        if self._problem is not None:
            raise self._problem

"""What every recording in the making does: its ``session.json``, its lock, and an end that loses nothing."""

import contextlib
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Self

from fer_core.errors import DataError
from fer_core.recording.edits import Marker
from fer_core.recording.info import RecordingInfo, write_info
from fer_core.recording.lock import LOCK, RecordingLock
from fer_core.rows.writing import cannot_write


class SessionWriter:
    """A recording in the making, without what it records; a context manager that closes it."""

    def __init__(self, folder: Path, info: RecordingInfo) -> None:
        """Begin it in an empty folder, and show that it runs; raises DataError where that cannot be written to."""
        self.folder = folder
        self.info = info
        write_info(folder, info)
        try:
            self._lock = RecordingLock(folder)
        except OSError as error:
            raise cannot_write(folder / LOCK, error) from error

    def close(self) -> None:
        """Finish the recording; raises DataError where a file cannot be finished, after all have been tried."""
        self._finish()

    def _update(self, **changes: Any) -> None:
        """Change what ``session.json`` holds; raises DataError when the disk is full."""
        self.info = replace(self.info, **changes)
        write_info(self.folder, self.info)

    def _mark(self, name: str, time_s: float) -> None:
        self._update(edits=self.info.edits.with_marker(Marker(round(time_s, 3), name)))

    def _finish(self, *files: Callable[[], object], **changes: Any) -> None:
        """Finish ``files``, then ``session.json``, and show that the recording no longer runs."""
        steps: list[Callable[[], object]] = [*files, partial(self._update, **changes, is_finished=True)]
        problems = []
        try:
            for finish in steps:
                try:
                    finish()
                except DataError as error:
                    problems.append(error)
        finally:
            self._lock.release()
        if problems:
            raise problems[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, exc_type: type[BaseException] | None, *_: object) -> None:
        # What ended the block is told rather than what comes of it.
        with contextlib.suppress(*(() if exc_type is None else (DataError,))):
            self.close()

"""Opening recordings, those included that were cut off."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from fer_core.errors import DataError
from fer_core.recording.face_table import FaceTable, read_table
from fer_core.recording.info import FRAMES_CSV, OWN_FILES, SESSION_JSON, VIDEO_MP4, RecordingInfo, read_info, write_info
from fer_core.recording.moments import TIMES_CSV, Moments, read_moments
from fer_core.recording.mp4 import count_pictures
from fer_core.recording.video import finish_growing_video
from fer_core.recording.writer import is_running
from fer_core.rows.writing import cannot_write, partial_path

QUIET_S: Final = 10.0
"""A recording to which nothing was written for so long, in seconds, has been cut off: even a paused one is touched."""

_STOPPED: set[Path] = set()
"""Recordings that were found to have been cut off: trying to finish them, or an edit, writes to them, too."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A recording: where it is, what is known about it, when its pictures are shown, and its faces as recorded.

    ``problem`` says what of the faces is lost, or why it cannot be finished, mostly nothing. Where pictures may still
    come to it, from this process or another, it ``is_growing``.
    """

    folder: Path
    info: RecordingInfo
    moments: Moments
    table: FaceTable
    problem: DataError | None = None
    is_growing: bool = False

    @property
    def video_path(self) -> Path:
        """The video, mostly in the folder."""
        return self.folder / self.info.video

    def refuse_own_file(self, path: Path) -> None:
        """Raise DataError where a file that is to be written is one of the recording's own."""
        names = (*OWN_FILES, TIMES_CSV)
        own = [self.video_path, *(self.folder / name for name in names), partial_path(self.folder / FRAMES_CSV)]
        if any(path.resolve() == file.resolve() or _are_same(path, file) for file in own):
            raise DataError("{path} is part of the recording itself; choose another name.", path=path)

    @property
    def duration_s(self) -> float:
        """The length in seconds; of one still being recorded, as far as faces were seen."""
        newest_s = float(self.table.times_s[-1]) if len(self.table) else 0.0
        return self.info.duration_s or newest_s


def open_recording(folder: Path) -> Recording:
    """Read a recording, after finishing it where it was cut off; raises DataError where it is none.

    Of a damaged table of faces it reads what can be read, and one that cannot be finished it reads as it is.
    """
    info, unfinished = read_info(folder), None
    is_growing = not info.is_finished and _may_grow(folder)
    if not info.is_finished and not is_growing:
        _STOPPED.add(folder.resolve())
        try:
            info = finish_recording(folder)
        except DataError as error:
            # On a disk that is full or read-only it can still be looked at.
            unfinished = error
            info = replace(info, frames=count_pictures(folder / info.video) or info.frames)
    table_path = folder / FRAMES_CSV
    if not table_path.exists() and partial_path(table_path).exists():
        table_path = partial_path(table_path)
    table, problem = read_table(table_path)
    return Recording(folder, info, read_moments(folder, info), table, problem or unfinished, is_growing)


def finish_recording(folder: Path) -> RecordingInfo:
    """Finish a recording that was cut off as if it had been stopped; raises DataError where that is impossible."""
    info = read_info(folder)
    frames = finish_growing_video(folder / VIDEO_MP4) if info.video == VIDEO_MP4 else info.frames
    table_path = folder / FRAMES_CSV
    try:
        if partial_path(table_path).exists() and not table_path.exists():
            partial_path(table_path).replace(table_path)
    except OSError as error:
        raise cannot_write(table_path, error) from error
    info = replace(info, frames=frames, is_finished=True)
    write_info(folder, info)
    return info


def is_recording_folder(folder: Path) -> bool:
    """Tell whether a folder looks like a recording."""
    return (folder / SESSION_JSON).is_file()


def list_recordings(parent: Path) -> list[tuple[Path, RecordingInfo]]:
    """Return the recordings in a folder, newest first; damaged ones are left out."""
    return sorted(_readable(parent), key=lambda entry: entry[1].started_at, reverse=True)


def _may_grow(folder: Path) -> bool:
    """Tell whether pictures may still come to a recording that is not finished."""
    if is_running(folder):
        return True
    return folder.resolve() not in _STOPPED and _seconds_since_written(folder) <= QUIET_S


def _are_same(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return False


def _readable(parent: Path) -> Iterator[tuple[Path, RecordingInfo]]:
    try:
        folders = list(parent.iterdir())
    except OSError:
        return
    for folder in folders:
        if is_recording_folder(folder):
            with contextlib.suppress(DataError):
                yield folder, read_info(folder)


def _seconds_since_written(folder: Path) -> float:
    try:
        newest = max((path.stat().st_mtime for path in folder.iterdir()), default=0.0)
    except OSError:
        # A file went away while they were looked at.
        return 0.0
    return time.time() - newest

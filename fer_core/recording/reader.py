"""Opening recordings, those included that were cut off or damaged; what was recorded is never changed by that."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np

from fer_core.errors import DataError, SourceError
from fer_core.free_names import damaged_names, first_free
from fer_core.recording.face_table import FaceTable, read_table
from fer_core.recording.info import (
    CODES_PATTERN,
    FRAMES_CSV,
    OWN_FILES,
    SESSION_JSON,
    VIDEO_MP4,
    DamagedInfoError,
    RecordingInfo,
    is_group_folder,
    read_info,
    write_info,
)
from fer_core.recording.lock import is_running
from fer_core.recording.moments import TIMES_CSV, Moments, read_moments
from fer_core.recording.rebuild import rebuild_info, started_at
from fer_core.recording.recorded_pictures import RecordedPictures, open_fragments
from fer_core.recording.recorded_video import RecordedVideo, read_video
from fer_core.recording.video_pictures import VideoPictures
from fer_core.sources.film_sound import Piece, read_sound, sound_in

_TABLES: Final = (FRAMES_CSV, "frames.partial.csv")
"""Names of the table of faces; the second is that of recordings by earlier versions that were cut off."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A recording: where it is, what is known about it, when its pictures are shown, and its faces as recorded.

    ``problems`` say what of it is lost, mostly nothing; ``video`` is what can be read of a video in the folder. Where
    pictures may still come to it, from this process or another, it ``is_growing``.
    """

    folder: Path
    info: RecordingInfo
    moments: Moments
    table: FaceTable
    video: RecordedVideo | None = None
    problems: tuple[DataError, ...] = ()
    is_growing: bool = False

    @property
    def video_path(self) -> Path:
        """The video, mostly in the folder."""
        return self.folder / self.info.video

    def open_pictures(self) -> RecordedPictures | VideoPictures:
        """Open the video to read single pictures; raises SourceError where it is missing or cannot be read."""
        if self.info.video != VIDEO_MP4:
            return VideoPictures(self.video_path, self.moments.measured)
        if self.video is None:
            raise SourceError("The video {path} is missing, or it cannot be read.", path=self.video_path)
        return RecordedPictures(self.video, fps=self.info.fps)

    def read_sound(self, *, start_s: float, end_s: float) -> Iterator[Piece]:
        """Yield the sound of the video between two moments, in seconds, as the function ``read_sound`` does."""
        if self.video is None:
            yield from read_sound(self.video_path, start_s=start_s, end_s=end_s)
            return
        try:
            file, container = open_fragments(self.video)
        except SourceError:
            return
        with contextlib.closing(file), container:
            yield from sound_in(container, start_s=start_s, end_s=end_s)

    def refuse_own_file(self, path: Path) -> None:
        """Raise DataError where a file that is to be written is one of the recording's own."""
        own = [self.video_path, *(self.folder / name for name in (*OWN_FILES, TIMES_CSV, *_TABLES))]
        own += self.folder.glob(CODES_PATTERN)
        if any(path.resolve() == file.resolve() or _are_same(path, file) for file in own):
            raise DataError("{path} is part of the recording itself; choose another name.", path=path)

    @property
    def duration_s(self) -> float:
        """The length in seconds; of one still being recorded, as far as faces were seen."""
        newest_s = float(self.table.times_s[-1]) if len(self.table) else 0.0
        return self.info.duration_s or newest_s


def open_recording(folder: Path) -> Recording:
    """Read all that can be read of a recording; raises DataError where it is none.

    One that was cut off is as long as its video. Of a damaged one, the parts that are whole are read, and ``problems``
    say what is not; only a ``session.json`` that is no use is set aside, and written anew.
    """
    if is_group_folder(folder):
        raise DataError("{folder} has numbers of a group and no faces. Review shows them.", folder=folder)
    damage: DamagedInfoError | None = None
    try:
        info = read_info(folder)
    except DamagedInfoError as error:
        if not (folder / SESSION_JSON).exists() and not _has_media(folder):
            raise DataError("{folder} is no recording: it has no {name}.", folder=folder, name=SESSION_JSON) from error
        if not _has_media(folder):
            path = folder / SESSION_JSON
            raise DataError("{path} is damaged, so the recording cannot be opened.", path=path) from error
        damage = error
    is_growing = is_running(folder)
    table, table_problem = read_table(_table_in(folder))
    video, video_problem = None, None
    if damage is not None or info.video == VIDEO_MP4:
        try:
            video = read_video(folder / VIDEO_MP4)
        except DataError as error:
            video_problem = error
    if damage is not None:
        info = rebuild_info(folder, table, video)
    info, lost = _counted(info, table, video)
    info_problem = None if damage is None or is_growing else _set_aside(folder, info)
    problems = (info_problem, table_problem, video_problem, None if is_growing else lost)
    told = tuple(problem for problem in problems if problem is not None)
    return Recording(folder, info, read_moments(folder, info), table, video, told, is_growing)


def read_faces(folder: Path) -> tuple[RecordingInfo, FaceTable, DataError | None]:
    """Return what is known about a recording, its faces, and what is wrong with their table, mostly nothing.

    Nothing is written, and the video stays closed; raises DataError where ``session.json`` is no use.
    """
    return read_info(folder), *read_table(_table_in(folder))


def is_recording_folder(folder: Path) -> bool:
    """Tell whether a folder looks like a recording."""
    return (folder / SESSION_JSON).is_file() or _has_media(folder) or is_group_folder(folder)


def list_recordings(parent: Path) -> list[tuple[Path, RecordingInfo]]:
    """Return the recordings in a folder, newest first; of damaged ones little is known."""
    return sorted(_readable(parent), key=lambda entry: entry[1].started_at, reverse=True)


def _has_media(folder: Path) -> bool:
    return (folder / VIDEO_MP4).is_file() or _table_in(folder).is_file()


def _table_in(folder: Path) -> Path:
    return next((folder / name for name in _TABLES if (folder / name).exists()), folder / FRAMES_CSV)


def _counted(
    info: RecordingInfo, table: FaceTable, video: RecordedVideo | None
) -> tuple[RecordingInfo, DataError | None]:
    """Return the same with its pictures counted, and how many of them are lost."""
    if video is None:
        return replace(info, frames=info.frames if info.is_finished else _seen(table, info.fps)), None
    numbers = video.numbers(video.ticks, fps=info.fps)
    ends = np.maximum(video.numbers(video.end_ticks, fps=info.fps), numbers + 1)
    reached = int(numbers[-1]) + 1 if len(numbers) else 0
    frames = info.frames
    if not info.is_finished:
        # Faces come to the disk before their pictures, a little.
        seen = _seen(table, info.fps)
        frames = seen if seen > reached + 2 * info.fps else reached
    lost = int(np.maximum(np.append(numbers[1:], frames) - ends, 0).sum()) if len(numbers) else frames
    if not lost:
        return replace(info, frames=frames), None
    problem = DataError(
        "{name} is damaged: {lost} of {frames} pictures are missing.", name=VIDEO_MP4, lost=lost, frames=frames
    )
    return replace(info, frames=frames), problem


def _seen(table: FaceTable, fps: float) -> int:
    """Return how many pictures the table knows of, by the rows whose time and number agree."""
    agree = np.abs(table.times_s * fps - table.frames) <= 1
    return int(table.frames[agree].max(initial=-1)) + 1


def _set_aside(folder: Path, info: RecordingInfo) -> DataError:
    """Keep a damaged ``session.json`` under another name, write a new one, and return what to say of that."""
    path, kept = folder / SESSION_JSON, None
    # On a disk that is full or read-only it can still be looked at.
    with contextlib.suppress(OSError, DataError):
        if path.exists():
            kept = first_free(damaged_names(path), lambda name: _copy(path, name))
        write_info(folder, info)
    if kept is None:
        return DataError("{name} is damaged: names, markers and notes are lost.", name=SESSION_JSON)
    return DataError(
        "{name} was damaged: names, markers and notes are lost. The damaged file is kept as {kept}.",
        name=SESSION_JSON,
        kept=kept.name,
    )


def _copy(path: Path, new: Path) -> None:
    with path.open("rb") as source, new.open("xb") as target:
        try:
            shutil.copyfileobj(source, target)
        except OSError:
            new.unlink()
            raise


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
                try:
                    yield folder, read_info(folder)
                except DamagedInfoError:
                    yield folder, RecordingInfo(folder.name, started_at(folder), (0, 0), 30.0, "")

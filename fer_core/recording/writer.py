"""Writing a recording so that whatever ends it costs at most its last second."""

import contextlib
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.free_names import first_free, numbered
from fer_core.recording.edits import Marker
from fer_core.recording.info import FRAMES_CSV, SESSION_JSON, VIDEO_MP4, RecordingInfo, write_info
from fer_core.recording.video import GrowingVideo
from fer_core.results import FaceResult
from fer_core.rows.columns import FRAME_KINDS, face_columns
from fer_core.rows.row_file import RowFile
from fer_core.rows.writing import cannot_make_folder, make_folder

_RUNNING: Final[set[Path]] = set()
"""The folders that this process is recording into."""


def is_running(folder: Path) -> bool:
    """Tell whether this process is recording into a folder."""
    return folder.resolve() in _RUNNING


def new_recording_folder(parent: Path, name: str) -> Path:
    """Make a folder of this name, with a number behind it where there is one already; raises DataError."""
    make_folder(parent)
    try:
        return first_free(numbered(parent, name), Path.mkdir)
    except OSError as error:
        raise cannot_make_folder(parent / name, error) from error


class FaceTableWriter:
    """The table of a recording, each row on disk as soon as it is written."""

    def __init__(self, folder: Path) -> None:
        self._file = RowFile(folder / FRAMES_CSV, FRAME_KINDS)

    def write(self, number: int, time_s: float, faces: Sequence[FaceResult]) -> None:
        """Append the faces of the picture with this number; raises DataError when the disk is full."""
        for face in faces:
            moment = {"frame": number, "time_s": round(time_s, 4), "face_id": face.face_id}
            self._file.write({**moment, **face_columns(face)})

    def close(self) -> None:
        """Finish the table."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


class RecordingWriter:
    """A recording in the making; every moment is in seconds from its start."""

    def __init__(self, folder: Path, info: RecordingInfo) -> None:
        """Begin it in an empty folder; raises DataError where that cannot be written to."""
        self.folder = folder
        self.info = info
        write_info(folder, info)
        self._rows = FaceTableWriter(folder)
        self._video = GrowingVideo(folder / VIDEO_MP4, fps=info.fps)
        self._newest_s = 0.0
        _RUNNING.add(folder.resolve())

    def write_picture(self, image_bgr: NDArray[np.uint8], *, time_s: float) -> int | None:
        """Append a picture, uint8 (height, width, 3), and return its number, None where it is left out.

        A camera's rate varies and the video's does not: pictures repeated or left out keep it in time. Raises DataError
        when the disk is full.
        """
        self._newest_s = time_s
        number = self._video.frames
        for _ in range(math.floor(time_s * self.info.fps + 0.5) + 1 - number):
            self._video.write(image_bgr)
        return number if self._video.frames > number else None

    def write_faces(self, number: int, faces: Sequence[FaceResult], *, time_s: float) -> None:
        """Note the faces of the picture with this number; raises DataError when the disk is full."""
        self._rows.write(number, time_s, faces)

    def add_marker(self, name: str, *, time_s: float | None = None) -> None:
        """Mark a moment, by default that of the newest picture."""
        marker = Marker(round(self._newest_s if time_s is None else time_s, 3), name)
        self.info = replace(self.info, edits=self.info.edits.with_marker(marker))
        write_info(self.folder, self.info)

    def set_names(self, names: Mapping[int, str]) -> None:
        """Call faces, by their ids, by names."""
        if names != self.info.edits.names:
            self.info = replace(self.info, edits=replace(self.info.edits, names=dict(names)))
            write_info(self.folder, self.info)

    def keep_alive(self) -> None:
        """Show other processes that the recording goes on, although there is nothing to write for now."""
        with contextlib.suppress(OSError):
            os.utime(self.folder / SESSION_JSON)

    def close(self, *, dropped: int = 0) -> None:
        """Finish all three files; raises DataError where one cannot be, after all have been tried."""
        self.info = replace(self.info, frames=self._video.frames, dropped=dropped, is_finished=True)
        problems = []
        try:
            for finish in (self._video.close, self._rows.close, lambda: write_info(self.folder, self.info)):
                try:
                    finish()
                except DataError as error:
                    problems.append(error)
        finally:
            _RUNNING.discard(self.folder.resolve())
        if problems:
            raise problems[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

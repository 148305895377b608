"""Writing a recording so that whatever ends it costs at most its last second."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.free_names import first_free, numbered
from fer_core.recording.growing_table import GrowingTable
from fer_core.recording.info import FRAMES_CSV, VIDEO_MP4, RecordingInfo
from fer_core.recording.session_writer import SessionWriter
from fer_core.results import FaceResult
from fer_core.rows.columns import FRAME_KINDS, face_columns
from fer_core.rows.growing_video import TICKS, GrowingVideo
from fer_core.rows.writing import cannot_make_folder, make_folder


def new_recording_folder(parent: Path, name: str) -> Path:
    """Make a folder of this name for its owner alone, with a number where there is one already; raises DataError."""
    make_folder(parent)
    try:
        return first_free(numbered(parent, name), lambda folder: folder.mkdir(mode=0o700))
    except OSError as error:
        raise cannot_make_folder(parent / name, error) from error


class FaceTableWriter(GrowingTable):
    """The table of a recording's faces."""

    def __init__(self, folder: Path) -> None:
        """Begin it; raises DataError where it cannot be written, or where there is one already."""
        super().__init__(folder / FRAMES_CSV, tuple(FRAME_KINDS))

    def write(self, number: int, time_s: float, faces: Sequence[FaceResult]) -> None:
        """Append the faces of the picture with this number; raises DataError when the disk is full."""
        for face in faces:
            self.append((number, round(time_s, 4), face.face_id, *face_columns(face).values()))


class RecordingWriter(SessionWriter):
    """A recording in the making; every moment is in seconds from its start."""

    def __init__(self, folder: Path, info: RecordingInfo, *, sound_rate: int | None = None) -> None:
        """Begin it in an empty folder; raises DataError where that cannot be written to.

        ``sound_rate`` is how many samples a second its sound has, None where it has none.
        """
        super().__init__(folder, info)
        try:
            self._rows = FaceTableWriter(folder)
        except DataError:
            self._lock.release()
            raise
        self._video = GrowingVideo(folder / VIDEO_MP4, fps=info.fps, is_private=True, sound_rate=sound_rate)
        self._frames = 0
        self._newest_s = 0.0

    def write_picture(self, image_bgr: NDArray[np.uint8], *, time_s: float) -> int | None:
        """Append a picture, uint8 (height, width, 3), and return its number, None where it is left out.

        The number is that of the moment, counted at the recording's rate: a slow camera's pictures leave numbers out,
        and of a fast one's only the first with a number is written. Raises DataError when the disk is full.
        """
        self._newest_s = time_s
        number = math.floor(round(time_s * TICKS) * self.info.fps / TICKS + 0.5)
        if number < self._frames:
            return None
        self._video.write(image_bgr, time_s=time_s)
        self._frames = number + 1
        return number

    def write_sound(self, samples: NDArray[np.int16], *, time_s: float) -> None:
        """Append sound, int16 (n,), heard from ``time_s`` on; raises DataError when the disk is full."""
        self._video.write_sound(samples, time_s=time_s)

    def write_faces(self, number: int, faces: Sequence[FaceResult], *, time_s: float) -> None:
        """Note the faces of the picture with this number; raises DataError when the disk is full."""
        self._rows.write(number, time_s, faces)

    def add_marker(self, name: str, *, time_s: float | None = None) -> None:
        """Mark a moment, by default that of the newest picture."""
        self._mark(name, self._newest_s if time_s is None else time_s)

    def set_names(self, names: Mapping[int, str]) -> None:
        """Call faces, by their ids, by names."""
        if names != self.info.edits.names:
            self._update(edits=replace(self.info.edits, names=dict(names)))

    def close(self, *, dropped: int = 0) -> None:
        """Finish all three files; raises DataError where one cannot be, after all have been tried."""
        self._finish(self._video.close, self._rows.close, frames=self._frames, dropped=dropped)

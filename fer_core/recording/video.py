"""The video of a recording: written so that a crash costs half a second."""

import contextlib
import os
from pathlib import Path
from typing import BinaryIO, Final, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.recording.mp4 import Track, append_fragment, finish_video, start_video
from fer_core.recording.mp4_boxes import read_samples
from fer_core.rows.video_file import VideoFile
from fer_core.rows.writing import cannot_write

_PIECE_S: Final = 0.5
_PIECE: Final = "piece.mp4"


class GrowingVideo:
    """An mp4 video that can be played at any time; pictures come to it in pieces of half a second."""

    def __init__(self, path: Path, *, fps: float) -> None:
        """Prepare the file; raises ValueError unless ``fps`` is above 0."""
        self.path = path
        self.fps = fps
        self.frames = 0
        self._piece_frames = max(1, round(fps * _PIECE_S))
        self._piece_path = path.with_name(_PIECE)
        self._piece = VideoFile(self._piece_path, fps=fps)
        self._file: BinaryIO | None = None
        self._track: Track | None = None
        self._size_wh: tuple[int, int] | None = None
        self._pieces = 0
        self._kept = 0
        self._sound_end = 0

    def write(self, image_bgr: NDArray[np.uint8]) -> None:
        """Append a picture, uint8 (height, width, 3); raises DataError when the disk is full."""
        if self._size_wh is None:
            self._size_wh = (image_bgr.shape[1], image_bgr.shape[0])
        elif (image_bgr.shape[1], image_bgr.shape[0]) != self._size_wh:
            image_bgr = np.asarray(cv2.resize(image_bgr, self._size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)
        self._piece.write(image_bgr)
        self.frames += 1
        if self._piece.frames == self._piece_frames:
            self._keep_piece()

    def close(self) -> None:
        """Keep what there is and finish the file; raises DataError where it cannot be written."""
        try:
            if self._piece.frames:
                self._keep_piece()
        finally:
            self._piece.discard()
            if self._file is not None:
                self._file.close()
                self._file = None
                finish_video(self.path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _keep_piece(self) -> None:
        """Move the pictures of the finished piece into the video."""
        piece, self._piece = self._piece, VideoFile(self._piece_path, fps=self.fps)
        try:
            piece.close()
            self._append(piece.frames)
        except OSError as error:
            self._drop_half_fragment()
            raise cannot_write(self.path, error) from error
        finally:
            piece.discard()
            self._piece_path.unlink(missing_ok=True)

    def _append(self, frames: int) -> None:
        with self._piece_path.open("rb") as file:
            samples = read_samples(file, self._piece_path.stat().st_size)
            file.seek(samples.start)
            data = file.read(sum(samples.sizes))
        if len(samples.sizes) != frames:
            raise DataError("The video {path} misses pictures. Is the disk full?", path=self.path)
        if self._track is not None and self._file is None:
            raise DataError("Cannot write {path}: writing to it has failed before.", path=self.path)
        if self._file is None or self._track is None:
            self._track = Track(samples.entry, samples.timescale, samples.ticks)
            self._file = self.path.open("wb")
            start_video(self._file, self._track)
        self._pieces += 1
        append_fragment(self._file, self._track, samples, data, number=self._pieces, first=self._kept)
        self._kept += frames
        self._sound_end = self._file.tell()

    def _drop_half_fragment(self) -> None:
        file, self._file = self._file, None
        with contextlib.suppress(OSError):
            if file is not None:
                file.close()  # tries once more to write what does not fit
        with contextlib.suppress(OSError):
            if self._sound_end:
                os.truncate(self.path, self._sound_end)
            else:
                self.path.unlink(missing_ok=True)


def finish_growing_video(path: Path) -> int:
    """Finish a video whose recording was cut off and return its number of pictures, 0 where there is none."""
    piece = path.with_name(_PIECE)
    for leftover in (piece, piece.with_name("piece.partial.mp4")):
        with contextlib.suppress(OSError):
            leftover.unlink(missing_ok=True)
    return finish_video(path) if path.exists() and path.stat().st_size else 0

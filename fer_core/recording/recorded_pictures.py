"""Single pictures of a recording's video."""

import struct
from collections.abc import Iterator
from typing import Final, Self

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from fer_core.errors import SourceError
from fer_core.recording.recorded_video import RecordedVideo
from fer_core.recording.spliced_file import SplicedFile

_FILE_TYPE: Final = struct.pack(">I4s4sI4s4s4s", 28, b"ftyp", b"iso5", 0x200, b"iso5", b"iso6", b"mp41")

_NEAR: Final = 30
"""Pictures so few further on are reached by decoding those between."""


class RecordedPictures:
    """The pictures of a recording by their numbers, from 0; the next one is found fastest.

    A number stands for a stretch of the recording's time, 1 / ``fps`` seconds; several show the same picture where the
    camera was slower.
    """

    def __init__(self, video: RecordedVideo, *, fps: float) -> None:
        """Open the video; raises SourceError where it cannot be decoded."""
        self._video = video
        self._numbers = video.numbers(video.ticks, fps=fps)
        self._ends = np.maximum(video.numbers(video.end_ticks, fps=fps), self._numbers + 1)
        self._shown = -1
        self._image: NDArray[np.uint8] | None = None
        self._ahead: av.VideoFrame | None = None
        self._file, self._container = open_fragments(video)
        try:
            self._stream = self._container.streams.video[0]
            if self._stream.codec_context is None:  # its codec's name is damaged
                raise IndexError("no codec")
            width, height = video.track.size_wh
            self._stream.codec_context.options = {
                "max_pixels": str(4 * width * height + 2**20),
                "err_detect": "explode",
            }
        except (av.FFmpegError, OSError, IndexError) as error:
            self.close()
            raise _cannot_be_read(video, error) from error
        self._frames = self._decode()

    def read(self, number: int) -> NDArray[np.uint8] | None:
        """Return what is seen at a number, uint8 (height, width, 3); None where it is lost or cannot be decoded."""
        place = int(np.searchsorted(self._numbers, number, side="right")) - 1
        if place < 0 or number >= self._ends[place]:
            return None
        if place != self._shown:
            self._image = self._find(place)
            self._shown = place
        return self._image

    def close(self) -> None:
        """Free the file."""
        self._container.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _find(self, place: int) -> NDArray[np.uint8] | None:
        tick = int(self._video.ticks[place])
        try:
            if not 0 < place - self._shown <= _NEAR:
                self._container.seek(tick, stream=self._stream)
                self._frames, self._ahead = self._decode(), None
            while self._ahead is None or (self._ahead.pts or 0) < tick:
                self._ahead = next(self._frames)
            if self._ahead.pts != tick:
                return None
            return np.asarray(self._ahead.to_ndarray(format="bgr24"), dtype=np.uint8)
        except (av.FFmpegError, OSError, StopIteration):
            return None

    def _decode(self) -> Iterator[av.VideoFrame]:
        """Yield the pictures from here on that can be decoded; behind a damaged one, all that depend on it cannot."""
        is_lost = False
        for packet in self._container.demux(self._stream):
            is_lost = is_lost and not packet.is_keyframe
            if is_lost:
                continue
            try:
                for frame in packet.decode():
                    is_lost = is_lost or frame.is_corrupt
                    if not is_lost:
                        yield frame
            except av.FFmpegError:
                is_lost = True


def open_fragments(video: RecordedVideo) -> tuple[SplicedFile, InputContainer]:
    """Open the readable fragments of a video as one, both to be closed, the container first; raises SourceError."""
    try:
        file = SplicedFile(_FILE_TYPE + video.moov, video.path, video.spans)
    except OSError as error:
        raise _cannot_be_read(video, error) from error
    try:
        return file, av.open(file, "r", format="mp4", metadata_errors="replace")
    except (av.FFmpegError, OSError) as error:
        file.close()
        raise _cannot_be_read(video, error) from error


def _cannot_be_read(video: RecordedVideo, error: Exception) -> SourceError:
    return SourceError("The video {path} cannot be read ({reason}).", path=video.path, reason=error)

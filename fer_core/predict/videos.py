"""Faces and emotions of video files, followed from frame to frame."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from fer_core.errors import DataError, SourceError
from fer_core.files import explain_unreadable
from fer_core.predict.pictures import NO_FACE
from fer_core.results import FrameResult
from fer_core.rows.columns import VIDEO_KINDS, Value, face_columns
from fer_core.sources.base import Frame
from fer_core.sources.video import VideoSource
from fer_core.terminal.streams import counted

if TYPE_CHECKING:  # the pipeline brings ONNX Runtime along, which is slow to import
    from fer_core.faces.pipeline import FacePipeline


class VideoPrediction:
    """One video file that is read from its beginning to its end, once."""

    def __init__(self, path: Path, pipeline: "FacePipeline", *, every: int = 1, first: int = 0) -> None:
        """Open it; frames before ``first`` are passed over, and after it every ``every``-th is analysed.

        Raises DataError, with the bare reason, where it cannot be read, ValueError unless ``every`` is at least 1.
        """
        if every < 1:
            raise ValueError(f"expected every to be at least 1, got {every}")
        explain_unreadable(path)
        try:
            self._source = VideoSource(path)
        except SourceError as error:
            raise DataError("not a video that can be read, or it is damaged") from error
        self._pipeline = pipeline
        self._every = every
        self._first = first
        self._read = 0
        self.path = path
        self.fps = self._source.fps
        self.frame_count = self._source.frame_count
        """How many frames the file says or seems to have, None where it does not tell."""

    @property
    def frames_missing(self) -> int:
        """How many frames are damaged or missing, known at the end."""
        return self._source.frames_missing

    @property
    def shortfall(self) -> str | None:
        """That not all frames could be read, None where they were; known at the end."""
        return shortfall(self._read, self.frames_missing)

    def __iter__(self) -> Iterator[tuple[Frame, FrameResult | None]]:
        """Yield every frame with its faces, or with None where it is not analysed."""
        self._pipeline.reset()
        while frame := self._source.read():
            self._read += 1
            is_wanted = frame.index >= self._first and frame.index % self._every == 0
            yield frame, self._pipeline.analyze(frame.image_bgr, time_s=frame.time_s) if is_wanted else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._source.close()


def shortfall(read: int, missing: int) -> str | None:
    """Return the sentence that says how many frames of a source could not be read, None where there are none."""
    if not missing:
        return None
    return f"{read} of {counted(read + missing, 'frame')} were read; the rest is damaged or missing"


def rows_of_video(
    video: VideoPrediction, frames: Iterable[tuple[Frame, FrameResult | None]] | None = None
) -> Iterator[dict[str, Value]]:
    """Yield all rows of a video, the last of which says what could not be found or read, if anything.

    They have the keys of ``VIDEO_KINDS``: one for each face of an analysed frame. ``frames`` are those of ``video`` on
    their way through whoever else wants them; the next is asked for once the rows of one are taken.
    """
    has_faces = False
    for frame, result in video if frames is None else frames:
        place: dict[str, Value] = {"path": str(video.path), "frame": frame.index, "time_s": round(frame.time_s, 4)}
        for face in result.faces if result else ():
            has_faces = True
            yield {**place, "face": face.face_id, **face_columns(face), "error": None}
    if remark := "; ".join(filter(None, (None if has_faces else NO_FACE, video.shortfall))):
        yield failed_row(video.path, remark)


def failed_row(path: Path, error: str) -> dict[str, Value]:
    """Return the row, with the keys of ``VIDEO_KINDS``, that says what of a video could not be found or read."""
    return {**dict.fromkeys(VIDEO_KINDS), "path": str(path), "error": error}

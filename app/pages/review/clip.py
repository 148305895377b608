"""A stretch of a recording as a video of its own."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.pages.review.shown import faces_on
from app.pages.review.tasks import Progress
from app.widgets.faces import draw_faces, label_of
from app.widgets.pictures import bgr_of, image_of
from fer_core.errors import DataError
from fer_core.recording.reader import Recording
from fer_core.recording.tracks import apply_merges
from fer_core.rows.video_file import VideoFile
from fer_core.sources.film_sound import SOUND_RATE, Piece

_Numbered = tuple[int, NDArray[np.uint8]]
"""A picture of the recording, BGR, and its number."""


def write_clip(
    recording: Recording,
    path: Path,
    range_s: tuple[float, float] | None,
    progress: Progress,
    *,
    is_annotated: bool = False,
) -> None:
    """Write the pictures and the sound of a range, or all, to an mp4 file; raises DataError, SourceError, Cancelled.

    Pictures are as they were recorded, so faces that were made unrecognisable stay so; ``is_annotated`` draws boxes,
    names and emotions. What is cancelled or fails leaves nothing.
    """
    recording.refuse_own_file(path)
    numbers = _numbers_of(recording, range_s)
    start_s, end_s = (recording.moments.time_of(number) for number in (numbers[0], numbers[-1]))
    sound = _Sound(recording.read_sound(start_s=start_s, end_s=end_s))
    file = VideoFile(path, fps=recording.info.fps, sound_rate=SOUND_RATE if sound.is_there else None)
    try:
        pictures = _pictures(recording, numbers, progress)
        for number, picture in _annotated(recording, pictures) if is_annotated else pictures:
            time_s = recording.moments.time_of(number)
            file.write(picture, time_s=time_s - start_s)
            for heard_s, samples in sound.until(time_s):
                file.write_sound(samples, time_s=heard_s - start_s)
        if file.close() is None:
            raise DataError("None of the pictures of this range can be read. Choose another range.")
    except BaseException:
        file.discard()
        raise


class _Sound:
    """Pieces of sound that wait for the pictures of their moments."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._next = next(pieces, None)

    @property
    def is_there(self) -> bool:
        """Whether more is to come."""
        return self._next is not None

    def until(self, time_s: float) -> Iterator[Piece]:
        """Yield the pieces that begin by a moment, in seconds."""
        while self._next is not None and self._next[0] <= time_s:
            yield self._next
            self._next = next(self._pieces, None)


def _numbers_of(recording: Recording, range_s: tuple[float, float] | None) -> range:
    """Return the numbers of the pictures of a range, at least one."""
    last = max(recording.info.frames - 1, 0)
    if range_s is None:
        return range(last + 1)
    first, end = (min(max(recording.moments.number_at(moment), 0), last) for moment in range_s)
    return range(first, end + 1)


def _pictures(recording: Recording, numbers: Sequence[int], progress: Progress) -> Iterator[_Numbered]:
    """Yield the pictures that can be read, with their numbers."""
    with recording.open_pictures() as video:
        for done, number in enumerate(numbers):
            progress.advance(done, len(numbers))
            if (picture := video.read(number)) is not None:
                yield number, picture


def _annotated(recording: Recording, pictures: Iterable[_Numbered]) -> Iterator[_Numbered]:
    """Draw the faces into pictures, merged ones under one name."""
    edits = recording.info.edits
    table = apply_merges(recording.table, edits)
    for number, picture in pictures:
        faces = faces_on(table, recording.moments, number)
        labels = {face.face_id: label_of(face, edits.names.get(face.face_id, "")) for face in faces}
        yield number, bgr_of(draw_faces(image_of(picture), faces, labels=labels))

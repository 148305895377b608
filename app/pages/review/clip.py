"""A stretch of a recording as a video of its own."""

from collections.abc import Callable, Iterator, Sequence
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
from fer_core.sources.film_sound import SOUND_RATE, Piece, read_sound

_Picture = NDArray[np.uint8]


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
    sound = read_sound(recording.video_path, start_s=start_s, end_s=end_s)
    first = next(sound, None)
    annotate = _annotator(recording) if is_annotated else None
    file = VideoFile(path, fps=recording.info.fps, sound_rate=None if first is None else SOUND_RATE)
    try:
        _write(file, recording, numbers, sound, first, progress, annotate)
        if file.close() is None:
            raise DataError("None of the pictures of this range can be read. Choose another range.")
    except BaseException:
        file.discard()
        raise


def _numbers_of(recording: Recording, range_s: tuple[float, float] | None) -> range:
    """Return the numbers of the pictures of a range, at least one."""
    last = max(recording.info.frames - 1, 0)
    if range_s is None:
        return range(last + 1)
    first, end = (min(max(recording.moments.number_at(moment), 0), last) for moment in range_s)
    return range(first, end + 1)


def _write(  # noqa: PLR0917
    file: VideoFile,
    recording: Recording,
    numbers: Sequence[int],
    sound: Iterator[Piece],
    piece: Piece | None,
    progress: Progress,
    annotate: Callable[[int, _Picture], _Picture] | None,
) -> None:
    start_s = recording.moments.time_of(numbers[0])
    with recording.open_pictures() as video:
        for done, number in enumerate(numbers):
            progress.advance(done, len(numbers))
            if (picture := video.read(number)) is None:
                continue
            time_s = recording.moments.time_of(number)
            file.write(annotate(number, picture) if annotate else picture, time_s=time_s - start_s)
            while piece is not None and piece[0] <= time_s:
                file.write_sound(piece[1], time_s=piece[0] - start_s)
                piece = next(sound, None)


def _annotator(recording: Recording) -> Callable[[int, _Picture], _Picture]:
    edits = recording.info.edits
    table = apply_merges(recording.table, edits)

    def annotate(number: int, picture: _Picture) -> _Picture:
        faces = faces_on(table, recording.moments, number)
        labels = {face.face_id: label_of(face, edits.names.get(face.face_id, "")) for face in faces}
        return bgr_of(draw_faces(image_of(picture), faces, labels=labels))

    return annotate

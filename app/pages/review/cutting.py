"""Faces cut out of a recording's video."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from app.widgets.pictures import cut_out
from fer_core.errors import SourceError
from fer_core.recording.reader import Recording
from fer_core.recording.tracks import FaceTrack


def cut_rows(
    recording: Recording, rows: Iterable[tuple[FaceTrack, int]], *, height: int
) -> Iterator[NDArray[np.uint8] | None]:
    """Yield the face of each row of a track as ``cut_out`` does, None where the video cannot be read."""
    try:
        video = recording.open_pictures()
    except SourceError:
        yield from (None for _ in rows)
        return
    with video:
        for track, row in rows:
            try:
                picture = video.read(int(track.table.frames[row]))
            except SourceError:
                picture = None
            x, y, box_width, box_height = track.table.boxes_xywh[row].tolist()
            yield None if picture is None else cut_out(picture, (x, y, box_width, box_height), height=height)


def best_row(track: FaceTrack) -> int:
    """Return the row in which a face is seen best: where its box is largest."""
    return int((track.table.boxes_xywh[:, 2] * track.table.boxes_xywh[:, 3]).argmax())

"""Faces cut out of a recording's video."""

from collections.abc import Iterable, Iterator
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import SourceError
from fer_core.recording.reader import Recording
from fer_core.recording.tracks import FaceTrack
from fer_core.results import BoxXywh

_MARGIN: Final = 0.25
"""So much of a box's size stands around it."""


def cut_out(picture: NDArray[np.uint8], box_xywh: BoxXywh, *, height: int) -> NDArray[np.uint8] | None:
    """Return a face with a margin, BGR of this height in pixels, None where the box is outside the picture."""
    x, y, box_width, box_height = box_xywh
    left, top = max(0, int(x - _MARGIN * box_width)), max(0, int(y - _MARGIN * box_height))
    face = picture[top : int(y + (1 + _MARGIN) * box_height), left : int(x + (1 + _MARGIN) * box_width)]
    if not face.size:
        return None
    size_wh = (max(1, round(height * face.shape[1] / face.shape[0])), height)
    return np.asarray(cv2.resize(face, size_wh, interpolation=cv2.INTER_AREA), dtype=np.uint8)


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

"""The sound of a video file, with its times."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import SourceError
from fer_core.sources.film_file import open_film_file

SOUND_RATE: Final = 48_000
"""Samples a second of what is read."""

Piece = tuple[float, NDArray[np.int16]]
"""When a piece of sound is heard, in seconds after the first picture, and its samples, int16 (n,)."""


def read_sound(path: Path, *, start_s: float, end_s: float) -> Iterator[Piece]:
    """Yield the sound between two moments, in seconds after the first picture, its channels made one.

    The first piece may begin earlier, the last end later. Where there is none, or it is damaged, nothing more comes.
    """
    try:
        container, pictures = open_film_file(path)
    except SourceError:
        return
    with container:
        stream = next((one for one in container.streams.audio if one.codec_context is not None), None)
        if stream is None:
            return
        zero_s = float((pictures.start_time or 0) * pictures.time_base) if pictures.time_base else 0.0
        resampler = av.AudioResampler(format="s16", layout="mono", rate=SOUND_RATE)
        try:
            container.seek(max(0, round((start_s + zero_s) * av.time_base)))
            for frame in container.decode(stream):
                time_s = (frame.time or 0.0) - zero_s
                if time_s > end_s:
                    return
                if time_s + frame.samples / frame.sample_rate >= start_s:
                    for piece in resampler.resample(frame):
                        yield time_s, piece.to_ndarray()[0]
        except (av.FFmpegError, ValueError, MemoryError):
            return

"""The sound of a video file, with its times."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import av
import numpy as np
from av import AudioFrame, AudioStream
from av.container import InputContainer
from av.packet import Packet
from numpy.typing import NDArray

from fer_core.errors import SourceError
from fer_core.sources.film_file import open_film_file

SOUND_RATE: Final = 48_000
"""Samples a second of what is read."""

_TOUCHING_S: Final = 0.005
"""Pieces no further apart, in seconds, are one sound: some containers know times only to the millisecond."""

Piece = tuple[float, NDArray[np.int16]]
"""When a piece of sound is heard, in seconds after the first picture, and its samples, int16 (n,)."""


def read_sound(path: Path, *, start_s: float, end_s: float) -> Iterator[Piece]:
    """Yield the sound between two moments, in seconds after the first picture, its channels made one.

    The first piece may begin earlier, the last end later. What is damaged is left out; where there is none, or the file
    cannot be read any further, nothing more comes.
    """
    try:
        container, pictures = open_film_file(path)
    except SourceError:
        return
    with container:
        zero_s = float((pictures.start_time or 0) * pictures.time_base) if pictures.time_base else 0.0
        yield from sound_in(container, start_s=start_s, end_s=end_s, zero_s=zero_s)


def sound_in(container: InputContainer, *, start_s: float, end_s: float, zero_s: float = 0.0) -> Iterator[Piece]:
    """Yield the sound of a container as ``read_sound`` does; the first picture is at ``zero_s`` in it, in seconds."""
    stream = next((one for one in container.streams.audio if one.codec_context is not None), None)
    if stream is None:
        return
    try:
        container.seek(max(0, round((start_s + zero_s) * av.time_base)))
        for time_s, samples in _pieces(container, stream, zero_s=zero_s):
            if time_s > end_s:
                return
            if time_s + len(samples) / SOUND_RATE >= start_s:
                yield time_s, samples
    except (av.FFmpegError, OSError, ValueError, MemoryError):
        return


def _pieces(container: InputContainer, stream: AudioStream, *, zero_s: float) -> Iterator[Piece]:
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SOUND_RATE)
    next_s = 0.0
    for packet in container.demux(stream):
        for frame in _decoded(packet):
            for piece in resampler.resample(frame):
                time_s = next_s if piece.time is None else piece.time - zero_s
                if abs(time_s - next_s) < _TOUCHING_S:
                    time_s = next_s
                next_s = time_s + piece.samples / SOUND_RATE
                yield time_s, piece.to_ndarray()[0]


def _decoded(packet: "Packet[AudioStream]") -> list[AudioFrame]:
    """Return the frames of a packet, none where it is damaged."""
    try:
        return packet.decode()
    except av.FFmpegError:
        return []

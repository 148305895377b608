"""The sound of a video, each piece at its own time."""

from fractions import Fraction
from typing import Final

import av
import numpy as np
from av import AudioStream
from av.container import OutputContainer
from av.packet import Packet
from numpy.typing import NDArray

SLACK_S: Final = 0.04
"""So far, in seconds, sound may be from its time before it is moved there: less than people notice of lips."""

_BIT_RATE: Final = 96_000


class SoundTrack:
    """One channel of sound (AAC) beside the pictures of a container; where none is known there is silence."""

    def __init__(self, container: OutputContainer, *, rate: int) -> None:
        """Add it to the container, for ``rate`` samples a second; raises av.FFmpegError."""
        self._rate = rate
        self._stream: AudioStream = container.add_stream("aac", rate=rate, layout="mono")
        self._stream.bit_rate = _BIT_RATE
        self._samples = 0

    def encode(self, samples: NDArray[np.int16], *, time_s: float) -> "list[Packet[AudioStream]]":
        """Return what is to be written of samples, int16 (n,), heard from ``time_s`` on, in seconds.

        Those of a time that has sound already are left out.
        """
        place = round(time_s * self._rate)
        if abs(place - self._samples) <= SLACK_S * self._rate:
            place = self._samples
        packets = []
        while place > self._samples:
            packets += self._append(np.zeros(min(place - self._samples, self._rate), np.int16))
        return packets + self._append(samples[self._samples - place :])

    def _append(self, samples: NDArray[np.int16]) -> "list[Packet[AudioStream]]":
        if not len(samples):
            return []
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples[np.newaxis]), format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = self._rate, self._samples, Fraction(1, self._rate)
        self._samples += len(samples)
        return self._stream.encode(frame)

    def finish(self) -> "list[Packet[AudioStream]]":
        """Return what is left to be written."""
        return self._stream.encode(None)

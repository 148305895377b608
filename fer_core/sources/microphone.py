"""The computer's microphone, through miniaudio."""

import math
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import SourceError

SOUND_RATE: Final = 48_000
"""Samples a second, whatever the device has."""

_PIECE_MS: Final = 50
_DRIFT: Final = 0.001
"""The clocks of sound cards and computers differ by less than this share."""

_STALL_S: Final = 0.5
"""Sound that comes so much too late, in seconds, was not heard when its samples say: some are lost."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A piece of sound: ``samples`` are int16 (n,), ``SOUND_RATE`` a second.

    ``captured_at`` is ``time.perf_counter()`` when the first of them was heard.
    """

    samples: NDArray[np.int16]
    captured_at: float

    @property
    def ends_at(self) -> float:
        """When the last sample has been heard, on the same clock."""
        return self.captured_at + len(self.samples) / SOUND_RATE


class OpenMicrophone(Protocol):
    """A microphone that is heard until it is closed."""

    def close(self) -> None:
        """Free the device."""
        ...


class SampleClock:
    """Tells when samples were heard, by their number and by when pieces of them arrived.

    A piece arrives when its last sample has been heard, or later, as the computer has other things to do; so the
    earliest arrivals are the truest, and the others may only move the time by as much as two clocks differ.
    """

    def __init__(self) -> None:
        self._samples = 0
        self._zero = math.inf

    def heard_at(self, samples: int, *, arrived_at: float) -> float:
        """Return when the first of so many further samples was heard, in seconds of the clock of ``arrived_at``."""
        zero = arrived_at - (self._samples + samples) / SOUND_RATE
        if zero - self._zero > _STALL_S or zero < self._zero:
            self._zero = zero
        else:
            self._zero = min(zero, self._zero + _DRIFT * samples / SOUND_RATE)
        heard_at = self._zero + self._samples / SOUND_RATE
        self._samples += samples
        return heard_at


class Microphone:
    """The microphone that the system prefers; every piece of sound is given to ``take``, in a thread of the device."""

    def __init__(self, take: Callable[[Sound], None], *, backends: Sequence[Any] = ()) -> None:
        """Open it; raises SourceError. ``backends`` are those of miniaudio to try, by default the system's own."""
        # It takes a moment, which only those who record sound need.
        import miniaudio  # noqa: PLC0415

        try:
            own = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
            self._device = miniaudio.CaptureDevice(
                nchannels=1,
                sample_rate=SOUND_RATE,
                buffersize_msec=_PIECE_MS,
                backends=list(backends) or own,
                app_name="Emolens",
            )
            self._start(_pass_on(take))
        except miniaudio.MiniaudioError as error:
            raise SourceError(
                "The microphone cannot be opened ({error}). Is one plugged in, and allowed by the system's privacy "
                "settings?",
                error=error,
            ) from error

    def _start(self, pieces: Generator[None, bytes, None]) -> None:
        next(pieces)
        try:
            self._device.start(pieces)
        except BaseException:
            self._device.close()
            raise

    def close(self) -> None:
        """Free the device."""
        self._device.close()


def _pass_on(take: Callable[[Sound], None]) -> Generator[None, bytes, None]:
    clock = SampleClock()
    while True:
        samples = np.frombuffer(bytes((yield)), np.int16)
        if len(samples):
            take(Sound(samples, clock.heard_at(len(samples), arrived_at=time.perf_counter())))

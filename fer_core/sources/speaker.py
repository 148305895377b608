"""The computer's loudspeaker, through miniaudio."""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import SourceError
from fer_core.sources.film_sound import SOUND_RATE, Piece

_PIECE_MS: Final = 20
_AHEAD_S: Final = 0.05
"""What is handed over is heard about this much later: two or three pieces wait in the device."""
_SLACK_S: Final = 0.04
"""So far, in seconds, sound may be from its time before it is moved there: less than people notice of lips."""


class Speaker:
    """The loudspeaker that the system prefers, one channel."""

    def __init__(self, *, backends: Sequence[Any] = ()) -> None:
        """Open it; raises SourceError. ``backends`` are those of miniaudio to try, by default the system's own."""
        # It takes a moment, which only those who hear something need.
        import miniaudio  # noqa: PLC0415

        try:
            own = [backend for backend in miniaudio.Backend if backend is not miniaudio.Backend.NULL]
            self._device = miniaudio.PlaybackDevice(
                nchannels=1,
                sample_rate=SOUND_RATE,
                buffersize_msec=_PIECE_MS,
                backends=list(backends) or own,
                app_name="Emolens",
            )
        except miniaudio.MiniaudioError as error:
            raise SourceError(
                "No sound can be played ({error}). Is a loudspeaker plugged in, and chosen in the system's settings?",
                error=error,
            ) from error

    def play(self, pieces: Iterator[Piece], *, began_at: float) -> None:
        """Let pieces be heard, each at its own time after the moment ``began_at`` of ``time.perf_counter()``."""
        handing = hand_over(pieces, began_at=began_at)
        next(handing)
        self._device.start(handing)

    def close(self) -> None:
        """Be silent, and free the device; more than once does no harm."""
        self._device.close()


def hand_over(
    pieces: Iterator[Piece], *, began_at: float, clock: Callable[[], float] = time.perf_counter
) -> Generator[NDArray[np.int16], int, None]:
    """Yield as many samples as are asked for, those of their time; silence where there is no sound.

    The device's own pace counts, until it is too far from the clock.
    """
    waiting = _Waiting(pieces)
    place: int | None = None
    count = yield np.empty(0, np.int16)
    while True:
        due = round((clock() + _AHEAD_S - began_at) * SOUND_RATE)
        if place is None or abs(due - place) > _SLACK_S * SOUND_RATE:
            place = due
        samples = waiting.take(place, count)
        place += count
        count = yield samples


class _Waiting:
    """Pieces of sound in the order of their times, which are read as they are wanted."""

    def __init__(self, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self._place = 0
        self._samples: NDArray[np.int16] | None = np.empty(0, np.int16)

    def take(self, place: int, count: int) -> NDArray[np.int16]:
        """Return the samples from ``place`` on, int16 (count,)."""
        taken = np.zeros(count, np.int16)
        while self._samples is not None and self._place < place + count:
            start, end = max(self._place, place), min(self._place + len(self._samples), place + count)
            if start < end:
                taken[start - place : end - place] = self._samples[start - self._place : end - self._place]
            if self._place + len(self._samples) > place + count:
                break
            self._next()
        return taken

    def _next(self) -> None:
        piece = next(self._pieces, None)
        if piece is None:
            self._samples = None
        else:
            self._place, self._samples = round(piece[0] * SOUND_RATE), piece[1]

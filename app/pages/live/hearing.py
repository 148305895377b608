"""The microphone of a recording: what it hears waits here until the pictures of that moment are written."""

from collections import deque
from collections.abc import Callable
from typing import Final

from app.look.words import sentence_for
from fer_core.errors import SourceError
from fer_core.sources.microphone import Microphone, OpenMicrophone, Sound

_MOST_PIECES: Final = 600
"""Sound of half a minute; pictures never wait as long."""


class Hearing:
    """Hears from ``open`` to ``close``; ``problem`` says why nothing can be heard, and is empty otherwise."""

    def __init__(self, make: Callable[[Callable[[Sound], None]], OpenMicrophone] = Microphone) -> None:
        self.problem = ""
        self._make = make
        self._microphone: OpenMicrophone | None = None
        self._heard: deque[Sound] = deque(maxlen=_MOST_PIECES)

    def open(self) -> None:
        """Begin to hear; where that does not work, ``problem`` says why."""
        try:
            self._microphone = self._make(self._heard.append)
        except SourceError as error:
            self.problem = sentence_for(error)

    def take_until(self, at: float) -> list[Sound]:
        """Return, once only, what has been heard before a moment of ``time.perf_counter()``."""
        taken = []
        while self._heard and self._heard[0].ends_at <= at:
            taken.append(self._heard.popleft())
        return taken

    def close(self) -> None:
        """Hear no more."""
        if self._microphone is not None:
            self._microphone.close()
            self._microphone = None

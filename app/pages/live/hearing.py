"""The microphone of a recording: what it hears waits here until the pictures of that moment are written."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from fer_core.sources.microphone import Microphone, OpenMicrophone, Sound

_MOST_PIECES: Final = 600
"""Sound of half a minute; pictures never wait as long."""

_LONGEST_OPENING_S: Final = 1.0
"""So long, in seconds, the first picture waits for a microphone that the system is slow to open."""

_LONGEST_SILENCE_S: Final = 3
"""A microphone from which nothing has come for so long, not even silence, is gone."""


class Hearing:
    """Hears from ``open`` to ``close``, and never keeps anybody waiting for the microphone."""

    def __init__(self, make: Callable[[Callable[[Sound], None]], OpenMicrophone] = Microphone) -> None:
        self._make = make
        self._failure = ""
        self._microphone: OpenMicrophone | None = None
        self._heard: deque[Sound] = deque(maxlen=_MOST_PIECES)
        self._newest_at = 0.0
        self._lock = threading.Lock()
        self._is_opened = threading.Event()
        self._is_closed = False

    @property
    def problem(self) -> str:
        """Why nothing is heard, empty otherwise."""
        is_silent = self._microphone is not None and time.perf_counter() - self._newest_at > _LONGEST_SILENCE_S
        if self._failure or not is_silent:
            return self._failure
        text = QCoreApplication.translate(
            "Recorder", "Nothing has come from the microphone for {seconds} seconds. Was it unplugged?"
        )
        return text.format(seconds=_LONGEST_SILENCE_S)

    def open(self) -> None:
        """Begin to hear, in a thread: the system may ask the user first."""
        threading.Thread(target=self._open, name="microphone", daemon=True).start()

    def is_expected(self) -> bool:
        """Tell, once that is known or it has taken too long, whether there will be anything to hear."""
        self._is_opened.wait(_LONGEST_OPENING_S)
        return not self._failure

    def take_until(self, at: float) -> list[Sound]:
        """Return, once only, what has been heard before a moment of ``time.perf_counter()``."""
        taken = []
        while self._heard and self._heard[0].ends_at <= at:
            taken.append(self._heard.popleft())
        return taken

    def close(self) -> None:
        """Hear no more."""
        with self._lock:
            self._is_closed = True
            microphone, self._microphone = self._microphone, None
        if microphone is not None:
            microphone.close()

    def _open(self) -> None:
        self._newest_at = time.perf_counter()
        microphone: OpenMicrophone | None = None
        try:
            microphone = self._make(self._take)
        except Exception as error:  # whatever a driver does, the pictures are recorded
            unexpected = QCoreApplication.translate("Recorder", "It failed unexpectedly ({error}).")
            self._failure = sentence_of_failure(error, unexpected)
        with self._lock:
            if not self._is_closed:
                self._newest_at = time.perf_counter()
                self._microphone, microphone = microphone, None
        if microphone is not None:
            microphone.close()
        self._is_opened.set()

    def _take(self, sound: Sound) -> None:
        self._newest_at = time.perf_counter()
        self._heard.append(sound)

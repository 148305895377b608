"""The thread that plays a video and finds any of its pictures."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from app.services.mailbox import Doorbell, Mailbox
from app.services.pacing import Pacer
from app.services.threads import Threads
from fer_core.recording.moments import Moments
from fer_core.recording.recorded_pictures import RecordedPictures
from fer_core.recording.video_pictures import VideoPictures

Pictures = RecordedPictures | VideoPictures


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """One picture of the video, by its number from 0; ``jumps`` counts how often playing went elsewhere until then."""

    number: int
    image_bgr: NDArray[np.uint8]
    jumps: int


class Player:
    """Brings the pictures of one video to ``pictures``, one by one or in time, by their ``moments``.

    ``doorbell`` rings when there is something new: a picture, a sentence in ``problems``, or the end of playing.
    """

    def __init__(
        self, open_pictures: Callable[[], Pictures], *, moments: Moments, frames: int, doorbell: Doorbell
    ) -> None:
        self.pictures: Mailbox[Picture] = Mailbox()
        self.problems: Mailbox[str] = Mailbox()
        self.is_playing = False
        self._open_pictures = open_pictures
        self._moments = moments
        self._frames = frames
        self._doorbell = doorbell
        self._changed = threading.Condition()
        self._wanted: int | None = 0
        self._speed = 1.0
        self._current = -1
        self._jumps = 0
        self._is_stopped = False
        self._threads = Threads()

    def start(self) -> None:
        """Start the thread, which shows the first picture."""
        self._threads.start("player", self.run)

    def show(self, number: int) -> None:
        """Find a picture; playing goes on from there."""
        with self._changed:
            self._wanted = min(max(number, 0), max(self._frames - 1, 0))
            self._changed.notify()

    def set_playing(self, playing: bool) -> None:
        """Play, from the start where the end is reached, or stop."""
        with self._changed:
            if playing and self._wanted is None and self._current >= self._frames - 1:
                self._wanted = 0
            self.is_playing = playing
            self._changed.notify()

    def set_speed(self, speed: float) -> None:
        """Play so many times as fast as the video is, or as fast as its pictures can be had."""
        with self._changed:
            self._speed = speed
            self._changed.notify()

    def stop(self) -> None:
        """Let the thread end, without a further word."""
        self._doorbell.mute()
        with self._changed:
            self._is_stopped = True
            self._changed.notify()

    @property
    def is_alive(self) -> bool:
        """Whether the thread has yet to end."""
        return self._threads.is_running("player")

    def join(self) -> None:
        """Wait for the thread to end after ``stop``, for at most two seconds."""
        self._threads.close()

    def run(self) -> None:
        """Play until the player is stopped."""
        try:
            with self._open_pictures() as video:
                self._play(video)
        except Exception as error:
            text = QCoreApplication.translate("Player", "The video cannot be played ({error}).")
            self._fail(sentence_of_failure(error, text))

    def _play(self, video: Pictures) -> None:
        pacer, paced = Pacer(wait=self._rest), self._speed
        while (number := self._next()) is not None:
            if not self.is_playing or number != self._current + 1 or paced != self._speed:
                pacer.restart()
                paced = self._speed
            image = video.read(number) if number < self._frames else None
            if self.is_playing:
                pacer.hold(self._moments.time_of(number) / paced)
            with self._changed:
                # What was asked for while this one was decoded comes first.
                if self._wanted is not None and self.is_playing:
                    continue
                self._current = number
                # A picture that is lost is passed over: the one before stays.
                self.is_playing = self.is_playing and number < self._frames - 1
            if image is not None:
                self.pictures.put(Picture(number, image, self._jumps))
            elif not self.is_playing and number < self._frames:
                text = QCoreApplication.translate("Player", "This picture is missing: the video is damaged here.")
                self.problems.put(text)
            self._doorbell.ring()

    def _next(self) -> int | None:
        """Wait until a picture is wanted and return its number, None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopped or self._wanted is not None or self.is_playing)
            if self._is_stopped:
                return None
            wanted, self._wanted = self._wanted, None
            following = self._current + 1
            self._jumps += wanted not in (None, self._current, following)
            return following if wanted is None else wanted

    def _rest(self, seconds: float) -> object:
        with self._changed:
            return self._changed.wait_for(
                lambda: self._is_stopped or self._wanted is not None or not self.is_playing, seconds
            )

    def _fail(self, problem: str) -> None:
        self.is_playing = False
        self.problems.put(problem)
        self._doorbell.ring()

"""What a video file says about itself."""

import re
from dataclasses import dataclass
from typing import Final

import av
from av.container import InputContainer
from av.video.stream import VideoStream

_FPS_RANGE: Final = 0.001, 1000.0
_FILM_FPS: Final = 25.0
"""Of a film that does not tell its rate at all."""


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """The nominal rate in pictures a second, and what the file claims of its length, None where it does not tell.

    ``counted`` is how many pictures its header counts, ``length_s`` how long it says that they last, in seconds.
    """

    fps: float
    counted: int | None
    length_s: float | None

    @property
    def frames(self) -> int | None:
        """How many pictures the file says or seems to have."""
        return self.counted or (round(self.length_s * self.fps) if self.length_s else None) or None


def facts_of(container: InputContainer, stream: VideoStream) -> FilmFacts:
    """Return what an open file says."""
    rate = stream.average_rate or stream.guessed_rate or stream.base_rate
    fps = min(max(float(rate), _FPS_RANGE[0]), _FPS_RANGE[1]) if rate else _FILM_FPS
    return FilmFacts(fps, stream.frames or None, _length_s(container, stream))


def _length_s(container: InputContainer, stream: VideoStream) -> float | None:
    """Return how long the file says that the film is, in seconds; None where it does not tell."""
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    # Matroska notes it as text, and like its time stamps from before the first picture; a file's own length may be
    # that of its sound.
    start_s = float((stream.start_time or 0) * (stream.time_base or 0))
    if match := re.fullmatch(r"(\d+):(\d\d):(\d\d\.\d+)", stream.metadata.get("DURATION", "")):
        return int(match[1]) * 3600 + int(match[2]) * 60 + float(match[3]) - start_s
    if container.duration and len(container.streams) == 1:
        return container.duration / av.time_base - start_s
    return None

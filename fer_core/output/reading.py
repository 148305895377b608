"""What goes out to other programs."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fer_core.results import FaceResult


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The faces of one picture.

    ``number`` counts the analysed pictures; ``captured_at`` is ``time.perf_counter()`` when the picture was captured;
    ``size_wh`` is in pixels; ``analysis_ms`` is how long the analysis took. ``names`` are what faces are called, by
    their ids, empty unless the user wants to send names. ``image_bgr`` is the picture itself, uint8
    (height, width, 3), only where pictures are sent.
    """

    number: int
    captured_at: float
    size_wh: tuple[int, int]
    faces: tuple[FaceResult, ...]
    analysis_ms: float
    names: Mapping[int, str] = field(default_factory=dict)
    image_bgr: NDArray[np.uint8] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A marker that was set just now: its name, and ``time.perf_counter()`` of its moment."""

    name: str
    at: float


def unix_time_of(moment: float) -> float:
    """Return the Unix time in seconds of a moment of ``time.perf_counter()``."""
    return time.time() - (time.perf_counter() - moment)

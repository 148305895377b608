"""The protocol that every source of frames follows."""

from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One picture of a source.

    ``image_bgr`` is uint8 (height, width, 3), contiguous and never written to again; ``time_s`` is its position in the
    source in seconds (for cameras and streams: since the source was opened); ``captured_at`` is ``time.perf_counter()``
    when it was read.
    """

    index: int
    time_s: float
    captured_at: float
    image_bgr: NDArray[np.uint8]


class FrameSource(Protocol):
    """Frames in order, from ``read`` until it returns None.

    ``name`` is what to show people. ``fps`` is the nominal rate at which a recorded source wants to be played.
    ``is_live`` tells a camera or stream, which sets its own pace, from a recording, which can be read at any speed.
    ``frame_count`` is the number of frames that a finite source says or seems to have, None where it is endless or
    unknown.
    """

    name: str
    fps: float
    is_live: bool
    frame_count: int | None

    @property
    def frames_missing(self) -> int:
        """How many frames of a finite source could not be read, known once ``read`` has returned None."""
        ...

    def read(self) -> Frame | None:
        """Return the next frame, waiting for it if need be, or None after the last one.

        Raises SourceError (CameraError for a camera) when the source has stopped delivering.
        """
        ...

    def close(self) -> None:
        """Free the device or file; more than once does no harm."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc_info: object) -> None: ...

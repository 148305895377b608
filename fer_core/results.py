"""What the analysis of a frame yields."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion

BoxXywh = tuple[int, int, int, int]
"""Left, top, width and height of a box in pixels of its frame."""


@dataclass(frozen=True, slots=True, eq=False)
class FaceResult:
    """One face in one frame.

    ``face_id`` stays the same while the face is followed; ``probabilities`` is float32 (7,) over ``EMOTIONS``, sums to
    1 and is read-only.
    """

    face_id: int
    box_xywh: BoxXywh
    probabilities: NDArray[np.float32]

    def __post_init__(self) -> None:
        if self.probabilities.shape != (len(EMOTIONS),):
            raise ValueError(f"probabilities must have shape ({len(EMOTIONS)},), not {self.probabilities.shape}")
        self.probabilities.flags.writeable = False

    @property
    def label(self) -> Emotion:
        """The most probable emotion."""
        return EMOTIONS[int(self.probabilities.argmax())]

    @property
    def confidence(self) -> float:
        """The probability of ``label``, 0 to 1."""
        return float(self.probabilities.max())


@dataclass(frozen=True, slots=True, eq=False)
class FrameResult:
    """All faces of one frame, lowest id first, and how long the analysis took in milliseconds."""

    faces: tuple[FaceResult, ...]
    latency_ms: float

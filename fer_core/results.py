"""What the analysis of a frame yields."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion, Label

BoxXywh = tuple[int, int, int, int]
"""Left, top, width and height of a box in pixels of its frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Vote:
    """What an ensemble says of n faces, in two read-only arrays float32 (n, 7) over ``EMOTIONS``.

    ``probabilities`` are calibrated; ``backing`` is the share of the members, 0 to 1, that find each emotion most
    probable.
    """

    probabilities: NDArray[np.float32]
    backing: NDArray[np.float32]

    def __post_init__(self) -> None:
        wanted = (len(self.probabilities), len(EMOTIONS))
        if not self.probabilities.shape == self.backing.shape == wanted:
            raise ValueError(
                f"expected probabilities and backing (n, {len(EMOTIONS)}), "
                f"got {self.probabilities.shape} and {self.backing.shape}"
            )
        self.probabilities.flags.writeable = self.backing.flags.writeable = False

    @property
    def agreement(self) -> NDArray[np.float32]:
        """Share of the members, float32 (n,), that find the same emotion most probable as all of them together."""
        return np.take_along_axis(self.backing, self.probabilities.argmax(axis=1)[:, None], axis=1)[:, 0]


@dataclass(frozen=True, slots=True, eq=False)
class FaceResult:
    """One face in one frame.

    ``face_id`` stays the same while the face is followed; ``probabilities`` is float32 (7,) over ``EMOTIONS``, sums to
    1 and is read-only; ``agreement`` is the share of the networks, 0 to 1, whose winner is the vote's. In video
    both are averages over a short time.
    """

    face_id: int
    box_xywh: BoxXywh
    probabilities: NDArray[np.float32]
    agreement: float
    is_uncertain: bool

    def __post_init__(self) -> None:
        if self.probabilities.shape != (len(EMOTIONS),):
            raise ValueError(f"probabilities must have shape ({len(EMOTIONS)},), not {self.probabilities.shape}")
        self.probabilities.flags.writeable = False

    @property
    def emotion(self) -> Emotion:
        """The most probable emotion, however uncertain."""
        return EMOTIONS[int(self.probabilities.argmax())]

    @property
    def label(self) -> Label:
        """What to call the face: its most probable emotion, or ``uncertain``."""
        return "uncertain" if self.is_uncertain else self.emotion

    @property
    def confidence(self) -> float:
        """The probability of ``emotion``, 0 to 1."""
        return float(self.probabilities.max())


@dataclass(frozen=True, slots=True, eq=False)
class FrameResult:
    """All faces of one frame, lowest id first, and how long the analysis took in milliseconds."""

    faces: tuple[FaceResult, ...]
    latency_ms: float

"""What the analysis of a frame yields."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion, Label

BoxXywh = tuple[int, int, int, int]
"""Left, top, width and height of a box in pixels of its frame."""


LEAST_SURE: Final = 0.98
"""A face that a detector holds for less probable is doubtful, and so is every emotion in it.

In 86 pictures without faces that the judge was not trained on, no box exceeded it; 19 of 20 faces found do.
"""


@dataclass(frozen=True, slots=True)
class FoundFace:
    """What a detector has found in a picture.

    ``box_xywh`` is upright however the head is tilted: by ``tilt_degrees``, clockwise as one sees the picture, about
    the box's centre; 0 also where the detector does not tell. ``confidence`` is the probability that this is a face, 0
    to 1, None where the detector does not tell.
    """

    box_xywh: BoxXywh
    tilt_degrees: float = 0.0
    confidence: float | None = None

    @property
    def is_doubtful(self) -> bool:
        """Whether this may well be no face."""
        return self.confidence is not None and self.confidence < LEAST_SURE


@dataclass(frozen=True, slots=True, eq=False)
class Vote:
    """What an ensemble says of n faces, in read-only arrays float32 (n, 7) over ``EMOTIONS``.

    ``probabilities`` are calibrated; ``backing`` is the share of the members, 0 to 1, that find each emotion most
    probable. ``members`` are their own probabilities, float32 (members, n, 7), None where nobody needs them.
    """

    probabilities: NDArray[np.float32]
    backing: NDArray[np.float32]
    members: NDArray[np.float32] | None = None

    def __post_init__(self) -> None:
        wanted = (len(self.probabilities), len(EMOTIONS))
        if not self.probabilities.shape == self.backing.shape == wanted:
            raise ValueError(
                f"expected probabilities and backing (n, {len(EMOTIONS)}), "
                f"got {self.probabilities.shape} and {self.backing.shape}"
            )
        if self.members is not None and self.members.shape[1:] != wanted:
            raise ValueError(f"expected members (any, {wanted[0]}, {wanted[1]}), got {self.members.shape}")
        _freeze(self.probabilities, self.backing, self.members)

    @property
    def agreement(self) -> NDArray[np.float32]:
        """Share of the members, float32 (n,), that find the same emotion most probable as all of them together."""
        return np.take_along_axis(self.backing, self.probabilities.argmax(axis=1)[:, None], axis=1)[:, 0]


@dataclass(frozen=True, slots=True, eq=False)
class FaceResult:
    """One face in one frame.

    ``face_id`` stays the same while the face is followed, and where a person comes back and is recognised;
    ``probabilities`` is float32 (7,) over ``EMOTIONS``, sums to 1 and is read-only; ``agreement`` is the share of the
    networks, 0 to 1, whose winner is the vote's. In video both are averages over a short time. ``is_recognised`` tells
    that the person was out of sight and has got ``face_id`` back by place, size and clothes.

    The rest is None where nobody asked for it: ``unsmoothed``, float32 (7,), is the vote on this frame (and,
    where faces are read by turns, on the one before), calibrated and without the prior, before a resting face is taken
    out of it; ``members``, float32 (members, 7), are
    the networks' own probabilities, averaged over time as the others; ``evidence``, float32 (rows, columns), is the
    class activation map of ``emotion`` over the box, in logits; ``face_confidence`` is the detector's probability that
    this is a face at all, 0 to 1, where it has one.
    """

    face_id: int
    box_xywh: BoxXywh
    probabilities: NDArray[np.float32]
    agreement: float
    is_uncertain: bool
    unsmoothed: NDArray[np.float32] | None = None
    members: NDArray[np.float32] | None = None
    evidence: NDArray[np.float32] | None = None
    face_confidence: float | None = None
    is_recognised: bool = False

    def __post_init__(self) -> None:
        if self.probabilities.shape != (len(EMOTIONS),):
            raise ValueError(f"probabilities must have shape ({len(EMOTIONS)},), not {self.probabilities.shape}")
        _freeze(self.probabilities, self.unsmoothed, self.members, self.evidence)

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


def _freeze(*arrays: NDArray[np.float32] | None) -> None:
    """Make arrays read-only, as frames and faces are shared between threads."""
    for array in arrays:
        if array is not None:
            array.flags.writeable = False

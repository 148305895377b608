"""What every face detector does, and what the program knows about a kind of them."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from fer_core.results import BoxXywh, FoundFace


@dataclass(frozen=True, slots=True)
class MinFace:
    """The narrowest face that is looked for: ``value`` is in pixels, or a share of a picture's shorter side."""

    value: float
    is_share: bool

    def pixels(self, shape: tuple[int, ...]) -> float:
        """Return it in pixels of a picture of ``shape`` (height, width, …)."""
        return self.value * min(shape[:2]) if self.is_share else self.value


class FaceDetector(Protocol):
    """Finds faces, in the frames of a source one after the other or in photographs.

    A box is framed as FER2013 frames faces: the square with its centre and its longer side is what the networks read,
    what is blurred and what is shown. A detector whose own boxes are larger or smaller passes them through ``reframe``.
    """

    takes_colour: ClassVar[bool] = False
    """Whether colours help; without, frames are turned grey only once, for the detector and the networks."""

    search_side: int | None = None
    """Pixels to which the shorter side of larger frames is reduced for the search.

    None where a part of a frame, reduced alike, would not show the same faces, as with a detector that remembers.
    """

    min_face: MinFace | None = None
    """The narrowest face to look for in the pictures given to ``detect``; None for what suits the detector."""

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        """Return the boxes of all faces in ``frame``, in its pixels; largest first.

        ``frame`` is grey uint8 (height, width), or BGR uint8 (height, width, 3) where the detector takes colours and
        the source has them.
        """
        ...

    def find(self, frame: NDArray[np.uint8]) -> list[FoundFace]:
        """Return the faces of ``detect`` with what else is known of them; by default that is nothing."""
        return [FoundFace(box) for box in self.detect(frame)]

    def follow(self, frame: NDArray[np.uint8]) -> list[FoundFace] | None:  # noqa: ARG002
        """Return the faces of the frame before where they are in this one, looking for no others.

        None where one of them is lost, where there were none, or, by default, where the detector cannot do that.
        """
        return None

    def for_copy(self, shape: tuple[int, ...], *, reduction: float) -> "FaceDetector":
        """Return the detector for a copy of a picture of ``shape`` (height, width, …), ``reduction`` times smaller.

        It looks for the same narrowest face, which has fewer pixels in the copy, and whose share may be another where
        the copy has a border.
        """
        if self.min_face is None:
            return self
        detector = copy(self)
        detector.min_face = MinFace(self.min_face.pixels(shape) / reduction, is_share=False)
        return detector

    def reset(self) -> None:
        """Forget what is remembered of earlier frames, before those of another source; by default there is nothing."""
        return


@dataclass(frozen=True, slots=True)
class DetectorKind:
    """One entry of ``DETECTORS``; both constructors raise ModelError where something that they need is missing.

    ``live`` makes a detector for the frames of one source, where time is short; ``stills`` one for photographs, each of
    which stands for itself. Both take the narrowest face to look for, None for what suits the detector. ``title`` says
    in the settings and on the command line what it finds, ``method`` in reports how, in the middle of a sentence; both
    are English, and the window translates them.
    """

    title: str
    method: str
    live: Callable[[MinFace | None], FaceDetector]
    stills: Callable[[MinFace | None], FaceDetector]


def reframe(box: BoxXywh, framing: float) -> BoxXywh:
    """Return the square about a box's centre whose side is ``framing`` times the box's longer one."""
    x, y, width, height = box
    side = max(1, round(max(width, height) * framing))
    return round(x + (width - side) / 2), round(y + (height - side) / 2), side, side

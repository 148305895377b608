"""Faces of every size and tilt: OpenCV's cascades propose, a small network judges."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.base import DetectorKind, FaceDetector, MinFace
from fer_core.faces.detectors.candidates import (
    SIDE,
    TILT,
    Candidates,
    Views,
    box_of,
    corrected,
    kept_of,
    no_candidates,
    supporters_of,
)
from fer_core.faces.detectors.judge import Judge
from fer_core.faces.detectors.proposals import ALT2, FRONTAL, PROFILES, Proposer, Search
from fer_core.results import BoxXywh, FoundFace

_ONE_LOOK: Final = 0.8
"""Corrected proposals that share more are looked at again as one."""

UPRIGHT_DEGREES: Final = 8.0
"""Faces that are tilted less are read as they are: FER2013's own are tilted that much, and a turn costs sharpness."""


@dataclass(frozen=True, slots=True)
class CarefulConfig:
    """How proposals become faces.

    Each is judged, corrected where it is at least ``worth_another_look`` probable, and judged again where that has
    moved it. A face is at least ``min_probability`` probable and overlaps with more probable ones by at most
    ``most_overlap`` of the smaller square. ``follows`` remembers the faces of one frame for the next. Every picture is
    searched as ``searches`` say, and every other one also as one of ``in_turn`` says, where time is short for all.

    ``min_probability`` is chosen so that ``python -m tools.benchmarks.detection photos DIR --without-faces NEGATIVES``
    shows at most 2 false boxes on the 86 pictures without faces that the judge was not trained on; 0.95 lets 3 through.
    """

    searches: tuple[Search, ...]
    in_turn: tuple[Search, ...] = ()
    worth_another_look: float = 0.2
    min_probability: float = 0.965
    most_overlap: float = 0.45
    follows: bool = False


LIVE: Final = CarefulConfig(
    (Search(240, (FRONTAL,), min_face=30),),
    tuple(Search(150, (FRONTAL,), (angle,), scale_factor=1.25) for angle in (-30.0, 30.0)),
    follows=True,
)
"""For the frames of a source, where time is short: ``python -m tools.benchmarks.hard_faces DIR --live``."""

STILLS: Final = CarefulConfig((
    Search(960, (FRONTAL, ALT2), min_face=44, most_enlarged=2.2),
    Search(600, PROFILES, min_face=30, most_enlarged=2.0),
    Search(600, (ALT2,), angles=(-40.0, -20.0, 20.0, 40.0), min_face=30, most_enlarged=2.0, scale_factor=1.25),
))  # fmt: skip
"""For photographs, where time is plenty."""


class CarefulDetector(FaceDetector):
    """Judges what the cascades propose.

    Of a source, it also judges what were faces in the frame before, so that a face is not lost by a slow turn that the
    cascades do not know; to ``follow`` them it asks no cascade.
    """

    def __init__(self, config: CarefulConfig, *, judge: Judge | None = None, min_face: MinFace | None = None) -> None:
        """Load what is needed; raises ModelError where something is missing."""
        self._config = config
        self._judge = judge or Judge()
        self._proposer = Proposer(*config.searches, *config.in_turn)
        more = [(*config.searches, search) for search in config.in_turn]
        self._turns = [searches for other in more for searches in (config.searches, other)] or [config.searches]
        self.min_face = min_face
        self.reset()

    def reset(self) -> None:
        """Forget the frame before."""
        self._searched = 0
        self._former = no_candidates()
        self._shape: tuple[int, ...] = ()

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        """Return the boxes of all faces, largest first."""
        return [face.box_xywh for face in self.find(frame)]

    def find(self, frame: NDArray[np.uint8]) -> list[FoundFace]:
        """Return all faces with their tilts and probabilities, largest first."""
        grey = to_grey(frame)
        least = None if self.min_face is None else self.min_face.pixels(grey.shape)
        searches = self._turns[self._searched % len(self._turns)]
        proposals = self._proposer.propose(grey, min_face=least, searches=searches)
        self._searched += 1
        if grey.shape == self._shape:
            proposals = np.concatenate([proposals, self._former])
        return self._keep(grey, *self.judged(grey, proposals))

    def follow(self, frame: NDArray[np.uint8]) -> list[FoundFace] | None:
        """Return the faces of the frame before where they are now, None where one is lost or there were none."""
        grey = to_grey(frame)
        if grey.shape != self._shape or not len(self._former):
            return None
        candidates, probabilities = self.judged(grey, self._former)
        return self._keep(grey, candidates, probabilities) if len(candidates) == len(self._former) else None

    def _keep(
        self, grey: NDArray[np.uint8], candidates: Candidates, probabilities: NDArray[np.float32]
    ) -> list[FoundFace]:
        """Return candidates as faces, and remember them for the next frame."""
        if self._config.follows:
            self._former, self._shape = candidates, grey.shape
        order = np.argsort(-candidates[:, SIDE], kind="stable")
        return [_face_of(candidates[i], float(probabilities[i])) for i in order]

    def judged(self, grey: NDArray[np.uint8], proposals: Candidates) -> tuple[Candidates, NDArray[np.float32]]:
        """Return the faces among proposals (n, 4), corrected and each only once, and their probabilities."""
        config = self._config
        views = Views(grey)
        probabilities, moves = self._judge.judge(views.cut(proposals))
        likely = probabilities >= config.worth_another_look
        moved = corrected(proposals[likely], moves[likely])
        candidates = moved[kept_of(moved, probabilities[likely], most_overlap=_ONE_LOOK)]
        probabilities, moves = self._judge.judge(views.cut(candidates))
        probabilities = supported(probabilities, supporters_of(candidates, moved))
        sure = probabilities >= config.min_probability
        candidates, probabilities = corrected(candidates[sure], moves[sure]), probabilities[sure]
        kept = kept_of(candidates, probabilities, most_overlap=config.most_overlap)
        return candidates[kept], probabilities[kept]


def supported(probabilities: NDArray[np.float32], supporters: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return how probable faces are when several proposals, int64 (n,), have led to them: that multiplies the odds.

    What is no face is seldom proposed twice. The odds grow with the square of the proposals.
    """
    weight = supporters.clip(min=1).astype(np.float32) ** 2
    return np.asarray(weight * probabilities / (weight * probabilities + 1 - probabilities), dtype=np.float32)


def _face_of(candidate: NDArray[np.float64], probability: float) -> FoundFace:
    tilt = float(candidate[TILT])
    return FoundFace(box_of(candidate), 0.0 if abs(tilt) < UPRIGHT_DEGREES else tilt, probability)


KIND: Final = DetectorKind(
    title="Faces of every size and tilt",
    method="OpenCV's Haar cascades (Viola and Jones, 2001), whose proposals a small network judges",
    live=lambda min_face: CarefulDetector(LIVE, min_face=min_face),
    stills=lambda min_face: CarefulDetector(STILLS, min_face=min_face),
)

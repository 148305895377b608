"""One frame in, all its faces with their emotions out."""

import math
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.crop import crop_face, to_grey
from fer_core.faces.detectors import live_detector
from fer_core.faces.detectors.base import FaceDetector, MinFace
from fer_core.faces.detectors.near import NearSearch
from fer_core.faces.options import AnalysisOptions
from fer_core.faces.resting import neutral_reference, take_out_resting
from fer_core.faces.returning import ReturningTracker
from fer_core.faces.smoothing import FaceSmoother
from fer_core.faces.turns import TurnReader
from fer_core.networks.ensemble import OnnxEnsemble, load_ensemble
from fer_core.networks.prior import backing_of, take_out_prior, take_prior_out_of_vote
from fer_core.results import FaceResult, FoundFace, FrameResult, Vote

_TURN_SHARE: Final = 0.5
"""As a share of the smoothing's time constant: what was read longer ago than that is not half of the present answer."""


class FacePipeline:
    """Detection, tracking, cropping, soft voting and smoothing for the frames of one source, in order.

    ``options`` may be replaced between two frames.
    """

    def __init__(
        self,
        ensemble: OnnxEnsemble,
        options: AnalysisOptions | None = None,
        *,
        make_detector: Callable[[str], FaceDetector] = live_detector,
    ) -> None:
        """Make the detector that the options name; raises ModelError where it lacks something."""
        self.ensemble = ensemble
        self.options = options or AnalysisOptions()
        self._shares = ensemble.manifest.class_shares
        self._reference = neutral_reference(ensemble.manifest)
        self._make_detector = make_detector
        self._detector_name = self.options.detector
        self._search = NearSearch(make_detector(self._detector_name))
        self._tracker = ReturningTracker()
        self._reader = TurnReader(ensemble)
        self._smoothers: dict[int, FaceSmoother] = {}
        self._newest_s = -math.inf
        self._size_wh: tuple[int, int] | None = None

    @property
    def member_names(self) -> tuple[str, ...]:
        """The networks' names, in the order of ``FaceResult.members``."""
        return tuple(spec.name for spec in self.ensemble.manifest.members)

    @property
    def can_explain(self) -> bool:
        """Whether faces can be given ``evidence``."""
        return self.ensemble.manifest.has_maps

    def analyze(self, frame_bgr: NDArray[np.uint8], *, time_s: float | None = None) -> FrameResult:
        """Find and read every face in a picture, uint8 (height, width, 3) or grey (height, width).

        ``time_s`` is the frame's time in its source, which smoothing needs; without it the clock is read. Where it runs
        backwards, as after a camera was opened again, all faces are forgotten. Where the pictures' size changes on the
        way, faces are followed at the same places of the picture. Raises ModelError where the options name another
        detector, which lacks something.
        """
        started = time.perf_counter()
        time_s = started if time_s is None else time_s
        if time_s < self._newest_s:
            self.reset()
        self._newest_s = time_s
        grey = to_grey(frame_bgr)
        self._follow_size((grey.shape[1], grey.shape[0]))
        search = self._chosen_search()
        found = search.find(
            frame_bgr if search.takes_colour else grey, time_s=time_s, everywhere=self.options.searches_everywhere
        )
        boxes = [face.box_xywh for face in found]
        tracked = self._tracker.update(boxes, frame=frame_bgr, time_s=time_s, mistaken=self.options.mistaken)
        self._smoothers = {i: s for i, s in self._smoothers.items() if i in self._tracker.alive}
        self._reader.forget_all_but(self._tracker.alive)
        steadied = {}
        for face, place in zip(found, tracked, strict=True):
            smoother = self._smoothers.setdefault(place.face_id, FaceSmoother())
            smoother.time_constant_s = self.options.smoothing_s
            steadied[place.face_id] = smoother.smooth_face(face, time_s=time_s)
        faces = sorted(self._read(grey, steadied, time_s), key=lambda face: face.face_id)
        return FrameResult(tuple(faces), latency_ms=(time.perf_counter() - started) * 1000)

    def reset(self) -> None:
        """Forget all faces, before the frames of another source."""
        self._tracker.reset()
        self._search.reset()
        self._smoothers.clear()
        self._reader.forget_all_but(())
        self._newest_s = -math.inf
        self._size_wh = None

    def _chosen_search(self) -> NearSearch:
        if self.options.detector != self._detector_name:
            self._search = NearSearch(self._make_detector(self.options.detector))
            self._detector_name = self.options.detector
        return self._search

    def _follow_size(self, size_wh: tuple[int, int]) -> None:
        before, self._size_wh = self._size_wh, size_wh
        if before is not None and before != size_wh:
            self._tracker.rescale(size_wh[0] / before[0], size_wh[1] / before[1])
            for smoother in self._smoothers.values():
                smoother.forget_box()

    def _read(self, grey: NDArray[np.uint8], found: dict[int, FoundFace], time_s: float) -> Iterator[FaceResult]:
        """Yield what the networks say of the faces with these ids."""
        if not found:
            return
        crops = np.stack([crop_face(grey, face.box_xywh, tilt_degrees=face.tilt_degrees) for face in found.values()])
        max_gap_s = _TURN_SHARE * self.options.smoothing_s
        read = self._reader.vote(crops, tuple(found), time_s=time_s, max_gap_s=max_gap_s)
        vote = take_prior_out_of_vote(read, self._shares, self.options.prior)
        rule = self.ensemble.manifest.rule(self.options.strictness)
        for position, (face_id, face) in enumerate(found.items()):
            smoother = self._smoothers[face_id]
            probabilities, backing, members = self._without_bias(vote, position, face_id)
            probabilities, backing = smoother.smooth_vote(probabilities, backing, time_s=time_s)
            winner = int(probabilities.argmax())
            confidence, agreement = float(probabilities[winner]), float(backing[winner])
            yield FaceResult(
                face_id,
                face.box_xywh,
                probabilities,
                agreement=agreement,
                is_uncertain=smoother.certainty.is_uncertain(
                    rule,
                    winner=winner,
                    confidence=confidence,
                    agreement=agreement,
                    is_doubtful=face.is_doubtful,
                ),
                unsmoothed=vote.probabilities[position],
                members=None if members is None else smoother.smooth_members(members, time_s=time_s),
                evidence=self._evidence(crops[position], winner) if face_id == self.options.explained_id else None,
                face_confidence=face.confidence,
                is_recognised=self._tracker.is_recognised(face_id),
            )

    def _without_bias(
        self, vote: Vote, position: int, face_id: int
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32] | None]:
        """Return a face's probabilities, backing and members' probabilities, its resting face taken out of all."""
        members = None if vote.members is None else vote.members[:, position]
        resting = self.options.resting.get(face_id)
        if resting is None:
            return vote.probabilities[position], vote.backing[position], members
        reference = self._reference
        if self._shares is not None:  # the face and its resting face are compared without the prior
            reference = take_out_prior(reference, self._shares, self.options.prior)
        probabilities = take_out_resting(vote.probabilities[position], resting, reference)
        if members is None:
            return probabilities, vote.backing[position], None
        # Who backs an emotion must be asked of the same faces as the vote.
        members = take_out_resting(members, resting, reference)
        return probabilities, backing_of(members[:, None])[0], members

    def _evidence(self, crop: NDArray[np.uint8], winner: int) -> NDArray[np.float32] | None:
        return self.ensemble.explain(crop[None])[0, winner] if self.can_explain else None


def load_pipeline(
    models: Path | None = None,
    options: AnalysisOptions | None = None,
    *,
    threads: int = 1,
    min_face: MinFace | None = None,
) -> FacePipeline:
    """Load the detector and the ensemble in folder ``models`` (default: the shipped one); raises ModelError.

    ``min_face`` is the narrowest face to look for, None for what suits the detector.
    """
    make_detector = partial(live_detector, min_face=min_face)
    return FacePipeline(load_ensemble(models, threads=threads), options, make_detector=make_detector)

"""One frame in, all its faces with their emotions out."""

import math
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fer_core.detect import FaceDetector, HaarDetector
from fer_core.ensemble import OnnxEnsemble, load_ensemble
from fer_core.preprocess import crop_face, to_grey
from fer_core.results import FaceResult, FrameResult
from fer_core.smoothing import FaceSmoother
from fer_core.tracking import IouTracker


class FacePipeline:
    """Detection, tracking, cropping, soft voting and smoothing for the frames of one source, in order."""

    def __init__(self, detector: FaceDetector, ensemble: OnnxEnsemble) -> None:
        self.ensemble = ensemble
        self._rule = ensemble.manifest.uncertainty
        self._detector = detector
        self._tracker = IouTracker()
        self._smoothers: dict[int, FaceSmoother] = {}
        self._newest_s = -math.inf

    def analyze(self, frame_bgr: NDArray[np.uint8], *, time_s: float | None = None) -> FrameResult:
        """Find and read every face in a picture, uint8 (height, width, 3) or grey (height, width).

        ``time_s`` is the frame's time in its source, which smoothing needs; without it the clock is read. Where it runs
        backwards, as after a camera was opened again, all faces are forgotten.
        """
        started = time.perf_counter()
        time_s = started if time_s is None else time_s
        if time_s < self._newest_s:
            self.reset()
        self._newest_s = time_s
        grey = to_grey(frame_bgr)
        tracked = self._tracker.update(self._detector.detect(grey), time_s=time_s)
        self._smoothers = {i: s for i, s in self._smoothers.items() if i in self._tracker.alive}
        smoothers = [self._smoothers.setdefault(face.face_id, FaceSmoother()) for face in tracked]
        boxes = [s.smooth_box(face.box_xywh, time_s=time_s) for s, face in zip(smoothers, tracked, strict=True)]
        faces = []
        if boxes:
            vote = self.ensemble.vote(np.stack([crop_face(grey, box) for box in boxes]))
            for i, (smoother, face, box) in enumerate(zip(smoothers, tracked, boxes, strict=True)):
                probabilities, backing = smoother.smooth_vote(vote.probabilities[i], vote.backing[i], time_s=time_s)
                agreement = float(backing[probabilities.argmax()])
                is_uncertain = self._rule.applies(float(probabilities.max()), agreement)
                faces.append(FaceResult(face.face_id, box, probabilities, agreement, is_uncertain))
        faces.sort(key=lambda face: face.face_id)
        return FrameResult(tuple(faces), latency_ms=(time.perf_counter() - started) * 1000)

    def reset(self) -> None:
        """Forget all faces, before the frames of another source."""
        self._tracker.reset()
        self._smoothers.clear()
        self._newest_s = -math.inf


def load_pipeline(models: Path | None = None, *, threads: int = 1) -> FacePipeline:
    """Load the cascade and the ensemble in folder ``models`` (default: the shipped one); raises ModelError."""
    return FacePipeline(HaarDetector(), load_ensemble(models, threads=threads))

"""The last minute of every face."""

import math
from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.results import FaceResult

SPAN_S: Final = 60.0
"""Seconds that are remembered."""

STEP_S: Final = 0.2
"""Seconds between two samples: 300 in all, about one per two pixels of the chart."""


class FaceHistory:
    """Five samples a second of each face's probabilities over the last minute; older ones, and faces, are forgotten."""

    def __init__(self) -> None:
        self._samples: dict[int, deque[tuple[float, NDArray[np.float32]]]] = {}
        self._newest_s = -math.inf
        self._sampled_s = -math.inf

    @property
    def newest_s(self) -> float:
        """The moment of the newest faces, in seconds of the capture's clock; minus infinity where there were none."""
        return self._newest_s

    def note(self, faces: Sequence[FaceResult], *, time_s: float) -> bool:
        """Take in the faces of a moment; tell whether it was time for a sample. ``time_s`` must not decrease."""
        self._newest_s = time_s
        # Frames come a little unevenly: a twentieth of a step early is near enough.
        if time_s - self._sampled_s < STEP_S * 0.95:
            return False
        self._sampled_s = time_s
        for face in faces:
            samples = self._samples.setdefault(face.face_id, deque(maxlen=round(SPAN_S / STEP_S)))
            samples.append((time_s, face.probabilities))
        oldest_s = time_s - SPAN_S
        for face_id in [face_id for face_id, samples in self._samples.items() if samples[-1][0] < oldest_s]:
            del self._samples[face_id]
        return True

    def series(self, face_id: int | None) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """Return moments (n,) in seconds before the newest one, from -60 to 0, and a face's probabilities (n, 7)."""
        samples = self._samples.get(face_id, ()) if face_id is not None else ()
        recent = [sample for sample in samples if self._newest_s - sample[0] <= SPAN_S]
        if not recent:
            return np.empty(0), np.empty((0, len(EMOTIONS)), np.float32)
        times_s, probabilities = zip(*recent, strict=True)
        return np.asarray(times_s) - self._newest_s, np.stack(probabilities)

    def clear(self) -> None:
        """Forget everything: another source begins."""
        self._samples.clear()
        self._newest_s = self._sampled_s = -math.inf

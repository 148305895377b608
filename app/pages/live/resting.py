"""Learning what a face looks like at rest."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.faces.resting import mean_log_probabilities
from fer_core.results import FaceResult

REST_S: Final = 10.0
"""Seconds for which a face is to look neutral."""

_LOST_S: Final = 1.0

_MOST_SPREAD: Final = 0.25
"""So far, in total variation from their mean, readings of a face at rest lie apart on average.

Over two seconds of one expression of the demo they lie 0.001 to 0.14 apart, over ten seconds of it 0.46 to 0.61.
"""

_MOST_LIVELY: Final = 0.5
"""No resting face is read as happy or surprised for longer than not: it is held, and would be taken out for good."""

_LIVELY: Final = [EMOTIONS.index("happy"), EMOTIONS.index("surprise")]


class RestMeasurement:
    """Collects the unsmoothed readings of one face for ten seconds, counted from the first one."""

    def __init__(self, face_id: int) -> None:
        self.face_id = face_id
        self._readings: list[NDArray[np.float32]] = []
        self._first_s: float | None = None
        self._seen_s: float | None = None
        self._now_s = 0.0

    @property
    def remaining_s(self) -> float:
        """Seconds that are left, 0 where it is done."""
        elapsed_s = 0.0 if self._first_s is None else self._now_s - self._first_s
        return max(0.0, REST_S - elapsed_s)

    @property
    def is_lost(self) -> bool:
        """Whether the face has been out of sight for more than a second."""
        return self._seen_s is not None and self._now_s - self._seen_s > _LOST_S

    def note(self, faces: Sequence[FaceResult], *, time_s: float) -> None:
        """Take in the faces of a moment; ``time_s`` must not decrease."""
        self._now_s = time_s
        if self._seen_s is None:
            self._seen_s = time_s
        for face in faces:
            if face.face_id == self.face_id and face.unsmoothed is not None and not self.is_lost:
                self._readings.append(face.unsmoothed)
                self._first_s = time_s if self._first_s is None else self._first_s
                self._seen_s = time_s

    @property
    def is_restless(self) -> bool:
        """Whether the readings changed too much for a face at rest, or were those of a smile or of surprise."""
        readings = np.array(self._readings, dtype=np.float64).reshape(-1, len(EMOTIONS))
        if not len(readings):
            return False
        mean = readings.mean(axis=0)
        spread = np.abs(readings - mean).sum(axis=1).mean() / 2
        return bool(spread > _MOST_SPREAD or mean[_LIVELY].sum() > _MOST_LIVELY)

    def resting(self) -> NDArray[np.float64]:
        """Return the ``mean_log_probabilities`` (7,) of the readings; raises ValueError where there are none."""
        return mean_log_probabilities(np.array(self._readings, dtype=np.float32))

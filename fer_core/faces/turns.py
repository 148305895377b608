"""Reading followed faces by turns: as they are in one frame, their mirror images in the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fer_core.networks.ensemble import OnnxEnsemble, count_votes
from fer_core.networks.views import mean_answer
from fer_core.results import Vote

_PLAIN, _MIRRORED = 0, 1


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """What the members said of one view of a face, float32 (members, 7), and when."""

    members: NDArray[np.float32]
    time_s: float


class TurnReader:
    """Lets an ensemble vote on the faces of a source, on each of them by one view a frame where that is enough.

    The vote is on the newest answers to both views, so that it is what both say of a face that keeps still. Every face
    has its own turns. Both views are read of one that is new, or that was not read for so long that its other view
    tells of the past.
    """

    def __init__(self, ensemble: OnnxEnsemble) -> None:
        self._ensemble = ensemble
        self._views: dict[int, dict[int, _View]] = {}

    def vote(self, faces: NDArray[np.uint8], face_ids: Sequence[int], *, time_s: float, max_gap_s: float) -> Vote:
        """Return the vote on faces uint8 (n, 48, 48) with these ids at a moment.

        Where ``max_gap_s`` seconds or more have passed since a face was read, both views of it are; 0 reads always
        both.
        """
        if not self._ensemble.manifest.is_mirrored:
            return self._ensemble.vote(faces)
        wanted = [
            (position, side)
            for position, face_id in enumerate(face_ids)
            for side in self._due(face_id, time_s=time_s, max_gap_s=max_gap_s)
        ]
        views = np.stack([faces[position][:, ::-1] if side else faces[position] for position, side in wanted])
        answers = self._ensemble.predict_views(views)
        for column, (position, side) in enumerate(wanted):
            self._views.setdefault(face_ids[position], {})[side] = _View(answers[:, column], time_s)
        plain, mirrored = (
            np.stack([self._views[face_id][side].members for face_id in face_ids], axis=1)
            for side in (_PLAIN, _MIRRORED)
        )
        return count_votes(mean_answer(plain, mirrored), self._ensemble.manifest.calibration)

    def forget_all_but(self, face_ids: Collection[int]) -> None:
        """Forget the faces that do not have one of these ids."""
        self._views = {face_id: views for face_id, views in self._views.items() if face_id in face_ids}

    def _due(self, face_id: int, *, time_s: float, max_gap_s: float) -> tuple[int, ...]:
        views = self._views.get(face_id)
        if views is None or time_s - max(view.time_s for view in views.values()) >= max_gap_s:
            return _PLAIN, _MIRRORED
        return (min(views, key=lambda side: views[side].time_s),)

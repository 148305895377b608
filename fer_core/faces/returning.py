"""People who come back: recognised by place, size and the colours of their clothes, or not at all."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.clothes import clothes_of, likeness
from fer_core.faces.tracking import IouTracker, TrackedBox
from fer_core.results import BoxXywh

REMEMBERED_S: Final = 60.0
"""So long, in seconds, a person may be out of sight and be recognised."""

_LOOK_EVERY_S: Final = 0.5
"""Between two looks at the clothes of one person: a look takes 0.08 ms."""

_NEW_SHARE: Final = 0.5
"""Of each look in what is remembered: people turn, and light changes."""

_LEAST_LIKENESS: Final = 0.8
_LEAST_LEAD: Final = 0.15
"""How alike clothes are at least, and by how much more than those of anybody else, in view or not.

On dlib's group photographs seven in ten people are as like themselves as that in another light (a gamma of 0.75 or
1.3, then 15 % darker or 20 % brighter) and with boxes moved by a tenth, and one in seven pairs of different people.
"""

_FARTHEST: Final = 4.0
"""Distance from the last place, in widths of the face."""

_MOST_GROWTH: Final = 1.6
"""How many times larger or smaller a face may have become."""


@dataclass(frozen=True, slots=True, eq=False)
class _Person:
    """Where somebody was seen last, when, in which clothes (see ``clothes_of``), and when these were looked at."""

    box_xywh: BoxXywh
    seen_s: float
    clothes: NDArray[np.float32] | None = None
    looked_s: float = -math.inf

    def seen(self, box: BoxXywh, frame: NDArray[np.uint8], time_s: float) -> Self:
        """Return the person as seen once more."""
        clothes, looked_s = self.clothes, self.looked_s
        if time_s - looked_s >= _LOOK_EVERY_S:
            looked_s = time_s
            look = clothes_of(frame, box)
            if look is not None:
                clothes = look if clothes is None else (1 - _NEW_SHARE) * clothes + _NEW_SHARE * look
        return replace(self, box_xywh=box, seen_s=time_s, clothes=clothes, looked_s=looked_s)

    def may_have_come_to(self, box: BoxXywh) -> bool:
        """Tell whether a face of this place and size may be this person's."""
        (x, y, side), (x_before, y_before, before) = _square(box), _square(self.box_xywh)
        is_near = math.hypot(x - x_before, y - y_before) <= _FARTHEST * max(side, before)
        return is_near and max(side / before, before / side) <= _MOST_GROWTH


class ReturningTracker:
    """Follows faces as ``IouTracker`` does, and gives people who come back within a minute their former ids.

    Somebody is recognised only in the first frame of the return, about as large as before and not far away, and only if
    their clothes are like those of one person who is out of sight and unlike those of everybody else. Nobody is where
    the torso is out of the picture, in pictures without colours, and while the person is in view, or
    is still followed.
    """

    def __init__(self) -> None:
        self._tracker = IouTracker()
        self._people: dict[int, _Person] = {}
        self._recognised: set[int] = set()

    @property
    def alive(self) -> frozenset[int]:
        """Ids of those who are followed, seen in the last frame or not."""
        return self._tracker.alive

    def update(
        self, boxes: Sequence[BoxXywh], *, frame: NDArray[np.uint8], time_s: float, mistaken: Collection[int] = ()
    ) -> list[TrackedBox]:
        """Give every box of a frame, uint8 (height, width[, 3 or 4]), an id; ``time_s`` must not decrease.

        ``mistaken`` are ids that somebody was wrongly recognised as: nobody has them by recognition from now on.
        """
        for face_id in self._recognised.intersection(mistaken):
            self._forget(face_id)
        known = self._tracker.alive
        tracked = self._tracker.update(list(boxes), time_s=time_s)
        self._people = {i: person for i, person in self._people.items() if time_s - person.seen_s <= REMEMBERED_S}
        newcomers = [place for place in tracked if place.face_id not in known]
        former = self._recognise(newcomers, frame) if newcomers else {}
        for new_id, former_id in former.items():
            self._tracker.rename(new_id, former_id)
        self._recognised = self._recognised.union(former.values()) & self._people.keys()
        tracked = [replace(place, face_id=former.get(place.face_id, place.face_id)) for place in tracked]
        for place in tracked:
            person = self._people.get(place.face_id) or _Person(place.box_xywh, time_s)
            self._people[place.face_id] = person.seen(place.box_xywh, frame, time_s)
        return tracked

    def is_recognised(self, face_id: int) -> bool:
        """Tell whether a face has its id because it was recognised, not because it was followed all the time."""
        return face_id in self._recognised

    def rescale(self, x: float, y: float) -> None:
        """Expect everybody at the same place of a picture that is ``x`` times as wide and ``y`` times as high now."""
        self._tracker.rescale(x, y)
        for face_id, person in self._people.items():
            left, top, width, height = person.box_xywh
            box = (round(left * x), round(top * y), round(width * x), round(height * y))
            self._people[face_id] = replace(person, box_xywh=box)

    def reset(self) -> None:
        """Forget everybody; ids go on from where they were."""
        self._tracker.reset()
        self._people.clear()
        self._recognised.clear()

    def _forget(self, face_id: int) -> None:
        """Forget somebody; who is followed under this id gets a new one."""
        if face_id in self._tracker.alive:
            self._tracker.rename(face_id, None)
        self._people.pop(face_id, None)
        self._recognised.discard(face_id)

    def _recognise(self, newcomers: Sequence[TrackedBox], frame: NDArray[np.uint8]) -> dict[int, int]:
        """Return the former ids of those newcomers who are recognised."""
        known = {i: person.clothes for i, person in self._people.items() if person.clothes is not None}
        if not known:
            return {}
        ids, worn = list(known), np.stack(list(known.values()))
        former: dict[int, list[int]] = {}
        for place in newcomers:
            look = clothes_of(frame, place.box_xywh)
            if look is None:
                continue
            alike = likeness(look, worn)
            nearest = np.argsort(-alike)
            face_id, best = ids[nearest[0]], float(alike[nearest[0]])
            lead = best - (float(alike[nearest[1]]) if len(ids) > 1 else 0.0)
            is_away = face_id not in self._tracker.alive
            if (
                is_away
                and best >= _LEAST_LIKENESS
                and lead >= _LEAST_LEAD
                and self._people[face_id].may_have_come_to(place.box_xywh)
            ):
                former.setdefault(face_id, []).append(place.face_id)
        # Where two come at once and both may be the same person, neither is.
        return {new_ids[0]: face_id for face_id, new_ids in former.items() if len(new_ids) == 1}


def _square(box: BoxXywh) -> tuple[float, float, float]:
    """Return a box's centre and longer side, at least 1: in a picture that has become tiny, a face has no pixel."""
    x, y, width, height = box
    return x + width / 2, y + height / 2, max(1, width, height)

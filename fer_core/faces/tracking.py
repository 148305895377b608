"""Stable ids for faces from frame to frame."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

from fer_core.results import BoxXywh

_SPEED_TIME_S: Final = 0.3
"""Time constant, in seconds, of the average speed of a face: boxes jitter by a few pixels from frame to frame."""

_HIDDEN_SHARE: Final = 0.5
"""A face that was not in the last frame needs twice the overlap of one that was, to take a box from it."""


@dataclass(frozen=True, slots=True)
class TrackedBox:
    """A detected box and the id of the face that it continues."""

    face_id: int
    box_xywh: BoxXywh


@dataclass(frozen=True, slots=True)
class _Track:
    """A face's last box, when that was seen in seconds, and the average speed of its centre in pixels a second."""

    box_xywh: BoxXywh
    seen_s: float
    speed_xy: tuple[float, float] = (0.0, 0.0)

    def expected(self, time_s: float) -> BoxXywh:
        """Return where the face is at a moment if it goes on as it went."""
        x, y, width, height = self.box_xywh
        gap_s = time_s - self.seen_s
        return round(x + self.speed_xy[0] * gap_s), round(y + self.speed_xy[1] * gap_s), width, height

    def seen(self, box: BoxXywh, time_s: float) -> Self:
        """Return the track with its next box."""
        gap_s = time_s - self.seen_s
        if gap_s <= 0:
            return replace(self, box_xywh=box)
        share = 1 - math.exp(-gap_s / _SPEED_TIME_S)
        moved = (new - old for new, old in zip(_centre(box), _centre(self.box_xywh), strict=True))
        x, y = (speed + share * (way / gap_s - speed) for speed, way in zip(self.speed_xy, moved, strict=True))
        return replace(self, box_xywh=box, seen_s=time_s, speed_xy=(x, y))

    def scaled(self, x: float, y: float) -> Self:
        """Return the track in a picture that has become so many times as wide and as high."""
        left, top, width, height = self.box_xywh
        box = (round(left * x), round(top * y), round(width * x), round(height * y))
        return replace(self, box_xywh=box, speed_xy=(self.speed_xy[0] * x, self.speed_xy[1] * y))


class IouTracker:
    """Continues each face by the box that overlaps most with where the face should be by now.

    A face is expected to go on at its average speed (constant velocity); what is left is matched with where faces were
    last. Pairs are made in the order of their intersection over union, the best first. So two people who cross keep
    their ids where the one behind is seen again within ``max_gap_s`` seconds and neither turns back behind the other:
    by default a second, with what a few missed searches add.
    A face that is not seen for longer is forgotten; one that comes back later gets a new id (but see ``returning.py``).
    """

    def __init__(self, *, min_iou: float = 0.2, max_gap_s: float = 1.5) -> None:
        self._min_iou = min_iou
        self._max_gap_s = max_gap_s
        self._tracks: dict[int, _Track] = {}
        self._newest_s = -math.inf
        self._next_id = 1

    @property
    def alive(self) -> frozenset[int]:
        """Ids that are still remembered, seen in the last frame or not."""
        return frozenset(self._tracks)

    def update(self, boxes: list[BoxXywh], *, time_s: float) -> list[TrackedBox]:
        """Give every box of the frame at ``time_s`` an id; ``time_s`` must not decrease between calls."""
        self._tracks = {i: track for i, track in self._tracks.items() if time_s - track.seen_s <= self._max_gap_s}
        ids: dict[int, int] = {}
        self._match({i: track.expected(time_s) for i, track in self._tracks.items()}, boxes, ids)
        self._match({i: track.box_xywh for i, track in self._tracks.items()}, boxes, ids)
        for position, box in enumerate(boxes):
            if position not in ids:
                ids[position] = self._next_id
                self._next_id += 1
            track = self._tracks.get(ids[position])
            self._tracks[ids[position]] = _Track(box, time_s) if track is None else track.seen(box, time_s)
        self._newest_s = time_s
        return [TrackedBox(ids[position], box) for position, box in enumerate(boxes)]

    def rename(self, face_id: int, other_id: int | None) -> None:
        """Follow a face under another id from now on, which nobody else has; None for a new one.

        The newest id of all is given again after that.
        """
        if other_id is None:
            other_id, self._next_id = self._next_id, self._next_id + 1
        elif face_id == self._next_id - 1:
            self._next_id = face_id
        self._tracks[other_id] = self._tracks.pop(face_id)

    def rescale(self, x: float, y: float) -> None:
        """Expect every face at the same place of a picture that is ``x`` times as wide and ``y`` times as high now."""
        self._tracks = {i: track.scaled(x, y) for i, track in self._tracks.items()}

    def reset(self) -> None:
        """Forget every face; ids go on from where they were."""
        self._tracks.clear()
        self._newest_s = -math.inf

    def _match(self, expected: Mapping[int, BoxXywh], boxes: Sequence[BoxXywh], ids: dict[int, int]) -> None:
        """Give the boxes without an id, by their positions in ``ids``, to the faces without a box."""
        pairs = []
        for face_id, place in expected.items():
            share = 1.0 if self._tracks[face_id].seen_s == self._newest_s else _HIDDEN_SHARE
            for position, box in enumerate(boxes):
                if (iou := intersection_over_union(place, box)) >= self._min_iou:
                    pairs.append((iou * share, face_id, position))
        for _, face_id, position in sorted(pairs, reverse=True):
            if position not in ids and face_id not in ids.values():
                ids[position] = face_id


def intersection_over_union(a: BoxXywh, b: BoxXywh) -> float:
    """Return the area shared by two boxes over the area that they cover together, 0 to 1."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0, width) * max(0, height)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def _centre(box: BoxXywh) -> tuple[float, float]:
    return box[0] + box[2] / 2, box[1] + box[3] / 2

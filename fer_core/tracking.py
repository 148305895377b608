"""Stable ids for faces from frame to frame."""

from dataclasses import dataclass

from fer_core.results import BoxXywh


@dataclass(frozen=True, slots=True)
class TrackedBox:
    """A detected box and the id of the face that it continues."""

    face_id: int
    box_xywh: BoxXywh


class IouTracker:
    """Continues each face by the box that overlaps its last one most (greedy on intersection over union).

    A face that is not seen for ``max_gap_s`` seconds is forgotten; one that comes back later gets a new id.
    """

    def __init__(self, *, min_iou: float = 0.2, max_gap_s: float = 1.0) -> None:
        self._min_iou = min_iou
        self._max_gap_s = max_gap_s
        self._last: dict[int, tuple[BoxXywh, float]] = {}
        self._next_id = 1

    @property
    def alive(self) -> frozenset[int]:
        """Ids that are still remembered, seen in the last frame or not."""
        return frozenset(self._last)

    def update(self, boxes: list[BoxXywh], *, time_s: float) -> list[TrackedBox]:
        """Give every box of the frame at ``time_s`` an id; ``time_s`` must not decrease between calls."""
        self._last = {i: seen for i, seen in self._last.items() if time_s - seen[1] <= self._max_gap_s}
        pairs = sorted(
            ((intersection_over_union(last, box), face_id, position)
             for face_id, (last, _) in self._last.items()
             for position, box in enumerate(boxes)),
            reverse=True,
        )  # fmt: skip
        ids: dict[int, int] = {}
        for iou, face_id, position in pairs:
            if iou >= self._min_iou and position not in ids and face_id not in ids.values():
                ids[position] = face_id
        for position in range(len(boxes)):
            if position not in ids:
                ids[position] = self._next_id
                self._next_id += 1
        self._last.update({ids[position]: (box, time_s) for position, box in enumerate(boxes)})
        return [TrackedBox(ids[position], box) for position, box in enumerate(boxes)]

    def reset(self) -> None:
        """Forget every face; ids go on from where they were."""
        self._last.clear()


def intersection_over_union(a: BoxXywh, b: BoxXywh) -> float:
    """Return the area shared by two boxes over the area that they cover together, 0 to 1."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    shared = max(0, width) * max(0, height)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)

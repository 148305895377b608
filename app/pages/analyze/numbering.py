"""The numbers of a video's faces when its reading goes on where it was left."""

from collections.abc import Mapping

from fer_core.faces.tracking import intersection_over_union
from fer_core.results import BoxXywh, FaceResult

_MIN_IOU = 0.2


class Numbering:
    """Numbers faces after ``highest``, but for those that go on where one of ``last_boxes`` was.

    ``last_boxes`` are the boxes of the faces that were followed when the reading was left, by their numbers.
    """

    def __init__(self, last_boxes: Mapping[int, BoxXywh], *, highest: int) -> None:
        self._open = dict(last_boxes)
        self._highest = highest
        self._numbers: dict[int, int] = {}

    def number_of(self, face: FaceResult) -> int:
        """Return the number of a face, which stays the same for the same ``face_id``."""
        if face.face_id not in self._numbers:
            overlaps = {n: intersection_over_union(face.box_xywh, box) for n, box in self._open.items()}
            known = max(overlaps, key=overlaps.__getitem__, default=None)
            if known is not None and overlaps[known] >= _MIN_IOU:
                del self._open[known]
                self._numbers[face.face_id] = known
            else:
                self._highest += 1
                self._numbers[face.face_id] = self._highest
        return self._numbers[face.face_id]

    def begin(self) -> None:
        """Note that the first frame is over: whoever comes from now on is new."""
        self._open.clear()

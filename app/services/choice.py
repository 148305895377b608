"""Which of the faces on a picture is meant."""

from collections.abc import Sequence

from fer_core.results import FaceResult

_CLEARLY_LARGER = 1.25


def choose_face(faces: Sequence[FaceResult], *, picked_id: int | None, previous_id: int | None) -> FaceResult | None:
    """Return the face that the user picked, else the largest; the previous one stays while none is clearly larger."""
    by_id = {face.face_id: face for face in faces}
    if picked_id is not None and picked_id in by_id:
        return by_id[picked_id]
    largest = max(faces, key=_area, default=None)
    previous = by_id.get(previous_id) if previous_id is not None else None
    if largest is not None and previous is not None and _area(largest) < _CLEARLY_LARGER * _area(previous):
        return previous
    return largest


class Choice:
    """The ``face`` that is meant in one picture after the other: the one that the user picked, else the largest."""

    def __init__(self) -> None:
        self.face: FaceResult | None = None
        self._picked_id: int | None = None
        self._seen_ids: frozenset[int] = frozenset()

    def pick(self, face_id: int | None) -> None:
        """Mean this face from the next picture on, whenever it is there, or leave the choice to the largest."""
        self._picked_id = face_id

    def update(self, faces: Sequence[FaceResult]) -> FaceResult | None:
        """Return which of the faces on the next picture is meant.

        The one that was picked is followed to another id where it turns out not to be who it was taken for.
        """
        former, known_ids = self.face, self._seen_ids
        self._seen_ids = frozenset(face.face_id for face in faces)
        if former is not None and former.face_id == self._picked_id and self._picked_id not in self._seen_ids:
            left, top, width, height = former.box_xywh
            newcomers = [face for face in faces if face.face_id not in known_ids]
            if (renamed := face_at(newcomers, left + width / 2, top + height / 2)) is not None:
                self._picked_id = renamed.face_id
        former_id = None if former is None else former.face_id
        self.face = choose_face(faces, picked_id=self._picked_id, previous_id=former_id)
        return self.face


def face_at(faces: Sequence[FaceResult], x: float, y: float) -> FaceResult | None:
    """Return the smallest face whose box holds a point of the frame, in pixels."""
    hit = [face for face in faces if _holds(face, x, y)]
    return min(hit, key=_area, default=None)


def _area(face: FaceResult) -> int:
    return face.box_xywh[2] * face.box_xywh[3]


def _holds(face: FaceResult, x: float, y: float) -> bool:
    left, top, width, height = face.box_xywh
    return left <= x < left + width and top <= y < top + height

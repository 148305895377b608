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


def face_at(faces: Sequence[FaceResult], x: float, y: float) -> FaceResult | None:
    """Return the smallest face whose box holds a point of the frame, in pixels."""
    hit = [face for face in faces if _holds(face, x, y)]
    return min(hit, key=_area, default=None)


def _area(face: FaceResult) -> int:
    return face.box_xywh[2] * face.box_xywh[3]


def _holds(face: FaceResult, x: float, y: float) -> bool:
    left, top, width, height = face.box_xywh
    return left <= x < left + width and top <= y < top + height

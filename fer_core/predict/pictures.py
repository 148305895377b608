"""Faces and emotions of picture files, many faces to each call of the ensemble."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.faces.crop import crop_face, to_grey, whole_face
from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.detectors.tight import fills, find_faces
from fer_core.files import read_or_explain
from fer_core.networks.manifest import UncertaintyRule
from fer_core.results import FaceResult, FoundFace, Vote
from fer_core.rows.columns import COLUMNS, Value, face_columns

BATCH = 64
"""Faces, or pictures, that are read before the ensemble is asked."""

_LONGEST_WAIT_S = 1.0

NO_FACE = "no face found"


class FaceClassifier(Protocol):
    """Reads emotions from face crops."""

    def vote(self, faces: NDArray[np.uint8]) -> Vote:
        """Read grey faces uint8 (n, 48, 48)."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class PicturePrediction:
    """The faces of one picture file, largest first and numbered from 1, or why there is none.

    ``crops`` are the faces as the networks saw them, grey uint8 (48, 48) each, in the same order. ``is_filled``
    says that a face was found that fills the picture, as one that is a crop already.
    """

    path: Path
    faces: tuple[FaceResult, ...]
    error: str | None = None
    crops: tuple[NDArray[np.uint8], ...] = ()
    is_filled: bool = False

    @property
    def is_readable(self) -> bool:
        """Whether the file is a picture, with or without a face."""
        return self.error in (None, NO_FACE)


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting:
    path: Path
    found: tuple[FoundFace, ...]
    crops: tuple[NDArray[np.uint8], ...]
    error: str | None = None
    is_filled: bool = False


def predict_pictures(
    paths: Iterable[Path],
    *,
    detector: FaceDetector | None,
    classifier: FaceClassifier,
    rule: UncertaintyRule,
    batch: int = BATCH,
) -> Iterator[PicturePrediction]:
    """Yield a prediction for every path, in order; without a detector each picture is one face as a whole.

    Only the crops of one batch are held at a time, never the pictures. Slowly read pictures make smaller batches, so
    that results keep coming.
    """
    waiting: list[_Waiting] = []
    crops = 0
    began = time.monotonic()
    for path in paths:
        waiting.append(_cut_out(path, detector))
        crops += len(waiting[-1].crops)
        if max(crops, len(waiting)) >= batch or time.monotonic() - began > _LONGEST_WAIT_S:
            yield from _classify(waiting, classifier, rule)
            waiting, crops, began = [], 0, time.monotonic()
    yield from _classify(waiting, classifier, rule)


def table_rows(prediction: PicturePrediction) -> Iterator[dict[str, Value]]:
    """Yield the rows of one picture, with the keys of ``COLUMNS``; boxes are in pixels of the picture."""
    blank: dict[str, Value] = {**dict.fromkeys(COLUMNS), "path": str(prediction.path)}
    if prediction.error is not None:
        yield {**blank, "error": prediction.error}
    for face in prediction.faces:
        yield {**blank, "face": face.face_id, **face_columns(face)}


def _cut_out(path: Path, detector: FaceDetector | None) -> _Waiting:
    try:
        frame = read_or_explain(path)
    except DataError as error:
        return _Waiting(path, (), (), str(error))
    grey = to_grey(frame)
    if detector is None:
        rows, columns = grey.shape
        return _Waiting(path, (FoundFace((0, 0, columns, rows)),), (whole_face(grey),))
    if not detector.takes_colour:
        frame = grey  # so that a large picture is not held in colour meanwhile
    found = tuple(find_faces(detector, frame))
    crops = tuple(crop_face(grey, face.box_xywh, tilt_degrees=face.tilt_degrees) for face in found)
    is_filled = any(fills(face.box_xywh[2], frame.shape) for face in found)
    return _Waiting(path, found, crops, None if found else NO_FACE, is_filled)


def _classify(
    waiting: list[_Waiting], classifier: FaceClassifier, rule: UncertaintyRule
) -> Iterator[PicturePrediction]:
    crops = [crop for picture in waiting for crop in picture.crops]
    read: Iterator[tuple[Vote, int, bool]] = iter(())
    if crops:
        vote = classifier.vote(np.stack(crops))
        uncertain = rule.applies(vote.probabilities.max(axis=1), vote.agreement)
        read = ((vote, place, is_uncertain) for place, is_uncertain in enumerate(uncertain.tolist()))
    for picture in waiting:
        results = tuple(_result(i, face, *next(read)) for i, face in enumerate(picture.found, start=1))
        yield PicturePrediction(picture.path, results, picture.error, picture.crops, picture.is_filled)


def _result(number: int, face: FoundFace, vote: Vote, place: int, is_uncertain: bool) -> FaceResult:
    """Return a face as it was voted on at a place of the vote."""
    return FaceResult(
        number,
        face.box_xywh,
        vote.probabilities[place],
        float(vote.agreement[place]),
        is_uncertain=is_uncertain or face.is_doubtful,
        members=None if vote.members is None else vote.members[:, place],
        face_confidence=face.confidence,
    )

"""The picture in which a result was seen."""

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from app.pages.analyze.messages import ResultRow
from app.pages.analyze.wording import reason_in_words
from fer_core.errors import DataError
from fer_core.files import read_or_explain
from fer_core.results import FaceResult
from fer_core.sources.film import Film
from fer_core.sources.film_frames import SAME_S

_MOST_SIDE: Final = 1600
"""Pictures are shown smaller than they are; of larger ones nobody sees the difference, and they take much memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """The picture of a result, BGR uint8 (height, width, 3), ``scale`` times as large as its file's, or a problem."""

    picture: NDArray[np.uint8] | None
    scale: float = 1.0
    problem: str = ""


def look_up(row: ResultRow) -> Seen:
    """Read the picture of a result, or its best moment in a video; what goes wrong is told, nothing is raised."""
    try:
        picture = _moment_of(row) if row.is_video else read_or_explain(row.path)
    except DataError as error:
        return Seen(None, problem=reason_in_words(str(error)))
    except Exception as error:
        text = QCoreApplication.translate("Analyze", "The picture cannot be shown ({error}).")
        return Seen(None, problem=sentence_of_failure(error, text))
    if picture is None:
        return Seen(None, problem=QCoreApplication.translate("Analyze", "The video has no picture at this moment."))
    scale = min(1.0, _MOST_SIDE / max(picture.shape[:2]))
    if scale < 1:
        picture = np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    return Seen(picture, scale)


def face_of(row: ResultRow, *, scale: float) -> FaceResult | None:
    """Return a result as a face on its picture, None where its place is not known.

    In a video its probabilities are those of this moment; where they are not known, those of the table.
    """
    if row.box_xywh is None or row.probabilities is None or row.face is None:
        return None
    x, y, width, height = (round(side * scale) for side in row.box_xywh)
    probabilities = np.array(row.best_probabilities or row.probabilities, np.float32)
    return FaceResult(row.face, (x, y, width, height), probabilities, 1.0, is_uncertain=row.label == "uncertain")


def _moment_of(row: ResultRow) -> NDArray[np.uint8] | None:
    time_s = row.moment_s or 0.0
    with Film(row.path) as film:
        film.seek(time_s)
        while (picture := film.read()) is not None and picture.time_s < time_s - SAME_S:
            pass
    return None if picture is None else picture.image_bgr

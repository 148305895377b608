"""What a row of results holds, wherever it is written."""

from typing import Final

from fer_core.emotions import EMOTIONS
from fer_core.results import FaceResult

Value = str | int | float | None
Kind = type[str] | type[int] | type[float]

FACE_CONFIDENCE: Final = "face_confidence"
RECOGNISED: Final = "recognised"

READING: Final[dict[str, Kind]] = {
    **dict.fromkeys(("x", "y", "w", "h"), int),
    "label": str,
    **dict.fromkeys(("confidence", "agreement", FACE_CONFIDENCE), float),
    RECOGNISED: int,
    **dict.fromkeys(EMOTIONS, float),
}
"""What is read off a face, with the types of the values: every table of faces has these columns, in this order.

``face_confidence`` is the detector's probability that this is a face: empty where the detector has none. ``recognised``
is 1 where a person came back and got the former number by place, size and clothes, 0 where the number was kept by
following. Both are missing in tables of earlier versions.
"""

MOMENT: Final[dict[str, Kind]] = {"frame": int, "time_s": float}
"""Which picture of a video, and when in it."""

FACE: Final[dict[str, Kind]] = {"face": int, **READING}
"""A face of a picture or a video, by its number."""

KINDS: Final[dict[str, Kind]] = {"path": str, **FACE, "error": str}
"""Columns of the table of results: one row per face, or one with an error for a picture without."""

COLUMNS: Final = tuple(KINDS)

VIDEO_KINDS: Final[dict[str, Kind]] = {"path": str, **MOMENT, **FACE, "error": str}
"""Columns of a table that holds videos: those of pictures, and which frame.

There is one row per face and analysed frame; a video without any face, or with frames that cannot be read, has a last
one with an error. ``face`` stays the same while the face is followed.
"""

FRAME_KINDS: Final[dict[str, Kind]] = {**MOMENT, "face_id": int, **READING}
"""Columns of ``frames.csv``: one row per face and analysed picture; ``frame`` is the picture's number in the video."""


def face_columns(face: FaceResult) -> dict[str, Value]:
    """Return what is read off a face, under the names of ``READING``, shares rounded to six decimals."""
    x, y, width, height = face.box_xywh
    shares: dict[str, Value] = {e: round(float(p), 6) for e, p in zip(EMOTIONS, face.probabilities, strict=True)}
    return {
        "x": x, "y": y, "w": width, "h": height,
        "label": face.label, "confidence": round(face.confidence, 6), "agreement": round(face.agreement, 6),
        FACE_CONFIDENCE: None if face.face_confidence is None else round(face.face_confidence, 6),
        RECOGNISED: int(face.is_recognised),
        **shares,
    }  # fmt: skip

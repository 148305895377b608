"""What a row of results holds, wherever it is written."""

from typing import Final

from fer_core.emotions import EMOTIONS
from fer_core.results import FaceResult

Value = str | int | float | None
Kind = type[str] | type[int] | type[float]

FACE_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("face", "x", "y", "w", "h"), int),
    "label": str,
    **dict.fromkeys(("confidence", "agreement", *EMOTIONS), float),
    "error": str,
}
"""What a row says of one face, or why there is none, with the types of the values."""

KINDS: Final[dict[str, Kind]] = {"path": str, **FACE_KINDS}
"""Columns of the table of results, with the types of their values."""

COLUMNS: Final = tuple(KINDS)
"""Columns of the table of results: one row per face, or one with an error for a picture without."""

VIDEO_KINDS: Final[dict[str, Kind]] = {"path": str, "frame": int, "time_s": float, **FACE_KINDS}
"""Columns, with the types of their values, of a table that holds videos: those of pictures, and which frame.

There is one row per face and analysed frame, or one with an error for a video without any face; ``face`` stays the same
while the face is followed.
"""


def face_columns(face: FaceResult) -> dict[str, Value]:
    """Return a face's box, label, confidence, agreement and seven probabilities, shares rounded to six decimals."""
    x, y, width, height = face.box_xywh
    shares: dict[str, Value] = {e: round(float(p), 6) for e, p in zip(EMOTIONS, face.probabilities, strict=True)}
    return {
        "x": x, "y": y, "w": width, "h": height,
        "label": face.label, "confidence": round(face.confidence, 6), "agreement": round(face.agreement, 6),
        **shares,
    }  # fmt: skip

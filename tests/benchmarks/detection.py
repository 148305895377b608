"""``python -m tests.benchmarks.detection``: the Haar parameters on the demo clip and on pictures without a face.

For each setting: the share of demo frames with exactly one face, boxes found in face-free pictures (those that
scikit-image ships, brought to 640×480, upright and mirrored upside down), the jitter of the box between frames as a
share of its width, and the median time per frame. The setting in use is marked.
"""

import itertools
import statistics
import time
from pathlib import Path

import cv2
import numpy as np
import skimage

from fer_core.detect import HaarConfig, HaarDetector
from fer_core.preprocess import to_grey
from fer_core.sources import open_source

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


def main() -> None:
    """Measure every setting and print a table."""
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


if __name__ == "__main__":
    main()

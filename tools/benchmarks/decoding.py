"""``python -m tools.benchmarks.decoding [--rounds 5] [--film FILE]``: films read with PyAV against OpenCV's reader.

The demo clip, or another film, is read by both in turn, first alone and then with every frame analysed as the live view
does. Prints as its last line JSON: ``read`` and ``analysed``, each with the frames a second of ``film`` and ``opencv``
(the medians of the rounds) and ``ratio``, the median of the rounds' own ratios; and ``frames``.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.pipeline import FacePipeline, load_pipeline
from fer_core.resources import asset_path
from fer_core.sources.video import VideoSource

_Read = Callable[[Path], Iterator[tuple[float, NDArray[np.uint8]]]]


def with_film(path: Path) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """Yield times and pictures as Emolens reads them."""
    with VideoSource(path) as source:
        while (frame := source.read()) is not None:
            yield frame.time_s, frame.image_bgr


def with_opencv(path: Path) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    """Yield times and pictures as OpenCV reads them."""
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    number, fps = 0, capture.get(cv2.CAP_PROP_FPS)
    while (answer := capture.read())[0]:
        yield number / fps, answer[1]
        number += 1
    capture.release()


def frames_a_second(path: Path, read: _Read, pipeline: FacePipeline | None) -> float:
    """Read a film to its end, each frame analysed where there is a ``pipeline``."""
    frames, begun = 0, time.perf_counter()
    if pipeline is not None:
        pipeline.reset()
    for time_s, image_bgr in read(path):
        if pipeline is not None:
            pipeline.analyze(image_bgr, time_s=time_s)
        frames += 1
    return frames / (time.perf_counter() - begun)


def compare(path: Path, pipeline: FacePipeline | None, rounds: int) -> dict[str, float]:
    """Measure both readers, taking turns."""
    film, opencv = [], []
    for number in range(rounds):
        # Who comes second may find the machine warmer.
        for read, speeds in [(with_film, film), (with_opencv, opencv)][:: 1 if number % 2 else -1]:
            speeds.append(frames_a_second(path, read, pipeline))
    ratios = [mine / other for mine, other in zip(film, opencv, strict=True)]
    median = statistics.median
    return {"film": round(median(film), 1), "opencv": round(median(opencv), 1), "ratio": round(median(ratios), 3)}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Compare the speed of reading films with OpenCV's.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--film", type=Path, default=asset_path("demo/demo.mp4"))
    arguments = parser.parse_args()
    path: Path = arguments.film
    figures = {
        "frames": sum(1 for _ in with_film(path)),
        "read": compare(path, None, arguments.rounds),
        "analysed": compare(path, load_pipeline(), arguments.rounds),
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())

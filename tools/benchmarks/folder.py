"""``python -m tools.benchmarks.folder [--folder DIR] [--rounds 5]``: how fast a folder of face crops is read.

First the command ``emolens-predict`` reads the whole folder in a process of its own, whose peak memory is noted. Then
400 files are read by turns as that command reads them, and by a bare single-threaded session: OpenCV opens a file after
the other, and the networks are asked of eight faces at a time. The folder is FER2013's ``test`` where that is at hand,
otherwise faces out of the demo.

Prints as its last line JSON: ``images_per_s`` and ``bare_images_per_s``, the medians of the rounds, ``ratio``, the
median of the rounds' own ratios, ``cores``, ``command_images_per_s``, with what the command needs to start, and
``peak_mb``.
"""

import argparse
import itertools
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np

from fer_core.faces.crop import crop_face, to_grey, whole_face
from fer_core.faces.detectors import live_detector
from fer_core.files import find_pictures
from fer_core.networks.ensemble import OnnxEnsemble, load_ensemble
from fer_core.predict.side_by_side import HANDFUL, predict_side_by_side, usable_cores
from fer_core.sources import open_source
from tools.data_sets import FER2013

_FILES = 400


def command_on(folder: Path, count: int) -> tuple[float, float]:
    """Return how many images a second the command reads, its start among that, and its peak memory in MB."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "fer_core.predict", str(folder), "--faces", "whole"]
        began = time.perf_counter()
        subprocess.run(
            [*command, "--out", f"{scratch}/faces.csv"],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        seconds = time.perf_counter() - began
    peak_kib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return count / seconds, peak_kib / 1024


def bare(files: Sequence[Path], ensemble: OnnxEnsemble) -> None:
    """Read files with nothing but OpenCV and the networks, in one thread."""
    for start in range(0, len(files), HANDFUL):
        pictures = [cv2.imread(str(file), cv2.IMREAD_GRAYSCALE) for file in files[start : start + HANDFUL]]
        ensemble.vote(np.stack([whole_face(np.asarray(picture, dtype=np.uint8)) for picture in pictures]))


def as_the_command(files: Sequence[Path], ensemble: OnnxEnsemble) -> None:
    """Read files as ``emolens-predict`` does."""
    rule = ensemble.manifest.uncertainty
    for _ in predict_side_by_side(files, detectors=[None] * usable_cores(), classifier=ensemble, rule=rule):
        pass


def images_a_second(
    read: Callable[[Sequence[Path], OnnxEnsemble], None], files: Sequence[Path], ensemble: OnnxEnsemble
) -> float:
    """Return how fast files are read."""
    began = time.perf_counter()
    read(files, ensemble)
    return len(files) / (time.perf_counter() - began)


def write_demo_faces(folder: Path, count: int) -> None:
    """Write face crops out of the demo as PNG."""
    detector = live_detector()
    with open_source("demo") as demo:
        for number in itertools.count():
            grey = to_grey(demo.read().image_bgr)
            for box in detector.detect(grey)[:1]:
                cv2.imwrite(str(folder / f"{number:04}.png"), crop_face(grey, box))
            if number + 1 == count:
                return


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast a folder is read.")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="a folder of face crops")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or FER2013 / "test"
        if not folder.is_dir():
            folder = Path(scratch)
            write_demo_faces(folder, _FILES)
        print(json.dumps(measure(folder, arguments.rounds)))
    return 0


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Return the figures of a folder of face crops."""
    files = find_pictures([folder]).files
    # Before anything large is loaded here: Linux counts a new process's peak from its parent's size.
    command_speed, peak_mb = command_on(folder, len(files))
    print(f"the command: {command_speed:.1f} images a second, start included; peak memory {peak_mb:.0f} MB")
    some = files[:: max(1, len(files) // _FILES)][:_FILES]
    ensemble = load_ensemble()
    ways = {"command": as_the_command, "bare": bare}
    speeds: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        # Who comes second may find the machine warmer.
        for name in list(ways)[:: 1 if number % 2 else -1]:
            speeds[name].append(images_a_second(ways[name], some, ensemble))
        print(", ".join(f"{name} {values[-1]:.1f} images a second" for name, values in speeds.items()), flush=True)
    ratios = [one / other for one, other in zip(speeds["command"], speeds["bare"], strict=True)]
    return {
        "images_per_s": round(statistics.median(speeds["command"]), 1),
        "bare_images_per_s": round(statistics.median(speeds["bare"]), 1),
        "ratio": round(statistics.median(ratios), 3),
        "cores": usable_cores(),
        "command_images_per_s": round(command_speed, 1),
        "peak_mb": round(peak_mb, 1),
    }


if __name__ == "__main__":
    sys.exit(main())

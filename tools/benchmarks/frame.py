"""``python -m tools.benchmarks.frame [--frames 300]``: what a frame with one face costs in the live pipeline.

The demo's frames, 640×480, are analysed by turns as the live view does and thoroughly: the whole frame searched with
Haar's cascade and the face's mirror image read every time. Prints as its last line JSON with the median times,
``ms_per_frame`` and ``thorough_ms_per_frame``, and ``ratio``, the one over the other; ``mean_ratio`` is that of the
mean times, in which the live view's own searches of whole frames count.
"""

import argparse
import json
import statistics
import sys
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors import live_detector
from fer_core.faces.detectors.base import FaceDetector
from fer_core.faces.pipeline import FacePipeline
from fer_core.networks.ensemble import OnnxEnsemble, load_ensemble
from fer_core.results import BoxXywh, Vote
from fer_core.sources import open_source

_WARM_UP = 30


class WholeFrames(FaceDetector):
    """Lets a detector search the whole of every frame."""

    def __init__(self, detector: FaceDetector) -> None:
        self._detector = detector

    def detect(self, frame: NDArray[np.uint8]) -> list[BoxXywh]:
        """Return the boxes of all faces."""
        return self._detector.detect(frame)


class WholeVotes:
    """Lets an ensemble read a face and its mirror image every time."""

    def __init__(self, ensemble: OnnxEnsemble) -> None:
        members = tuple(replace(member, mirrored=False) for member in ensemble.manifest.members)
        self.manifest = replace(ensemble.manifest, members=members)
        self._ensemble = ensemble

    def vote(self, faces: NDArray[np.uint8]) -> Vote:
        """Read grey faces uint8 (n, 48, 48)."""
        return self._ensemble.vote(faces)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the live pipeline's cost of a frame.")
    parser.add_argument("--frames", type=int, default=300, help="how many to measure (default: %(default)s)")
    count = parser.parse_args().frames
    ensemble = load_ensemble()
    pipelines = {
        "live": FacePipeline(ensemble),
        "thorough": FacePipeline(WholeVotes(ensemble), make_detector=lambda _: WholeFrames(live_detector("haar"))),
    }
    durations_ms: dict[str, list[float]] = {name: [] for name in pipelines}
    faces = dict.fromkeys(pipelines, 0)
    with open_source("demo") as demo:
        for number in range(_WARM_UP + count):
            frame = demo.read()
            # Who comes second may find the machine warmer.
            for name in list(pipelines)[:: 1 if number % 2 else -1]:
                result = pipelines[name].analyze(frame.image_bgr, time_s=number / demo.fps)
                if number >= _WARM_UP:
                    durations_ms[name].append(result.latency_ms)
                    faces[name] += len(result.faces)
    for name, values in durations_ms.items():
        p95 = np.percentile(values, 95)
        print(
            f"{name:8} median {statistics.median(values):6.2f} ms, 95th percentile {p95:6.2f} ms, {faces[name]} faces"
        )
    live, thorough = durations_ms.values()
    print(json.dumps({
        "ms_per_frame": round(statistics.median(live), 3),
        "thorough_ms_per_frame": round(statistics.median(thorough), 3),
        "ratio": round(statistics.median(live) / statistics.median(thorough), 3),
        "mean_ratio": round(statistics.mean(live) / statistics.mean(thorough), 3),
    }))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())

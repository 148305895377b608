"""``python -m tools.benchmarks.turns [--data DIR]``: whether reading a face by turns costs accuracy.

Every image of FER2013's ``test`` stands for a short film: three frames, each moved by up to a pixel either way. Prints
as its last line JSON with the accuracy on the third frame: ``whole``, face and mirror image read in that frame;
``by_turns``, the one of it and the other of the frame before; ``one_view``, without any mirror image; and ``alike``,
the share of images on which the first two name the same emotion.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.turns import TurnReader
from fer_core.networks.ensemble import OnnxEnsemble, count_votes, load_ensemble
from tools.data_sets import FER2013
from training.data.faces import load_folder

_FPS = 30


def moved(images: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return images (n, 48, 48), each moved by up to a pixel across and down, edges repeated."""
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)), mode="edge")
    corners = rng.integers(0, 3, (len(images), 2))
    return np.stack([image[y : y + 48, x : x + 48] for image, (y, x) in zip(padded, corners, strict=True)])


def compare(ensemble: OnnxEnsemble, images: NDArray[np.uint8], labels: NDArray[np.int64]) -> dict[str, float]:
    """Return the figures on images uint8 (n, 48, 48) with labels (n,)."""
    rng = np.random.default_rng(0)
    frames = [moved(images, rng) for _ in range(3)]
    reader = TurnReader(ensemble)
    for number, frame in enumerate(frames):
        turns = reader.vote(frame, range(len(images)), time_s=number / _FPS, max_gap_s=0.1)
    single = count_votes(ensemble.predict_views(frames[-1]), ensemble.manifest.calibration)
    votes = {"whole": ensemble.vote(frames[-1]), "by_turns": turns, "one_view": single}
    winners = {name: vote.probabilities.argmax(axis=1) for name, vote in votes.items()}
    figures = {name: float(np.mean(found == labels)) for name, found in winners.items()}
    return {**figures, "alike": float(np.mean(winners["whole"] == winners["by_turns"]))}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure faces that are read by turns.")
    parser.add_argument("--data", type=Path, default=FER2013, metavar="DIR", help="FER2013 (default: %(default)s)")
    test = load_folder(parser.parse_args().data / "test")
    figures = compare(load_ensemble(), test.images, test.labels)
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())

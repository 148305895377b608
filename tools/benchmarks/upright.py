"""``python -m tools.benchmarks.upright [--data DIR] [--every N]``: what turning a tilted face upright is worth.

Every N-th face of FER2013's ``test`` is enlarged three times and turned, with its edges repeated around it, as a head
that leans in a camera's picture. The networks then read it out of an upright box, as the detectors ``haar`` and
``tilted`` give it; turned back by as much as it was turned; and turned back by as much as the judge of ``careful``
finds in the upright box. Prints the accuracy of each, with the same faces at every angle.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.faces.crop import crop_face
from fer_core.faces.detectors.candidates import Views
from fer_core.faces.detectors.careful import UPRIGHT_DEGREES
from fer_core.faces.detectors.judge import Judge
from fer_core.networks.ensemble import load_ensemble
from fer_core.networks.manifest import FACE_SIZE
from fer_core.results import BoxXywh
from tools.data_sets import FER2013
from training.data.faces import load_folder

_ANGLES: Final = (-45.0, -30.0, -15.0, 0.0, 15.0, 30.0, 45.0)
_SIDE: Final = 3 * FACE_SIZE
_BORDER: Final = _SIDE // 2
_BOX: Final[BoxXywh] = (_BORDER, _BORDER, _SIDE, _SIDE)


def leaning(face: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    """Return a face (48, 48) in ``_BOX`` of a picture, its head tilted clockwise."""
    large = cv2.resize(face, (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC)
    picture = cv2.copyMakeBorder(large, _BORDER, _BORDER, _BORDER, _BORDER, cv2.BORDER_REPLICATE)
    middle = (picture.shape[0] - 1) / 2
    turn = cv2.getRotationMatrix2D((middle, middle), -degrees, 1.0)
    return np.asarray(cv2.warpAffine(picture, turn, picture.shape, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)


def judged_tilt(judge: Judge, picture: NDArray[np.uint8]) -> float:
    """Return by how much the judge thinks that the head in ``_BOX`` is tilted, 0 where that is little."""
    middle = (picture.shape[0] - 1) / 2
    _, moves = judge.judge(Views(picture).cut(np.array([[middle, middle, _SIDE, 0.0]])))
    tilt = float(moves[0, 3])
    return tilt if abs(tilt) >= UPRIGHT_DEGREES else 0.0


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure what turning tilted faces upright is worth.")
    parser.add_argument("--data", type=Path, default=FER2013, metavar="DIR", help="FER2013 (default: %(default)s)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every N-th face (default: all)")
    arguments = parser.parse_args()
    test = load_folder(arguments.data / "test")
    images, labels = test.images[:: arguments.every], test.labels[:: arguments.every]
    ensemble, judge = load_ensemble(), Judge()
    print(f"{len(images)} faces\n tilt  upright box  turned back  as the judge says")
    for degrees in _ANGLES:
        pictures = [leaning(face, degrees) for face in images]
        ways = ([0.0] * len(pictures), [degrees] * len(pictures), [judged_tilt(judge, each) for each in pictures])
        shares = []
        for tilts in ways:
            crops = [crop_face(each, _BOX, tilt_degrees=tilt) for each, tilt in zip(pictures, tilts, strict=True)]
            shares.append(float(np.mean(ensemble.vote(np.stack(crops)).probabilities.argmax(axis=1) == labels)))
        print(f"{degrees:+5.0f} {shares[0]:12.3f} {shares[1]:12.3f} {shares[2]:18.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tools.benchmarks.crops [--data DIR] [--every N]``: the face crops in which a face is found.

Every N-th image of FER2013's ``test`` is searched as ``emolens-predict --faces detect`` searches it, that is with a
border where nothing is found at first, with every detector that is installed. Prints the share in which a face is
found, and in which one fills the picture.
"""

import argparse
import sys
import time
from pathlib import Path

from fer_core.faces.detectors.tight import fills, find_faces
from tools.benchmarks.photographs import installed_detectors
from tools.data_sets import FER2013
from training.data.faces import load_folder


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Count the face crops in which detectors find a face.")
    parser.add_argument("--data", type=Path, default=FER2013, metavar="DIR", help="FER2013 (default: %(default)s)")
    parser.add_argument(
        "--every", type=int, default=10, metavar="N", help="take every N-th image (default: %(default)s)"
    )
    arguments = parser.parse_args()
    images = load_folder(arguments.data / "test").images[:: arguments.every]
    print(f"{len(images)} crops\ndetector      found  filling  ms each")
    for name, detector in installed_detectors().items():
        started = time.perf_counter()
        found = [find_faces(detector, image) for image in images]
        each_ms = (time.perf_counter() - started) * 1000 / len(images)
        some = sum(bool(faces) for faces in found) / len(images)
        filling = sum(any(fills(face.box_xywh[2], (48, 48)) for face in faces) for faces in found) / len(images)
        print(f"{name:10} {some:8.1%} {filling:8.1%} {each_ms:8.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

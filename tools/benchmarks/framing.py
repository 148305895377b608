"""``python -m tools.benchmarks.framing``: how FER2013 frames faces, as seen by the Haar detector.

Every 24th training image is enlarged four times, its border repeated, and searched; printed are the middle values of
the found box's side and centre, as shares of the image. A side near 1 means that the Haar box itself is the right crop.
"""

import json

import cv2
import numpy as np

from fer_core.faces.detectors.haar import HaarConfig, HaarDetector
from tools.data_sets import FER2013

_ENLARGE = 4
_BORDER = 48
_STEP = 24


def main() -> None:
    """Measure and print."""
    detector = HaarDetector(HaarConfig(search_side=1000, scale_factor=1.05, min_face=90))
    files = sorted((FER2013 / "train").glob("*/*.jpg"))[::_STEP]
    found = []
    for path in files:
        grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        large = cv2.resize(grey, None, fx=_ENLARGE, fy=_ENLARGE, interpolation=cv2.INTER_CUBIC)
        boxes = detector.detect(cv2.copyMakeBorder(large, *[_BORDER] * 4, cv2.BORDER_REPLICATE))
        if boxes:
            x, y, width, height = boxes[0]
            side = grey.shape[0] * _ENLARGE
            found.append(((x + width / 2 - _BORDER) / side, (y + height / 2 - _BORDER) / side, width / side))
    centre_x, centre_y, size = np.median(found, axis=0)
    print(json.dumps({
        "images": len(files), "faces_found": len(found), "side": round(float(size), 3),
        "centre_x": round(float(centre_x), 3), "centre_y": round(float(centre_y), 3),
    }))  # fmt: skip


if __name__ == "__main__":
    main()

"""``python -m tools.benchmarks.framing``: how FER2013 frames faces, as seen by each of the cascades and by BlazeFace.

Every 24th training image is enlarged, its border repeated, and searched. Printed are the middle values of the image's
side as a multiple of the found box's, which is the right framing, and of the box's centre as a share of the image.
BlazeFace's boxes are reframed already: its side should be near 1.
"""

import json
from collections.abc import Callable

import cv2
import numpy as np

from fer_core.errors import ModelError
from fer_core.faces.detectors import live_detector
from fer_core.faces.detectors.proposals import ALT2, FRAMING, FRONTAL, PROFILES, Cascade, Proposer, Search
from tools.data_sets import FER2013

_ENLARGE = 4
_BORDER = 96
_STEP = 24


def centres_and_sides(cascade: Cascade) -> Callable[[np.ndarray], np.ndarray]:
    """Return a search with one cascade: a grey picture to centres and sides (n, 3) of its own boxes, in pixels."""
    proposer = Proposer(Search(1000, (cascade,), min_face=90, scale_factor=1.05, min_neighbors=5))
    return lambda grey: proposer.propose(grey)[:, :3] / (1, 1, FRAMING)


def blazeface() -> Callable[[np.ndarray], np.ndarray]:
    """Return the same search with BlazeFace, whose boxes are reframed; raises ModelError where it is missing."""
    detector = live_detector("blazeface")
    return lambda grey: np.array([(x + w / 2, y + h / 2, w) for x, y, w, h in detector.detect(grey)]).reshape(-1, 3)


def main() -> None:
    """Measure and print."""
    searches = {cascade.name: centres_and_sides(cascade) for cascade in (FRONTAL, ALT2, PROFILES[0])}
    try:
        searches["blazeface"] = blazeface()
    except ModelError as error:
        print(error)
    files = sorted((FER2013 / "train").glob("*/*.jpg"))[::_STEP]
    for name, search in searches.items():
        found = []
        for path in files:
            grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
            large = cv2.resize(grey, None, fx=_ENLARGE, fy=_ENLARGE, interpolation=cv2.INTER_CUBIC)
            boxes = search(cv2.copyMakeBorder(large, *[_BORDER] * 4, cv2.BORDER_REPLICATE))
            if len(boxes):
                found.append((boxes[0] - (_BORDER, _BORDER, 0)) / (grey.shape[0] * _ENLARGE))
        centre_x, centre_y, size = np.median(found, axis=0)
        print(json.dumps({
            "detector": name, "images": len(files), "faces_found": len(found), "side": round(float(1 / size), 3),
            "centre_x": round(float(centre_x), 3), "centre_y": round(float(centre_y), 3),
        }))  # fmt: skip


if __name__ == "__main__":
    main()

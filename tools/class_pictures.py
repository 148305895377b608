"""Pictures of a class for the documents: the demo's face six times, each at another moment."""

from pathlib import Path
from typing import Final

import cv2
import numpy as np

from fer_core.resources import asset_path
from fer_core.sources import open_source

_ROWS: Final = 2
_COLUMNS: Final = 3
_APART: Final = 60
"""Pictures of the demo from one face to the next."""
_SIZE_WH: Final = (320, 240)


def write_class(folder: Path, *, pictures: int = 240) -> Path:
    """Write numbered pictures with six faces into a new folder, and return it."""
    folder.mkdir(parents=True)
    with open_source(str(asset_path("demo/demo.mp4"))) as source:
        moments = [cv2.resize(frame.image_bgr, _SIZE_WH) for frame in iter(source.read, None)]
    for number in range(pictures):
        faces = [moments[(number + _APART * face) % len(moments)] for face in range(_ROWS * _COLUMNS)]
        rows = [np.hstack(faces[start : start + _COLUMNS]) for start in range(0, len(faces), _COLUMNS)]
        cv2.imwrite(str(folder / f"{number:04d}.png"), np.vstack(rows))
    return folder

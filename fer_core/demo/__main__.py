"""``python -m fer_core.demo --out FILE``: render the demo clip, or that of a class, from the portrait."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.demo.render import render_class, render_frames, write_clip
from fer_core.errors import DataError, EmolensError


def load_portrait(path: Path | None) -> NDArray[np.uint8]:
    """Return the portrait, uint8 BGR (512, 512, 3), from a picture file or, without one, from scikit-image.

    Raises DataError when the file cannot be read or scikit-image is not installed.
    """
    if path is not None:
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if image is None:
            raise DataError(
                "Cannot read a picture from {path}: give a copy of scikit-image's astronaut.png.", path=path
            )
        return np.asarray(image, dtype=np.uint8)
    try:
        data = importlib.import_module("skimage.data")
    except ImportError as error:
        raise DataError(
            "scikit-image, which holds the portrait, is not installed: run pip install scikit-image, "
            "or give a copy of its astronaut.png with --portrait."
        ) from error
    return np.asarray(cv2.cvtColor(data.astronaut(), cv2.COLOR_RGB2BGR), dtype=np.uint8)


def main(argv: Sequence[str] | None = None) -> int:
    """Render the clip; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m fer_core.demo", description="Render the demo clip.")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the .mp4 file to write")
    parser.add_argument("--portrait", type=Path, metavar="FILE", help="astronaut.png, if scikit-image is not installed")
    parser.add_argument("--class", action="store_true", dest="is_class", help="four faces, each at another moment")
    arguments = parser.parse_args(argv)
    try:
        render = render_class if arguments.is_class else render_frames
        write_clip(render(load_portrait(arguments.portrait)), arguments.out)
    except EmolensError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"wrote {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

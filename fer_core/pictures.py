"""Reading single pictures from disk."""

from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

IMAGE_SUFFIXES: Final = frozenset({".bmp", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"})
"""Suffixes, in lower case, of files that a folder's pictures are looked for by."""


MAX_FILE_BYTES: Final = 512 * 2**20
"""Larger files are not read: they would fill the memory before they turn out to be no picture."""


def read_picture(path: Path) -> NDArray[np.uint8] | None:
    """Return a picture as BGR uint8 (height, width, 3), turned as its EXIF data says, or None if it is not readable.

    Unlike ``cv2.imread`` it takes any file name on any system.
    """
    try:
        # A pipe or device would be waited for without end.
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            return None
        encoded = np.fromfile(path, dtype=np.uint8)
        image = cv2.imdecode(encoded, cv2.IMREAD_COLOR) if encoded.size else None
    except (OSError, cv2.error):  # cv2.error: more pixels than OpenCV's limit
        return None
    return None if image is None else np.asarray(image, dtype=np.uint8)

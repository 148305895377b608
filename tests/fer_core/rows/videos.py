"""What the tests need to know of video files."""

from pathlib import Path

import av
import numpy as np


def times_in(path: Path) -> list[float]:
    """Return when each picture of a video that can be decoded is seen, in seconds."""
    with av.open(path) as container:
        return [frame.time for frame in container.decode(video=0)]


def pictures_of(path: Path) -> list[np.ndarray]:
    """Return all pictures of a video, uint8 (height, width, 3)."""
    with av.open(path) as container:
        return [frame.to_ndarray(format="bgr24") for frame in container.decode(video=0)]


def noise(number: int, *, size_wh: tuple[int, int] = (160, 120)) -> np.ndarray:
    """Return a picture that no codec makes small, another one for each number."""
    return np.random.default_rng(number).integers(0, 255, (size_wh[1], size_wh[0], 3), dtype=np.uint8)

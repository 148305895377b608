"""Frames of the demo clip, and the video file."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from fer_core.demo.face import FacePainter
from fer_core.demo.script import FPS, FRAME_COUNT, SIZE_WH, Light, View, expression_at, light_at, view_at
from fer_core.errors import DataError
from fer_core.rows.video_file import VideoFile
from fer_core.rows.writing import make_folder

PORTRAIT_SIZE: Final = 512
_FACE_CENTRE_XY: Final = (224.0, 118.0)
_SCALE: Final = 2
_SHARP_RADIUS: Final = 75.0
_BACKGROUND_SIGMA: Final = 2.5


def render_frames(portrait_bgr: NDArray[np.uint8], indices: range = range(FRAME_COUNT)) -> Iterator[NDArray[np.uint8]]:
    """Yield the frames ``indices`` of the clip, uint8 BGR (480, 640, 3); the same portrait gives the same frames.

    ``portrait_bgr`` is uint8 (512, 512, 3), scikit-image's astronaut. Raises DataError for any other size.
    """
    if portrait_bgr.shape != (PORTRAIT_SIZE, PORTRAIT_SIZE, 3):
        raise DataError(
            "The portrait must be {side}×{side} pixels in colour, not {shape}: "
            "use the astronaut picture of scikit-image, whose face the landmarks were located on.",
            side=PORTRAIT_SIZE,
            shape=portrait_bgr.shape,
        )
    painter = FacePainter(_soften_background(portrait_bgr), _SCALE)
    # An expression is held for seconds: paint it once.
    paint = lru_cache(maxsize=1)(painter.paint)
    for index in indices:
        time_s = index / FPS
        picture = paint(expression_at(time_s))
        yield _relight(_look(picture, view_at(time_s)), light_at(time_s))


def render_class(portrait_bgr: NDArray[np.uint8]) -> Iterator[NDArray[np.uint8]]:
    """Yield the frames of the clip of a class, uint8 BGR (480, 640, 3): four times the clip, each at another moment."""
    half_wh = (SIZE_WH[0] // 2, SIZE_WH[1] // 2)
    frames = [cv2.resize(frame, half_wh, interpolation=cv2.INTER_AREA) for frame in render_frames(portrait_bgr)]
    for index in range(FRAME_COUNT):
        seats = [frames[(index + seat * FRAME_COUNT // 4) % FRAME_COUNT] for seat in range(4)]
        yield np.vstack([np.hstack(seats[:2]), np.hstack(seats[2:])])


def write_clip(frames: Iterable[NDArray[np.uint8]], path: Path) -> None:
    """Write rendered frames to an .mp4 file, which is replaced only by a finished one; raises DataError."""
    if path.suffix.lower() != ".mp4":
        raise DataError("Cannot write a video to {path}: choose a name that ends in .mp4.", path=path)
    make_folder(path.parent)
    video = VideoFile(path, fps=FPS)
    try:
        for frame in tqdm(frames, total=FRAME_COUNT, unit="frame", desc=path.name):
            video.write(frame)
        video.close()
    finally:
        video.discard()


def _soften_background(portrait_bgr: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Blur what is far from the face, as a wide-open lens would; it also halves the file."""
    y, x = np.mgrid[:PORTRAIT_SIZE, :PORTRAIT_SIZE].astype(np.float32)
    distance = np.hypot(x - _FACE_CENTRE_XY[0], y - _FACE_CENTRE_XY[1])
    blurred = np.clip((distance - _SHARP_RADIUS) / _SHARP_RADIUS, 0, 1)[..., None]
    soft = cv2.GaussianBlur(portrait_bgr, (0, 0), _BACKGROUND_SIGMA)
    return np.asarray(np.round((1 - blurred) * portrait_bgr + blurred * soft), dtype=np.uint8)


def _look(picture: NDArray[np.uint8], view: View) -> NDArray[np.uint8]:
    matrix = cv2.getRotationMatrix2D(
        (_FACE_CENTRE_XY[0] * _SCALE, _FACE_CENTRE_XY[1] * _SCALE), view.roll_deg, view.zoom / _SCALE
    )
    matrix[:, 2] += np.subtract(view.centre_xy, np.multiply(_FACE_CENTRE_XY, _SCALE))
    frame = cv2.warpAffine(picture, matrix, SIZE_WH, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101)
    return np.asarray(frame, dtype=np.uint8)


def _relight(frame: NDArray[np.uint8], light: Light) -> NDArray[np.uint8]:
    across = np.linspace(-0.5, 0.5, frame.shape[1], dtype=np.float32)[None, :, None]
    tint = np.array((1 - light.warmth, 1, 1 + light.warmth), dtype=np.float32)
    lit = frame * (light.gain * (1 + light.slope * across) * tint)
    return np.asarray(np.clip(np.round(lit), 0, 255), dtype=np.uint8)

"""From a picture to the 48×48 grey face that the networks were trained on."""

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.networks.manifest import FACE_SIZE
from fer_core.results import BoxXywh


def to_grey(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return uint8 (height, width) for a grey, BGR or BGRA picture uint8; raises ValueError for any other shape."""
    if image.dtype != np.uint8 or image.size == 0:
        raise ValueError(f"expected a non-empty uint8 picture, got {image.dtype} {image.shape}")
    match image.shape:
        case (_, _):
            return image
        case (_, _, 1):
            return image[:, :, 0]
        case (_, _, 3):
            return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
        case (_, _, 4):
            return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGRA2GRAY), dtype=np.uint8)
    raise ValueError(f"expected shape (height, width[, 1, 3 or 4]), got {image.shape}")


def crop_face(grey: NDArray[np.uint8], box_xywh: BoxXywh, *, tilt_degrees: float = 0.0) -> NDArray[np.uint8]:
    """Return the face in ``box_xywh``, which a ``FaceDetector`` has framed, as uint8 (48, 48).

    The crop is square about the box's centre, as wide as its longer side; where it leaves the picture the border pixels
    are repeated. A head that is tilted by ``tilt_degrees``, clockwise as one sees the picture, is turned upright.
    """
    if tilt_degrees:
        return _crop_tilted(grey, box_xywh, tilt_degrees)
    x, y, width, height = box_xywh
    side = max(1, width, height)
    left = round(x + (width - side) / 2)
    top = round(y + (height - side) / 2)
    rows, columns = grey.shape
    inside = grey[max(0, top) : max(0, top + side), max(0, left) : max(0, left + side)]
    if inside.size == 0:
        raise ValueError(f"box {box_xywh} lies outside the picture of {columns}×{rows} pixels")
    padding = (max(0, -top), max(0, top + side - rows), max(0, -left), max(0, left + side - columns))
    square = cv2.copyMakeBorder(inside, *padding, borderType=cv2.BORDER_REPLICATE) if any(padding) else inside
    return whole_face(np.asarray(square, dtype=np.uint8))


def _crop_tilted(grey: NDArray[np.uint8], box_xywh: BoxXywh, tilt_degrees: float) -> NDArray[np.uint8]:
    x, y, width, height = box_xywh
    side = max(1, width, height)
    turn = cv2.getRotationMatrix2D((x + (width - 1) / 2, y + (height - 1) / 2), tilt_degrees, 1.0)
    turn[:, 2] += np.array([(side - width) / 2 - x, (side - height) / 2 - y])
    turned = cv2.warpAffine(grey, turn, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return whole_face(np.asarray(turned, dtype=np.uint8))


def whole_face(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return a picture that is a face crop already, uint8 (height, width), scaled to uint8 (48, 48)."""
    if grey.shape == (FACE_SIZE, FACE_SIZE):
        return grey
    shrinks = min(grey.shape) >= FACE_SIZE
    method = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(grey, (FACE_SIZE, FACE_SIZE), interpolation=method), dtype=np.uint8)

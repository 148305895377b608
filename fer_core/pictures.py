"""Reading single pictures from disk."""

import importlib.util
import os
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from fer_core.errors import DataError, reason_of
from fer_core.kinds import HEAD_BYTES, FileKind, is_whole_png, kind_of

IMAGE_SUFFIXES: Final = frozenset(
    {".avif", ".bmp", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"}
)
"""Suffixes, in lower case, of files that are taken for pictures even where their content is damaged."""

HEIC_SUFFIXES: Final = frozenset({".heic", ".heif"})

MAX_FILE_BYTES: Final = 512 * 2**20
"""Larger files are not read: they would fill the memory before they turn out to be no picture."""

CANNOT_BE_OPENED: Final = "cannot be opened: {reason}"
TOO_MANY_PIXELS: Final = "more than 60 million pixels; make it smaller"
NEEDS_HEIC: Final = 'a HEIC picture; save it as JPEG, or install Emolens with its extra "heic"'
NO_PICTURE: Final = "not a picture that can be read: another format, damaged or cut off"

_DARK: Final = 128
"""A picture without a brighter value, 0 to 255, may have fewer bits than its file has room for."""

_MOST_DEEP_PIXELS: Final = 2**25
"""Larger pictures are not read a second time with all their bits, for which they would need six bytes a pixel."""


def reads_heic() -> bool:
    """Tell whether HEIC pictures can be read, for which pillow-heif must be installed."""
    return importlib.util.find_spec("pillow_heif") is not None


def read_picture(path: Path) -> NDArray[np.uint8] | None:
    """Return a picture as BGR uint8 (height, width, 3), turned as its EXIF data says, or None if it is not readable."""
    try:
        return decode_picture(path)
    except (DataError, MemoryError):
        return None


def decode_picture(path: Path) -> NDArray[np.uint8]:
    """Return a picture as ``read_picture`` does; raises DataError with the bare reason, or MemoryError.

    Unlike ``cv2.imread`` it takes any file name on any system. Where 16-bit values use fewer bits, as those of
    microscopes and depth cameras do, the largest becomes white.
    """
    try:
        # A pipe or device would be waited for without end.
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
            raise DataError(NO_PICTURE)
        kind = kind_of(path)
        encoded = np.fromfile(path, dtype=np.uint8)
    except OSError as error:
        raise cannot_be_opened(error) from error
    if kind is FileKind.HEIC:
        return _read_heic(path)
    is_png = encoded[:4].tobytes() == b"\x89PNG"
    if not encoded.size or (is_png and not is_whole_png(encoded.data)):
        raise DataError(NO_PICTURE)
    picture = _decode(encoded, cv2.IMREAD_COLOR)
    if picture.max() < _DARK and picture.size <= 3 * _MOST_DEEP_PIXELS and _may_be_deep(encoded):
        deep = _decode(encoded, cv2.IMREAD_COLOR | cv2.IMREAD_ANYDEPTH)
        if deep.dtype == np.uint16 and deep.max() > 0:
            picture = cv2.convertScaleAbs(deep, alpha=255 / float(deep.max()))
    return np.asarray(picture, dtype=np.uint8)


def cannot_be_opened(error: OSError) -> DataError:
    """Return what to say of a file that the system does not open."""
    return DataError(CANNOT_BE_OPENED, reason=reason_of(error))


def _decode(encoded: NDArray[np.uint8], flags: int) -> NDArray[np.integer | np.floating]:
    try:
        picture = cv2.imdecode(encoded, flags)
    except cv2.error as error:
        if "MAX_IMAGE_PIXELS" in str(error):
            raise DataError(TOO_MANY_PIXELS) from error
        raise DataError(NO_PICTURE) from error
    if picture is None:
        raise DataError(NO_PICTURE)
    # Where somebody imports OpenCV before Emolens, it knows no limit.
    _check_size(picture.shape[1], picture.shape[0])
    return picture


def _check_size(width: int, height: int) -> None:
    if width * height > int(os.environ["OPENCV_IO_MAX_IMAGE_PIXELS"]):
        raise DataError(TOO_MANY_PIXELS)


def _may_be_deep(encoded: NDArray[np.uint8]) -> bool:
    """Tell whether a file is of a kind whose values may have 16 bits: PNG, TIFF, netpbm, JPEG 2000 or AVIF."""
    head = encoded[:HEAD_BYTES].tobytes()
    return head[:4] in (b"\x89PNG", b"II\x2a\0", b"MM\0\x2a") or head[:1] == b"P" or head[4:8] in (b"jP  ", b"ftyp")


def _read_heic(path: Path) -> NDArray[np.uint8]:
    if not reads_heic():
        raise DataError(NEEDS_HEIC)
    import pillow_heif  # noqa: PLC0415  (an extra)

    try:
        picture = pillow_heif.open_heif(path, convert_hdr_to_8bit=True)
        _check_size(*picture.size)
        rgb = np.asarray(picture)[:, :, :3]
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        raise DataError(NO_PICTURE) from error
    return np.ascontiguousarray(rgb[:, :, ::-1], dtype=np.uint8)

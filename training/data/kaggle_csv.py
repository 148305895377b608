"""Kaggle's original table ``fer2013.csv`` (Goodfellow et al. 2013) as arrays."""

import csv
import re
import reprlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.networks.manifest import FACE_SIZE

Part = Literal["train", "test", "public"]
"""Training images; PublicTest and PrivateTest; PublicTest alone."""

_USAGES: Final[dict[str, tuple[Part, ...]]] = {
    "Training": ("train",), "PublicTest": ("test", "public"), "PrivateTest": ("test",),
}  # fmt: skip
_LABELS: Final = {
    str(code): EMOTIONS.index(emotion)
    for code, emotion in enumerate(("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"))
}
"""Position in ``EMOTIONS`` of each code of the column ``emotion``."""

_COLUMNS: Final = ("emotion", "pixels", "Usage")
_PIXELS: Final = re.compile(r"[0-9]{1,3}(?: +[0-9]{1,3})*")


class _Row(NamedTuple):
    label: int
    usage: str
    line: int
    image: NDArray[np.uint8]


def read_table(path: Path, part: Part) -> tuple[NDArray[np.uint8], NDArray[np.int64], tuple[Path, ...]]:
    """Return the images of a part, uint8 (n, 48, 48), their labels, int64 (n,), and a name such as ``fer2013.csv:17``.

    The number is that of the line, the header being line 1. The order is by class, then by usage, then by line.
    Raises DataError where the file is not such a table, a row of the part is malformed, or the part lacks a class.
    """
    rows = sorted(_read_rows(path, part), key=lambda row: (row.label, row.usage))
    labels = np.array([row.label for row in rows], dtype=np.int64)
    for label, emotion in enumerate(EMOTIONS):
        if label not in labels:
            usages = " or ".join(usage for usage, parts in _USAGES.items() if part in parts)
            raise DataError(
                f"{path} has no images of the class {emotion!r} whose Usage is {usages}. Is the file whole?"
            )
    return np.stack([row.image for row in rows]), labels, tuple(Path(f"{path.name}:{row.line}") for row in rows)


def _read_rows(path: Path, part: Part) -> Iterator[_Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, skipinitialspace=True, strict=True)
            try:
                header = next(reader, [])
                columns = _find_columns(path, header)
                for fields in reader:
                    if fields:
                        place = f"{path}:{reader.line_num}"
                        emotion, pixels, usage = _pick(fields, columns, len(header), place)
                        if part in _USAGES[usage]:
                            label, image = _parse_label(emotion, place), _parse_pixels(pixels, place)
                            yield _Row(label, usage, reader.line_num, image)
            except csv.Error as error:
                raise DataError(f"{path}:{reader.line_num} is not a row of a table ({error}).") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read as a table ({error}); expected Kaggle's fer2013.csv.") from error


def _find_columns(path: Path, header: Sequence[str]) -> list[int]:
    if missing := [name for name in _COLUMNS if name not in header]:
        raise DataError(f"{path}:1 lacks the columns {missing}; expected emotion,pixels,Usage.")
    return [header.index(name) for name in _COLUMNS]


def _pick(fields: Sequence[str], columns: Sequence[int], width: int, place: str) -> tuple[str, str, str]:
    if len(fields) != width:
        raise DataError(f"{place} has {len(fields)} columns; expected {width}.")
    emotion, pixels, usage = (fields[column].strip() for column in columns)
    if usage not in _USAGES:
        raise DataError(f"{place} has the Usage {reprlib.repr(usage)}; expected one of {list(_USAGES)}.")
    return emotion, pixels, usage


def _parse_label(emotion: str, place: str) -> int:
    if emotion not in _LABELS:
        raise DataError(f"{place} has the emotion {reprlib.repr(emotion)}; expected a whole number from 0 to 6.")
    return _LABELS[emotion]


def _parse_pixels(pixels: str, place: str) -> NDArray[np.uint8]:
    numbers = np.fromstring(pixels, dtype=np.int16, sep=" ") if _PIXELS.fullmatch(pixels) else None
    if numbers is None or numbers.max() > 255:
        raise DataError(f"{place} has pixels other than whole numbers from 0 to 255 with spaces between them.")
    if numbers.size != FACE_SIZE**2:
        raise DataError(f"{place} has {numbers.size} pixels; expected {FACE_SIZE**2}.")
    return numbers.astype(np.uint8).reshape(FACE_SIZE, FACE_SIZE)

"""FER2013, in Kaggle's folder layout (``train/<class>/*.jpg``) or as its original table, as arrays."""

import hashlib
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from fer_core.emotions import EMOTIONS, parse_emotion
from fer_core.errors import DataError
from fer_core.faces.crop import to_grey
from fer_core.networks.manifest import FACE_SIZE
from fer_core.pictures import IMAGE_SUFFIXES, read_picture
from training.data.kaggle_csv import Part, read_table

_PIECE: Final = 500
"""Images that a thread reads at a time: Ctrl-C while the pool is given a task can leave it locked for ever."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class FaceDataset:
    """Labelled face crops.

    ``images`` is uint8 (n, 48, 48), ``labels`` int64 (n,) into ``EMOTIONS``, ``paths`` the n files, or lines of a
    table, that they came from.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.int64]
    paths: tuple[Path, ...]

    def __post_init__(self) -> None:
        self.images.flags.writeable = False
        self.labels.flags.writeable = False

    def __len__(self) -> int:
        return len(self.paths)

    def subset(self, indices: NDArray[np.int64]) -> "FaceDataset":
        """Return the images at ``indices`` (n,), in that order; an index may repeat."""
        return FaceDataset(self.images[indices], self.labels[indices], tuple(self.paths[i] for i in indices))


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What a network is trained and validated on.

    ``votes``, (n, 10), are those of FER+ for ``train``, and ``teacher``, (n, 7), the probabilities for it that others
    have found, where they are needed.
    """

    train: FaceDataset
    validation: FaceDataset
    votes: NDArray[np.float32] | None = None
    teacher: NDArray[np.float32] | None = None


def load_part(data: Path, part: Part) -> FaceDataset:
    """Load a part of ``data``, a folder with ``train/`` and ``test/`` or Kaggle's fer2013.csv.

    In a folder, PublicTest are the files of ``test/`` that are named so. Raises DataError where ``data`` is not such a
    data set, or has no PublicTest where this is wanted.
    """
    if data.is_file():
        return FaceDataset(*read_table(data, part))
    if part != "public":
        return load_folder(data / part)
    test = load_folder(data / "test")
    are_public = np.array([path.name.startswith("PublicTest") for path in test.paths])
    if not are_public.any():
        raise DataError(f"{data / 'test'} has no images named PublicTest_…, which this preset validates on.")
    return test.subset(np.flatnonzero(are_public))


def load_folder(root: Path) -> FaceDataset:
    """Load every image below ``root/<class>``, in sorted order.

    Class folders may use either of Kaggle's spellings (``disgust`` or ``disgusted``).
    Raises DataError where a class folder is missing or empty, or an image cannot be read or is not 48×48.
    """
    files = list(_labelled_files(root))
    pieces = [files[first : first + _PIECE] for first in range(0, len(files), _PIECE)]
    with ThreadPoolExecutor() as pool:
        images = [image for piece in pool.map(_read_greys, pieces) for image in piece]
    labels = np.array([label for _, label in files], dtype=np.int64)
    return FaceDataset(np.stack(images), labels, tuple(path for path, _ in files))


def limit_per_class(dataset: FaceDataset, count: int) -> FaceDataset:
    """Keep the first ``count`` images of every class, or all where it has fewer."""
    kept = [np.flatnonzero(dataset.labels == label)[:count] for label in range(len(EMOTIONS))]
    return dataset.subset(np.concatenate(kept))


def digest(*parts: FaceDataset) -> str:
    """Return a hash of the images and labels of several parts, in order."""
    sha256 = hashlib.sha256()
    for part in parts:
        sha256.update(part.images.tobytes() + part.labels.tobytes())
    return sha256.hexdigest()


def grouped_split(
    labels: NDArray[np.int64], groups: NDArray[np.int64], *, validation_fraction: float, seed: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Split positions into training and validation parts with about equal class shares.

    Images of the same group in ``groups`` (n,) stay on the same side. Raises DataError where there are too few.
    """
    count = round(1 / validation_fraction)
    if np.bincount(labels, minlength=1).max() < count:
        raise DataError(f"No class has {count} different images: these are too few to train and validate on.")
    folds = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    train, validation = next(folds.split(labels, labels, groups))
    return train, validation


def _labelled_files(root: Path) -> Iterator[tuple[Path, int]]:
    if not root.is_dir():
        raise DataError(
            f"No folder {root}. Download FER2013 (Kaggle: msambare/fer2013) and pass the folder "
            "that holds train/ and test/, or Kaggle's original fer2013.csv, with --data."
        )
    folders: dict[str, Path] = {}
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        emotion = parse_emotion(folder.name)
        if emotion is None:
            log.warning("%s is none of the seven classes and is left out", folder)
        elif emotion in folders:
            first = folders[emotion].name
            raise DataError(f"{root} has two folders of the class {emotion!r}, {first} and {folder.name}; merge them.")
        else:
            folders[emotion] = folder
    for label, emotion in enumerate(EMOTIONS):
        images = folders[emotion].iterdir() if emotion in folders else ()
        # macOS leaves files such as ._1.jpg on disks of other systems.
        visible = (path for path in images if not path.name.startswith("."))
        files = sorted(path for path in visible if path.suffix.lower() in IMAGE_SUFFIXES)
        if not files:
            raise DataError(f"{root} has no images of the class {emotion!r}: expected {root / emotion}/*.jpg.")
        for path in files:
            yield path, label


def _read_greys(files: list[tuple[Path, int]]) -> list[NDArray[np.uint8]]:
    return [_read_grey(path) for path, _ in files]


def _read_grey(path: Path) -> NDArray[np.uint8]:
    picture = read_picture(path)
    if picture is None:
        raise DataError(f"{path} is not a readable image; delete it or fetch the data set again.")
    grey = to_grey(picture)
    if grey.shape != (FACE_SIZE, FACE_SIZE):
        raise DataError(
            f"{path} is {grey.shape[1]}×{grey.shape[0]} pixels; FER2013 images are 48×48. Remove or scale it."
        )
    return grey

"""FER+: the votes of ten annotators on every image of FER2013 (Barsoum et al. 2016)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError

CHOICES: Final = (
    "anger", "disgust", "fear", "happiness", "neutral", "sadness", "surprise", "contempt", "unknown", "NF",
)  # fmt: skip
"""What annotators could vote for, the seven emotions of ``EMOTIONS`` first in its order; NF is "not a face"."""

FILE, OFFICIAL = "ferplus_votes.csv", "fer2013new.csv"
"""Where the votes lie: in a folder of images, and beside Kaggle's fer2013.csv, as their authors published them."""


def find_votes(data: Path) -> Path:
    """Return where the votes on a data set are to be, a folder or a table."""
    return data.with_name(OFFICIAL) if data.is_file() else data / FILE


def load_votes(path: Path, images: Sequence[Path]) -> NDArray[np.float32]:
    """Return the share of the votes that each image got for each of ``CHOICES``, float32 (n, 10).

    The images are known by their names in the column ``file``; without it, line after line is about those of Kaggle's
    table. Several rows of one image are added up; an image that nobody voted on has zeros. Raises DataError where the
    file is not FER+, or is about other images.
    """
    try:
        table = pd.read_csv(path)
        if "file" not in table and ":" in images[0].name:
            whole = images[0].name.rpartition(":")[0]
            if (last := max(int(image.name.rpartition(":")[2]) for image in images)) > len(table) + 1:
                raise DataError(
                    f"{path} ends before line {last}, which {whole} has: it is cut, or not about that table."
                )
            table["file"] = [f"{whole}:{line}" for line in range(2, len(table) + 2)]
            table = table[table["Usage"] == "Training"]
        table = table.set_index("file")
        votes = (
            table[list(CHOICES)]
            .groupby(level=0)
            .sum()
            .reindex([image.name for image in images])
            .fillna(0)
            .to_numpy(np.float32)
        )
    except FileNotFoundError as error:
        raise DataError(
            f"No FER+ votes: {path} is missing. Microsoft's repository FERPlus has them, as {OFFICIAL}, for Kaggle's "
            f"fer2013.csv; docs/training.md says what {FILE} beside train/ is made of. Or choose another preset."
        ) from error
    except KeyError as error:
        raise DataError(f"{path} lacks columns of FER+: {error}.") from error
    except (OSError, ValueError) as error:
        raise DataError(f"{path} is not a table of FER+ votes: {error}.") from error
    if (votes < 0).any():
        raise DataError(f"{path} has negative numbers of votes.")
    if not votes.any():
        raise DataError(f"{path} has no votes on the images of {images[0].parent.parent}: their names differ.")
    return votes / np.maximum(votes.sum(axis=1, keepdims=True), 1)


def emotion_votes(votes: NDArray[np.float32], labels: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the votes for the seven emotions alone, float32 (n, 7), adding up to 1.

    An image that got none has its label in ``labels`` (n,) instead.
    """
    emotions = votes[:, : len(EMOTIONS)]
    total = emotions.sum(axis=1, keepdims=True)
    return np.where(total > 0, emotions / np.maximum(total, 1e-6), np.eye(len(EMOTIONS), dtype=np.float32)[labels])

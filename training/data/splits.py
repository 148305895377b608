"""Which of the labelled images are held back from training."""

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from training.data.clean import find_worth_keeping
from training.data.faces import FaceDataset, grouped_split


def hold_back(
    dataset: FaceDataset, groups: NDArray[np.int64], *, validation_fraction: float, seed: int, cleaned: bool = False
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the positions, each int64, of the images to train on, in order, and of those to validate on.

    No group of near-duplicates in ``groups`` (n,) is on both sides, and blank and repeated images are not validated
    on; with ``cleaned`` they are not trained on either. Raises DataError where there are too few images.
    """
    kept = find_worth_keeping(dataset, groups)
    train, validation = grouped_split(
        dataset.labels[kept], groups[kept], validation_fraction=validation_fraction, seed=seed
    )
    held_back = kept[validation]
    return kept[train] if cleaned else np.flatnonzero(~np.isin(groups, groups[held_back])), held_back


def split(
    dataset: FaceDataset,
    groups: NDArray[np.int64],
    *,
    public: FaceDataset | None,
    validation_fraction: float,
    training_share: float,
    seed: int,
    cleaned: bool,
) -> tuple[FaceDataset, FaceDataset]:
    """Return a random ``training_share``, 0 to 1, of what can be trained on, and what is validated on.

    That is ``public`` where there is one, and nothing held back; otherwise what ``hold_back`` does. With ``cleaned``
    no blank and no repeated images are trained on.
    """
    if public is None:
        kept, held_back = hold_back(
            dataset, groups, validation_fraction=validation_fraction, seed=seed, cleaned=cleaned
        )
        validation = dataset.subset(held_back)
    else:
        kept = find_worth_keeping(dataset, groups) if cleaned else np.arange(len(dataset))
        validation = public
    return dataset.subset(share_of(kept, training_share, seed=seed)), validation


def cross_folds(labels: NDArray[np.int64], groups: NDArray[np.int64], *, count: int, seed: int) -> NDArray[np.int64]:
    """Return which of ``count`` folds each image is in, int64 (n,), with about equal class shares in all.

    Images of the same group in ``groups`` (n,) are in the same fold.
    """
    folds = np.empty(len(labels), np.int64)
    splitter = StratifiedGroupKFold(count, shuffle=True, random_state=seed)
    for fold, (_, held) in enumerate(splitter.split(labels, labels, groups)):
        folds[held] = fold
    return folds


def share_of(positions: NDArray[np.int64], share: float, *, seed: int) -> NDArray[np.int64]:
    """Return a random ``share``, 0 to 1, of ``positions``, in order."""
    shuffled = np.random.default_rng(seed).permutation(positions)
    return np.sort(shuffled[: round(share * len(positions))])

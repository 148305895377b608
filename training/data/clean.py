"""Blank images and near-duplicates."""

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from training.data.faces import FaceDataset

BLANK_STD = 1.0
"""Images whose grey values (0 to 255) deviate less than this are blank."""

DUPLICATE_CORRELATION = 0.97
"""Pixel correlation at 16×16 from which two images are one: on FER2013's training set all of 40 pairs drawn at random
between here and 0.999 showed the same photograph."""

_THUMBNAIL = 16
_ROWS = 2048


def find_blank(images: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return which of the images, uint8 (n, 48, 48), show nothing; bool (n,)."""
    return images.reshape(len(images), -1).std(axis=1) < BLANK_STD


def group_duplicates(images: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Return a group number per image, int64 (n,): the same for near-duplicates, also through a third image."""
    small = [cv2.resize(image, (_THUMBNAIL, _THUMBNAIL), interpolation=cv2.INTER_AREA) for image in images]
    vectors = np.stack(small).reshape(len(images), -1).astype(np.float32)
    vectors -= vectors.mean(axis=1, keepdims=True)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    pairs = []
    for start in range(0, len(vectors), _ROWS):
        alike = np.argwhere(vectors[start : start + _ROWS] @ vectors.T >= DUPLICATE_CORRELATION)
        pairs.append(alike + np.array([start, 0]))
    first, second = np.concatenate(pairs).T
    graph = coo_array((np.ones(len(first), np.int8), (first, second)), shape=(len(images), len(images)))
    return connected_components(graph, directed=False)[1].astype(np.int64)


def find_seen(images: NDArray[np.uint8], train: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Return which of ``images``, uint8 (n, 48, 48), are in ``train``, (m, 48, 48), or nearly so; bool (n,)."""
    groups = group_duplicates(np.concatenate([images, train]))
    return np.isin(groups[: len(images)], groups[len(images) :])


def find_worth_keeping(dataset: FaceDataset, groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the positions, in order, of all but the blank images and the repeated ones.

    Of near-duplicates, images of one group in ``groups`` (n,), the first of each label stays: where people gave the
    same face different labels, it has them all.
    """
    shown = np.flatnonzero(~find_blank(dataset.images))
    _, first = np.unique(np.stack([groups[shown], dataset.labels[shown]]), axis=1, return_index=True)
    return shown[np.sort(first)]

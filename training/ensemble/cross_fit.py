"""Soft targets for every training image, from networks that have not seen it."""

import io
import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.rows.writing import write_whole
from training.data.clean import group_duplicates
from training.data.faces import Material
from training.data.splits import cross_folds
from training.ensemble.member import load_member, train_member
from training.export.onnx_file import with_maps
from training.fit.answers import predict
from training.run_folder import SOFT_TARGETS
from training.settings import TrainingConfig

log = logging.getLogger(__name__)


def cross_fit(material: Material, config: TrainingConfig, out: Path) -> Material:
    """Return ``material`` whose ``teacher`` answers for every image with networks trained on the other folds.

    Near-duplicates are in one fold. The answers, the mean of what ``config.cross_fit``'s networks say of a face and its
    mirror image, stay in ``out`` as ``SOFT_TARGETS``, and are taken from there if they are there already; the networks
    are below ``cross-fit`` in it. Raises DataError where that file is damaged or of other images.
    """
    settings = config.cross_fit
    if settings is None:
        return material
    path = out / SOFT_TARGETS
    if not path.exists():
        train = material.train
        folds = cross_folds(train.labels, group_duplicates(train.images), count=settings.folds, seed=config.split_seed)
        answers = np.zeros((len(train), len(EMOTIONS)), np.float32)
        for fold in range(settings.folds):
            answers[folds == fold] = _answer_fold(material, folds == fold, config, out / "cross-fit" / f"fold-{fold}")
        _write(path, [image.name for image in train.paths], folds, answers)
    return replace(material, teacher=_read(path, [image.name for image in material.train.paths]))


def _answer_fold(
    material: Material, held: NDArray[np.bool_], config: TrainingConfig, folder: Path
) -> NDArray[np.float32]:
    """Return what networks that are trained on the other images say of those ``held``, float32 (images held, 7)."""
    assert config.cross_fit is not None
    others, own = np.flatnonzero(~held), np.flatnonzero(held)
    part = Material(
        material.train.subset(others),
        material.train.subset(own),
        None if material.votes is None else material.votes[others],
    )
    answers = []
    for member in config.cross_fit.networks:
        log.info("%s: %s", folder.name, member.architecture)
        train_member(part, member, config, folder / member.architecture)
        network = with_maps(load_member(folder / member.architecture), mirrored=True)
        answers.append(predict(network, part.validation.images))
    return np.asarray(np.mean(answers, axis=0), np.float32)


def _write(path: Path, names: list[str], folds: NDArray[np.int64], answers: NDArray[np.float32]) -> None:
    table = pd.DataFrame(answers, columns=EMOTIONS).round(4)
    table.insert(0, "file", names)
    table.insert(1, "fold", folds)
    content = io.StringIO()
    table.to_csv(content, index=False)
    write_whole(path, content.getvalue().encode())


def _read(path: Path, names: list[str]) -> NDArray[np.float32]:
    """Return the probabilities of each image of ``names``, float32 (n, 7); the rows may be in another order."""
    try:
        table = pd.read_csv(path)
        if list(table["file"]) != names:
            table = table.drop_duplicates("file", keep=False).set_index("file").loc[names]
        answers = table[list(EMOTIONS)].to_numpy(np.float32)
    except KeyError as error:
        raise DataError(f"{path} is not of these images, or lacks columns ({error}); remove it.") from error
    except (OSError, ValueError) as error:
        raise DataError(f"{path} is damaged ({error}); remove it.") from error
    return answers / answers.sum(axis=1, keepdims=True)

"""Training of one member, with a checkpoint every epoch and resume from it."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from numpy.typing import NDArray
from tqdm.keras import TqdmCallback

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.sinks import make_folder
from training.augment import Augmenter
from training.configs import MemberConfig, TrainingConfig
from training.data import FaceDataset, stratified_split
from training.models import build_model
from training.sampling import oversample

log = logging.getLogger(__name__)

_EVALUATION_BATCH = 512


def scale(images: tf.Tensor) -> tf.Tensor:
    """Turn grey images uint8 (n, 48, 48) into network input float32 (n, 48, 48, 1) in [0, 1]."""
    return tf.cast(images, tf.float32)[..., None] / 255.0


class EpochCheckpoint(keras.callbacks.Callback):
    """Saves ``last.weights.h5`` (with the optimizer) every epoch, and ``best.weights.h5`` where validation improved.

    Files are written beside and renamed, so that a kill at any moment leaves whole ones.
    """

    def __init__(self, folder: Path, *, best_val_accuracy: float) -> None:
        super().__init__()
        self._folder = folder
        self._best = best_val_accuracy

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Save what this epoch reached."""
        val_accuracy = (logs or {})["val_accuracy"]
        if val_accuracy > self._best:
            self._best = val_accuracy
            self._save("best.weights.h5")
        self._save("last.weights.h5")

    def _save(self, name: str) -> None:
        beside = self._folder / f"partial-{name}"
        self.model.save_weights(beside)
        os.replace(beside, self._folder / name)


def train_member(
    dataset: FaceDataset, member: MemberConfig, config: TrainingConfig, folder: Path
) -> tuple[keras.Model, NDArray[np.int64]]:
    """Train ``member`` in ``folder``, going on from its last epoch, or return it at once if it is finished.

    Returns the float32 network with the weights of its best validation epoch, and the positions of ``dataset`` that it
    was validated on. Leaves ``history.csv``, ``last.weights.h5`` and ``best.weights.h5``.
    """
    train, validation = stratified_split(
        dataset.labels, validation_fraction=config.validation_fraction, seed=member.seed
    )
    make_folder(folder)
    with _dtype_policy(config.precision):
        _fit(dataset.subset(train), dataset.subset(validation), member, config, folder)
    with _dtype_policy("float32"):
        model = build_model(member.architecture)
    _load_checkpoint(model, folder / "best.weights.h5")
    return model, validation


def predict(model: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return probabilities float32 (n, 7) for grey faces uint8 (n, 48, 48)."""
    batches = tf.data.Dataset.from_tensor_slices(images).batch(_EVALUATION_BATCH).map(scale)
    return model.predict(batches, verbose=0)


def read_history(folder: Path) -> pd.DataFrame:
    """Return one row per finished epoch of a member, in order; empty before the first."""
    path = folder / "history.csv"
    # Keras makes the file when training begins and writes its first line after the first epoch.
    if not path.exists() or path.stat().st_size == 0:
        return pd.DataFrame(columns=["epoch", "val_accuracy"])
    # An epoch that was killed between its row and its checkpoint is run and logged again: the later row counts.
    return pd.read_csv(path).drop_duplicates("epoch", keep="last").sort_values("epoch")


@contextmanager
def _dtype_policy(name: str) -> Iterator[None]:
    """Build networks under a Keras dtype policy."""
    previous = keras.config.dtype_policy()
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(previous)


def _fit(
    train: FaceDataset, validation: FaceDataset, member: MemberConfig, config: TrainingConfig, folder: Path
) -> None:
    keras.utils.set_random_seed(member.seed)
    positions = oversample(train.labels, label=EMOTIONS.index("disgust"), copies=config.disgust_copies)
    steps_per_epoch = len(positions) // config.batch_size
    model = _compile(build_model(member.architecture), config, epochs=member.epochs, steps_per_epoch=steps_per_epoch)

    last = folder / "last.weights.h5"
    if last.exists():
        _load_checkpoint(model, last)
    done = int(model.optimizer.iterations) // steps_per_epoch
    if done >= member.epochs:
        log.info("%s: all %d epochs are done", folder.name, member.epochs)
        return
    if done:
        log.info("%s: going on after epoch %d of %d", folder.name, done, member.epochs)
    history = read_history(folder)
    best = history.loc[history["epoch"] < done, "val_accuracy"].max()
    # A resumed run must not see the order and the augmentation of the first epochs again.
    batches = _training_batches(train, positions, config, seed=1000 * member.seed + done)
    model.fit(
        batches,
        validation_data=_validation_batches(validation),
        initial_epoch=done,
        epochs=member.epochs,
        shuffle=False,  # the batches are shuffled already
        verbose=0,
        callbacks=[
            keras.callbacks.CSVLogger(folder / "history.csv", append=True),
            EpochCheckpoint(folder, best_val_accuracy=0.0 if np.isnan(best) else float(best)),
            TqdmCallback(epochs=member.epochs, verbose=1, desc=folder.name, initial=done, mininterval=5),
        ],
    )


def _load_checkpoint(model: keras.Model, path: Path) -> None:
    try:
        model.load_weights(path)
    except (OSError, KeyError, ValueError) as error:
        raise DataError(f"The checkpoint {path} is damaged; delete {path.parent} to train this member anew.") from error


def _compile(model: keras.Model, config: TrainingConfig, *, epochs: int, steps_per_epoch: int) -> keras.Model:
    warmup_steps = round(config.warmup_epochs * steps_per_epoch)
    optimizer = keras.optimizers.SGD(
        keras.optimizers.schedules.CosineDecay(
            initial_learning_rate=config.learning_rate / 10,
            warmup_target=config.learning_rate,
            warmup_steps=warmup_steps,
            decay_steps=epochs * steps_per_epoch - warmup_steps,
        ),
        momentum=config.momentum,
        nesterov=True,
        weight_decay=config.weight_decay,
    )
    optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias"])
    optimizer.build(model.trainable_variables)
    model.compile(
        optimizer=optimizer,
        loss=keras.losses.CategoricalCrossentropy(label_smoothing=config.label_smoothing),
        metrics=["accuracy", keras.metrics.TopKCategoricalAccuracy(k=2, name="top2_accuracy")],
        jit_compile=False,
    )
    return model


def _training_batches(
    train: FaceDataset, positions: NDArray[np.int64], config: TrainingConfig, *, seed: int
) -> tf.data.Dataset:
    images, labels = tf.constant(train.images), tf.one_hot(train.labels, len(EMOTIONS))
    augment = Augmenter(config.augmentation, seed=seed)
    return (
        tf.data.Dataset.from_tensor_slices(positions)
        .shuffle(len(positions), seed=seed)
        .batch(config.batch_size, drop_remainder=True)
        .map(lambda batch: (augment(scale(tf.gather(images, batch))), tf.gather(labels, batch)), num_parallel_calls=2)
        .prefetch(tf.data.AUTOTUNE)
    )


def _validation_batches(validation: FaceDataset) -> tf.data.Dataset:
    labels = tf.one_hot(validation.labels, len(EMOTIONS))
    return (
        tf.data.Dataset.from_tensor_slices((validation.images, labels))
        .batch(_EVALUATION_BATCH)
        .map(lambda images, targets: (scale(images), targets))
    )

"""Keras' fit for a trial: a checkpoint after every epoch, and going on from it, with another order of the images."""

import logging
import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np
import pandas as pd
from tqdm.keras import TqdmCallback

from fer_core.errors import DataError
from training.data.faces import FaceDataset
from training.data.sampling import class_weights
from training.fit.answers import evaluation_batch
from training.fit.backend import JIT, sync
from training.fit.callbacks import History, Stopwatch, load_checkpoint, read_history, save_weights
from training.fit.counts import accuracies
from training.fit.distribution import check_batch, open_strategy
from training.fit.losses import emotion_loss
from training.fit.precision import dtype_policy, settle_policy
from training.laboratory.batches import Batches, Examples, ValidationBatches, count_batches
from training.laboratory.frozen import above_frozen_base, bases_of, set_base_trainable
from training.models import build_network
from training.models.pretrained import NONE
from training.run_folder import LAST
from training.settings import Trial

BEST, FROZEN = "best.weights.h5", "frozen.weights.h5"
"""The weights of the best epoch so far, and those with their optimizer while the base is frozen."""

FINE_TUNING: Final = 0.1
"""Share of the learning rate that is left once a pretrained base is trained as well."""

_MANY_LAYERS: Final = 200
"""A graph of more layers takes long to be made: DenseNet169's, of 600, 52 s on two busy cores."""

PLATEAU_FACTOR: Final = 0.5
PLATEAU_PATIENCE: Final = 3

_OPTIMIZERS: Final[dict[str, Callable[..., keras.optimizers.Optimizer]]] = {
    "adam": keras.optimizers.Adam,
    "sgd": keras.optimizers.SGD,
    "rmsprop": keras.optimizers.RMSprop,
    "adagrad": keras.optimizers.Adagrad,
    "adadelta": keras.optimizers.Adadelta,
    "nadam": keras.optimizers.Nadam,
}


log = logging.getLogger(__name__)


def fit_trial(
    trial: Trial,
    train: FaceDataset,
    validation: FaceDataset,
    folder: Path,
    *,
    precision: str = "float32",
    settled_in: Path | None = None,
    start: keras.Model | None = None,
    callbacks: Sequence[keras.callbacks.Callback] = (),
) -> str:
    """Train the network of ``trial`` in ``folder`` to its end, leave its weights of the best epoch as ``BEST``.

    ``precision`` is a Keras dtype policy, or "fastest", which is settled once for all trials with the same folder
    ``settled_in`` (default: that above ``folder``); returns the one that was taken. ``start`` has the weights to begin
    with, all of them or those of the same base. ``callbacks`` are Keras' and see every epoch of this process. Raises
    DataError where a checkpoint is damaged, or ``start`` is another network.
    """
    build = partial(build_untrained, trial)
    check_batch(trial.batch_size)
    policy = settle_policy(precision, build, settled_in or folder.parent, batch_size=trial.batch_size)
    if _has_ended(trial, folder):
        return policy
    keras.utils.set_random_seed(trial.seed)
    with dtype_policy(policy), open_strategy().scope():
        network = build() if start else build_network(trial.architecture, **trial.network)
    if start:
        take_weights(network, start)
    if len(list(network._flatten_layers())) > _MANY_LAYERS:
        log.info("%s: its first step takes a minute or more, before the first line of progress", folder.name)
    fit = partial(_fit, trial, whole=network, callbacks=callbacks)
    parts = (train, validation)
    faces = [Examples.of(part) for part in parts]
    if trial.frozen_epochs and not (folder / LAST).exists():
        set_base_trainable(network, trainable=False)
        above, examples = (network, faces) if trial.jittered else above_frozen_base(network, parts)
        fit(above, *examples, checkpoint=folder / FROZEN, epochs=range(trial.frozen_epochs))
        set_base_trainable(network, trainable=True)
    fit(network, *faces, checkpoint=folder / LAST, epochs=range(trial.frozen_epochs, trial.epochs))
    return policy


def _has_ended(trial: Trial, folder: Path) -> bool:
    """Return whether there is nothing left to train: of weights, only the best ones are kept after the last epoch."""
    if not (folder / BEST).exists() or any((folder / name).exists() for name in (LAST, FROZEN)):
        return False
    history = read_history(folder)
    if history.empty:
        return False
    has_diverged = bool(history["loss"].isna().iloc[-1])
    return has_diverged or len(history) == trial.epochs or _Course(trial, history).has_stalled


def take_weights(network: keras.Model, start: keras.Model) -> None:
    """Give ``network`` the weights of ``start``, or those of its base alone where only the bases are alike.

    Raises DataError where they have not even that in common.
    """
    pairs = [(network, start), *((one, other) for one in bases_of(network) for other in bases_of(start))]
    for one, other in pairs:
        if [each.shape for each in one.weights] == [each.shape for each in other.weights]:
            one.set_weights(other.get_weights())
            return
    raise DataError(f"{network.name} cannot start from {start.name}: they have no base in common.")


def build_untrained(trial: Trial) -> keras.Model:
    """Return the network of ``trial`` with random weights, also where it would start from trained ones."""
    options = {**trial.network, "weights": NONE} if "weights" in trial.network else trial.network
    return build_network(trial.architecture, **options)


def _fit(
    trial: Trial,
    network: keras.Model,
    train: Examples,
    validation: Examples,
    *,
    whole: keras.Model,
    checkpoint: Path,
    epochs: range,
    callbacks: Sequence[keras.callbacks.Callback],
) -> None:
    """Train ``network``, which is ``whole`` or its upper layers, or go on from ``checkpoint`` if it is there."""
    folder = checkpoint.parent
    with open_strategy().scope():
        _compile(network, trial, rate_share=FINE_TUNING if epochs.start else 1.0)
    done = epochs.start
    if checkpoint.exists():
        load_checkpoint(network, checkpoint)
        done += int(keras.ops.convert_to_numpy(network.optimizer.iterations)) // count_batches(train, trial.batch_size)
    history = read_history(folder)
    course = _Course(trial, history[history["epoch"] < done])
    if done > epochs.start:
        log.info("%s: going on after epoch %d of %d", folder.name, done, trial.epochs)
    watch = _Watch(trial, checkpoint, course, whole=whole, may_stop=epochs.stop == trial.epochs)
    if done == epochs.stop or watch.wants_to_stop:
        return
    network.fit(
        Batches(
            train,
            size=trial.batch_size,
            seed=1000 * trial.seed + done,
            jittered=trial.jittered,
        ),
        validation_data=ValidationBatches(validation, size=evaluation_batch(len(validation))),
        initial_epoch=done,
        epochs=epochs.stop,
        class_weight=dict(enumerate(class_weights(train.labels))) if trial.class_weights else None,
        shuffle=False,
        verbose=0,
        callbacks=[
            Stopwatch(),
            History(folder),
            keras.callbacks.TerminateOnNaN(),
            watch,
            *callbacks,
            TqdmCallback(epochs=epochs.stop, initial=done, verbose=1, desc=folder.name, mininterval=5),
        ],
    )


class _Course:
    """The values so far of what a trial monitors, the larger the better."""

    def __init__(self, trial: Trial, history: pd.DataFrame) -> None:
        self._patience = trial.patience
        self._sign = 1 if trial.monitor == "val_accuracy" else -1
        self._values = [self._worth(value) for value in history.get(trial.monitor, ())]

    def add(self, value: float) -> None:
        """Take the value of another epoch."""
        self._values.append(self._worth(value))

    @property
    def epochs_without_gain(self) -> int:
        """Epochs since the best one."""
        return len(self._values) - 1 - int(np.argmax(self._values)) if self._values else 0

    @property
    def has_stalled(self) -> bool:
        """Whether patience has run out."""
        return 0 < self._patience <= self.epochs_without_gain

    def _worth(self, value: float) -> float:
        return -math.inf if math.isnan(value) else self._sign * value


class _Watch(keras.callbacks.Callback):
    """Keeps the best weights, stops early, lowers the rate and saves, all by the ``course`` so far."""

    def __init__(self, trial: Trial, checkpoint: Path, course: _Course, *, whole: keras.Model, may_stop: bool) -> None:
        super().__init__()
        self._whole = whole
        self._trial = trial
        self._checkpoint = checkpoint
        self._course = course
        self._may_stop = may_stop

    @property
    def wants_to_stop(self) -> bool:
        """Whether patience has run out where it counts."""
        return self._may_stop and self._course.has_stalled

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:  # noqa: ARG002
        """Judge the epoch, then save."""
        assert logs is not None
        self._course.add(logs[self._trial.monitor])
        waited = self._course.epochs_without_gain
        if self._trial.plateau and waited and waited % PLATEAU_PATIENCE == 0:
            self.model.optimizer.learning_rate.assign(self.model.optimizer.learning_rate * PLATEAU_FACTOR)
        if self.wants_to_stop:
            self.model.stop_training = True
        sync(self.model)
        best = {} if waited else {self._checkpoint.with_name(BEST): self._whole}
        save_weights({**best, self._checkpoint: self.model})


def _compile(network: keras.Model, trial: Trial, *, rate_share: float) -> None:
    options: dict[str, Any] = {"momentum": trial.momentum} if trial.optimizer == "sgd" else {}
    if trial.weight_decay:
        options["weight_decay"] = trial.weight_decay
    optimizer = _OPTIMIZERS[trial.optimizer](trial.learning_rate * rate_share, **options)
    optimizer.build(network.trainable_variables)
    network.compile(
        optimizer=optimizer,
        loss=emotion_loss(trial.loss),
        weighted_metrics=accuracies(),
        jit_compile=JIT,
    )

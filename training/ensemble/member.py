"""Training of one member, with a checkpoint every epoch and resume from it."""

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray
from tqdm.keras import TqdmCallback

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.networks.manifest import FACE_SIZE
from fer_core.rows.writing import make_folder
from training.data.faces import Material
from training.data.sampling import oversample
from training.data.votes import emotion_votes
from training.fit.backend import JIT
from training.fit.batches import EMOTION_HEAD, VOTES_HEAD, TrainingBatches, with_augmentation
from training.fit.callbacks import (
    AveragedWeights,
    EpochCheckpoint,
    History,
    Validation,
    load_checkpoint,
    read_history,
)
from training.fit.distribution import check_batch, open_strategy
from training.fit.losses import emotion_loss
from training.fit.precision import dtype_policy, settle_policy
from training.models import add_votes_head, build_model
from training.run_folder import AVERAGE, LAST
from training.settings import MemberConfig, Stage, TrainingConfig

log = logging.getLogger(__name__)


def train_member(
    material: Material,
    member: MemberConfig,
    config: TrainingConfig,
    folder: Path,
    *,
    callbacks: Sequence[keras.callbacks.Callback] = (),
) -> keras.Model:
    """Train ``member`` in ``folder``, going on from its last epoch, or return it at once if it is finished.

    ``callbacks`` are Keras' and see every epoch of this process. Returns the float32 network with the averaged weights
    of the last epoch. Leaves these weights and ``history.csv``.
    """
    make_folder(folder)
    for cycle in member.cycles:
        if not is_finished(folder, cycle):
            policy = settle_policy(
                config.precision, partial(build_model, member.architecture), folder, batch_size=config.batch_size
            )
            with dtype_policy(policy):
                _fit(material, member, config, folder, cycle, callbacks=callbacks)
            (folder / LAST).unlink()
    return load_member(folder)


def is_finished(folder: Path, cycle: range) -> bool:
    """Return whether the member in ``folder`` is through with a cycle.

    The checkpoint to go on from is removed at a cycle's end; raises DataError where it is gone in the middle of one.
    """
    if not (folder / AVERAGE).exists():
        return False
    done = len(read_history(folder))
    if (folder / LAST).exists():
        return done > cycle.stop
    # A kill before the first checkpoint of a later cycle leaves one row of it.
    if done < cycle.stop and not (cycle.start and done <= cycle.start + 1):
        raise DataError(
            f"{folder} has neither finished {cycle.stop} epochs nor the checkpoint {LAST} to go on from; "
            "remove it to train this member anew."
        )
    return done >= cycle.stop


def load_member(folder: Path, *, size: int = FACE_SIZE) -> keras.Model:
    """Return the float32 network that was trained in ``folder``, which bears its architecture's name.

    It takes faces of ``size`` × ``size`` pixels.
    """
    with dtype_policy("float32"):
        network = build_model(folder.name, size=size)
    load_checkpoint(network, folder / AVERAGE)
    return network


def _targets(material: Material, config: TrainingConfig) -> dict[str, NDArray[np.float32]]:
    """Return what every head is to answer for each training image, each (n, classes)."""
    train, votes, teacher = material.train, material.votes, material.teacher
    smoothing = config.label_smoothing
    labels = (1 - smoothing) * np.eye(len(EMOTIONS), dtype=np.float32)[train.labels] + smoothing / len(EMOTIONS)
    emotions = (1 - config.votes_share - config.teacher_share) * labels
    if config.votes_share:
        assert votes is not None
        emotions += config.votes_share * emotion_votes(votes, train.labels)
    if config.teacher_share:
        assert teacher is not None
        emotions += config.teacher_share * teacher
    targets = {EMOTION_HEAD: emotions}
    if config.votes_head:
        assert votes is not None
        targets[VOTES_HEAD] = votes
    return targets


def _fit(
    material: Material,
    member: MemberConfig,
    config: TrainingConfig,
    folder: Path,
    cycle: range,
    *,
    callbacks: Sequence[keras.callbacks.Callback],
) -> None:
    check_batch(config.batch_size)
    train, targets = material.train, _targets(material, config)
    keras.utils.set_random_seed(member.seed)
    samples = oversample(train.labels, config.sampling)
    steps_per_epoch = len(samples) // config.batch_size
    if not steps_per_epoch:
        raise DataError(f"{len(samples)} training images are too few: a batch alone has {config.batch_size}.")
    strategy = open_strategy()
    with strategy.scope():
        network = build_model(member.architecture, size=None)
    average = build_model(member.architecture, size=None)
    if (folder / AVERAGE).exists():
        for each in (network, average):
            load_checkpoint(each, folder / AVERAGE)
    with strategy.scope():
        heads = (
            add_votes_head(network)
            if VOTES_HEAD in targets
            else keras.Model(network.input, {EMOTION_HEAD: network.output})
        )
        optimizer = _optimizer(config, epochs=len(cycle), steps_per_epoch=steps_per_epoch)
        optimizer.build(heads.trainable_variables)

    def compiled_model(size: int, seed: int) -> keras.Model:
        with strategy.scope():
            model = with_augmentation(heads, config, size=size, seed=seed)
            _compile(model, config, optimizer)
        return model

    if (folder / LAST).exists():
        load_checkpoint(compiled_model(config.stages[-1].size, member.seed), folder / LAST)
    done = cycle.start + int(keras.ops.convert_to_numpy(optimizer.iterations)) // steps_per_epoch
    if done:
        log.info("%s: going on after epoch %d of %d", folder.name, done, member.cycles[-1].stop)
    watchers = [
        AveragedWeights(network, average, momentum=config.averaging),
        Validation(network, average, material.validation, size=config.stages[-1].size, every=config.validation_every),
        History(folder),
        EpochCheckpoint(folder, average),
        *callbacks,
    ]
    for size, end in _stage_ends(config, cycle):
        if done < end:
            # A resumed run must not see the order and the augmentation of the first epochs again.
            seed = 1000 * member.seed + done
            batches = TrainingBatches(train, targets, samples, config, seed=seed)
            model = compiled_model(size, seed)
            # A bar is closed for good where fit ends.
            bar = TqdmCallback(epochs=end, verbose=1, desc=f"{folder.name}, {size} pixels", initial=done, mininterval=5)
            model.fit(batches, initial_epoch=done, epochs=end, shuffle=False, verbose=0, callbacks=[*watchers, bar])
            done = end


def _stage_ends(config: TrainingConfig, cycle: range) -> Iterator[tuple[int, int]]:
    """Yield the size of the faces in each stage of a cycle and the epoch that it ends before."""
    share = 0.0
    for stage in config.stages if not cycle.start else (Stage(1.0, config.stages[-1].size),):
        share += stage.share
        yield stage.size, cycle.start + round(share * len(cycle))


def _optimizer(config: TrainingConfig, *, epochs: int, steps_per_epoch: int) -> keras.optimizers.Optimizer:
    steps = epochs * steps_per_epoch
    # Keras refuses a schedule that is all warm-up, as that of a cycle of one epoch would be.
    warmup_steps = min(round(config.warmup_epochs * steps_per_epoch), steps - 1)
    schedule = keras.optimizers.schedules.CosineDecay(
        initial_learning_rate=config.learning_rate / 10,
        warmup_target=config.learning_rate,
        warmup_steps=warmup_steps,
        decay_steps=steps - warmup_steps,
    )
    if config.optimizer == "adamw":
        optimizer = keras.optimizers.AdamW(schedule, weight_decay=config.weight_decay)
    else:
        optimizer = keras.optimizers.SGD(
            schedule, momentum=config.momentum, nesterov=True, weight_decay=config.weight_decay
        )
    optimizer.exclude_from_weight_decay(var_names=["gamma", "beta", "bias"])
    return optimizer


def _compile(model: keras.Model, config: TrainingConfig, optimizer: keras.optimizers.Optimizer) -> None:
    losses = {
        EMOTION_HEAD: emotion_loss(config.loss),
        VOTES_HEAD: keras.losses.CategoricalCrossentropy(),
    }
    heads = model.output
    model.compile(
        optimizer=optimizer,
        loss={head: losses[head] for head in heads},
        loss_weights={head: config.votes_head if head == VOTES_HEAD else 1.0 for head in heads},
        metrics={EMOTION_HEAD: ["accuracy", keras.metrics.TopKCategoricalAccuracy(2, name="top2_accuracy")]},
        jit_compile=JIT,
    )

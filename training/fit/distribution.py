"""Training on several GPUs of one machine, or on several machines, at once."""

import functools
import math
import os
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Protocol

import keras

from fer_core.errors import DataError
from training.fit.backend import BACKEND
from training.run_folder import WORKERS


class Strategy(Protocol):
    """How a training is spread: a ``tf.distribute.Strategy``, ``Alone`` or ``SharedBatches``."""

    num_replicas_in_sync: int

    def scope(self) -> AbstractContextManager[Any]:
        """Return what networks are built and compiled in."""


class Alone:
    """One device, as Keras' backend chooses it."""

    num_replicas_in_sync = 1

    def scope(self) -> AbstractContextManager[Any]:
        """Return a context that changes nothing."""
        return nullcontext()


class SharedBatches:
    """JAX's devices, a copy of the network on each, between which ``keras.distribution`` shares every batch.

    It holds for all of Keras in this process from then on.
    """

    def __init__(self, devices: list[str]) -> None:
        keras.distribution.set_distribution(keras.distribution.DataParallel(devices=devices, auto_shard_dataset=False))
        self.num_replicas_in_sync = len(devices)

    def scope(self) -> AbstractContextManager[Any]:
        """Return a context that changes nothing: the devices hold everywhere."""
        return nullcontext()


@functools.cache
def open_strategy() -> Strategy:
    """Return how a training is spread over what this process has; to be called before anything is computed.

    With TensorFlow, where the environment variable TF_CONFIG names several workers, these train one network together,
    each with a run folder of its own. Several devices of this machine have a copy of the network each, with TensorFlow
    or JAX. Raises DataError for workers with another backend of Keras.
    """
    if BACKEND != "tensorflow":
        if WORKERS in os.environ:
            raise DataError(f"The workers of {WORKERS} train with TensorFlow; unset KERAS_BACKEND, or {WORKERS}.")
        devices = keras.distribution.list_devices() if BACKEND == "jax" else []
        return SharedBatches(devices) if len(devices) > 1 else Alone()
    import tensorflow as tf  # noqa: PLC0415

    if WORKERS in os.environ:
        return fit_for_keras(_several_workers())
    if len(tf.config.list_physical_devices("GPU")) > 1:
        return fit_for_keras(tf.distribute.MirroredStrategy())
    return tf.distribute.get_strategy()


def _several_workers() -> Any:
    import tensorflow as tf  # noqa: PLC0415

    try:
        return tf.distribute.MultiWorkerMirroredStrategy()
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"The environment variable {WORKERS} cannot be used ({error}).") from error


def fit_for_keras(strategy: Any) -> Any:
    """Let ``strategy`` reduce what Keras 3 has it reduce, and return it.

    That is whole batches, for their shapes, which may differ by a face, and between workers also scalars along an axis
    (keras-team/keras issue 20585).
    """
    import tensorflow as tf  # noqa: PLC0415

    reduce_one = strategy.reduce

    def reduce(operation: Any, values: Any, axis: int | None = None) -> Any:  # noqa: ARG001
        def reduce_value(value: Any) -> Any:
            local = strategy.experimental_local_results(value)[0]
            return local if local.shape.rank else reduce_one(operation, value, axis=None)

        return tf.nest.map_structure(reduce_value, values)

    strategy.reduce = reduce
    return strategy


def even(count: int) -> int:
    """Return the smallest number of faces, at least ``count``, that this process' devices can share evenly.

    JAX shares no other; TensorFlow's devices share any.
    """
    strategy = open_strategy()
    if not isinstance(strategy, SharedBatches):
        return count
    return count + -count % strategy.num_replicas_in_sync


def filled_size(count: int, size: int) -> int:
    """Return how many faces ``count`` of them are filled up to, to be taken in batches of ``size``.

    JAX compiles a step anew for every number of faces, which takes networks of many layers a minute each time. Where
    TensorFlow's devices share a last batch too small for them, one has no images, of which batch normalisation makes
    NaN.
    """
    takes_any = BACKEND != "jax" and open_strategy().num_replicas_in_sync == 1
    return count if takes_any else math.ceil(count / size) * size


def check_batch(size: int) -> None:
    """Raise DataError where this process' devices cannot share batches of ``size`` faces."""
    if even(size) != size:
        raise DataError(
            f"{open_strategy().num_replicas_in_sync} devices cannot share a batch of {size} faces evenly. Show JAX"
            " fewer of them; the environment variable CUDA_VISIBLE_DEVICES=0 leaves it one GPU."
        )

"""Training on several GPUs of one machine, or on several machines, at once."""

import functools
import os
from typing import Any

import tensorflow as tf

from fer_core.errors import DataError
from training.run_folder import WORKERS


@functools.cache
def open_strategy() -> tf.distribute.Strategy:
    """Return how TensorFlow spreads a training over what this process has; to be called before anything is computed.

    Where the environment variable TF_CONFIG names several workers, these train one network together, each with a run
    folder of its own. Several GPUs of this machine have a copy of the network each.
    """
    if WORKERS in os.environ:
        return fit_for_keras(_several_workers())
    if len(tf.config.list_physical_devices("GPU")) > 1:
        return fit_for_keras(tf.distribute.MirroredStrategy())
    return tf.distribute.get_strategy()


def _several_workers() -> tf.distribute.Strategy:
    try:
        return tf.distribute.MultiWorkerMirroredStrategy()
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"The environment variable {WORKERS} cannot be used ({error}).") from error


def fit_for_keras(strategy: tf.distribute.Strategy) -> tf.distribute.Strategy:
    """Let ``strategy`` reduce what Keras 3 has it reduce, and return it.

    That is whole batches, for their shapes, which may differ by a face, and between workers also scalars along an axis
    (keras-team/keras issue 20585).
    """
    reduce_one = strategy.reduce

    def reduce(operation: Any, values: Any, axis: int | None = None) -> Any:  # noqa: ARG001
        def reduce_value(value: Any) -> tf.Tensor:
            local = strategy.experimental_local_results(value)[0]
            return local if local.shape.rank else reduce_one(operation, value, axis=None)

        return tf.nest.map_structure(reduce_value, values)

    strategy.reduce = reduce
    return strategy

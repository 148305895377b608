"""What differs between the backends of Keras: how functions and steps are compiled."""

from collections.abc import Callable
from typing import Any, Final

import keras

BACKEND: Final[str] = keras.backend.backend()

JIT: Final[bool | str] = False if BACKEND == "tensorflow" else "auto"
"""Keras' ``jit_compile``: on CPUs TensorFlow's own kernels are twice as fast as XLA's, and JAX has no others."""


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of tensors, without side effects, as the backend compiles it."""
    if BACKEND == "tensorflow":
        import tensorflow as tf  # noqa: PLC0415

        return tf.function(function)
    if BACKEND == "jax":
        import jax  # noqa: PLC0415

        return jax.jit(function)
    return function


def accelerators() -> list[str]:
    """Return the names of the GPUs, or of JAX's other devices besides processors, that the backend sees."""
    if BACKEND == "tensorflow":
        import tensorflow as tf  # noqa: PLC0415

        details = map(tf.config.experimental.get_device_details, tf.config.list_physical_devices("GPU"))
        return [each.get("device_name", "GPU") for each in details]
    if BACKEND == "jax":
        import jax  # noqa: PLC0415

        return [device.device_kind for device in jax.local_devices() if device.platform != "cpu"]
    import torch  # noqa: PLC0415

    return [torch.cuda.get_device_name(index) for index in range(torch.cuda.device_count())]


def sync(model: keras.Model) -> None:
    """Let the variables of ``model`` have their values in the midst of ``fit``, which JAX keeps elsewhere."""
    if BACKEND == "jax":
        model.jax_state_sync()

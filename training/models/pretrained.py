"""Networks that others have trained on ImageNet, as bases for ours."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import keras

from fer_core.errors import DataError

IMAGENET, NONE = "imagenet", "none"

_TIMEOUT_S: Final = 20.0


def load_base(application: Any, weights: str, *, size: int) -> keras.Model:
    """Return a network of ``keras.applications`` without its top, on (n, size, size, 3).

    ``weights`` is "imagenet" or "none". Raises DataError where they cannot be had.
    """
    shape = (size, size, 3)
    if weights == NONE:
        return application(include_top=False, weights=None, input_shape=shape)
    try:
        with _network_timeout():
            return application(include_top=False, weights=weights, input_shape=shape)
    except Exception as error:  # Keras raises bare Exception where a download fails
        cache = Path(os.environ.get("KERAS_HOME", "~/.keras")).expanduser() / "models"
        raise DataError(
            f"The weights {weights!r} of {application.__name__} cannot be loaded ({error}). They are looked for in "
            f"{cache}: put the file there, or train from scratch with --weights none."
        ) from error


@contextmanager
def _network_timeout() -> Iterator[None]:
    # Keras' download has none of its own, and would wait for a silent server for ever.
    previous = socket.getdefaulttimeout()
    socket.setdefaulttimeout(_TIMEOUT_S)
    try:
        yield
    finally:
        socket.setdefaulttimeout(previous)

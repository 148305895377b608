"""Which of Keras' dtype policies a network is trained under."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypedDict

import keras
import numpy as np

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import FACE_SIZE
from fer_core.rows.writing import make_folder
from training.fit.backend import JIT
from training.run_folder import WORKERS, read_json, taking_turns, write_json

FASTEST: Final = "fastest"
"""Stands for whichever of ``CANDIDATES`` is faster here."""

CANDIDATES: Final = ("float32", "mixed_bfloat16")

PRECISION: Final = "precision.json"
"""Which precision was settled in a folder, and what was measured."""

_WARM_UP, _STEPS = 2, 4


class _Settled(TypedDict):
    policy: str


@contextmanager
def dtype_policy(name: str) -> Iterator[None]:
    """Build networks under a Keras dtype policy."""
    previous = keras.config.dtype_policy()
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_dtype_policy(previous)


def settle_policy(wanted: str, build: Callable[[], keras.Model], folder: Path, *, batch_size: int) -> str:
    """Return ``wanted``, or for "fastest" the policy under which a training step of ``build``'s network is shortest.

    Several workers of one network, who might choose differently, take float32. The network takes faces (n, 48, 48, 1).
    The choice stays in ``folder`` with what was measured, so that all that is trained there keeps to it.
    """
    if wanted != FASTEST:
        return wanted
    if WORKERS in os.environ:
        return "float32"
    make_folder(folder)
    path = folder / PRECISION
    with taking_turns(folder):
        if not path.exists():
            seconds = {policy: _seconds_per_step(policy, build, batch_size) for policy in CANDIDATES}
            chosen = min(CANDIDATES, key=lambda policy: seconds[policy])
            write_json(path, {"policy": chosen, "seconds_per_step": seconds})
    return str(read_json(path, _Settled)["policy"])


def _seconds_per_step(policy: str, build: Callable[[], keras.Model], batch_size: int) -> float:
    """Return the shortest of a few steps, which other programs disturb least."""
    with dtype_policy(policy):
        network = build()
        network.compile(optimizer="sgd", loss="categorical_crossentropy", jit_compile=JIT)
    random = np.random.default_rng(0)
    faces = random.random((batch_size, FACE_SIZE, FACE_SIZE, 1), dtype=np.float32)
    labels = np.eye(len(EMOTIONS), dtype=np.float32)[random.integers(0, len(EMOTIONS), batch_size)]
    durations = []
    for _ in range(_WARM_UP + _STEPS):
        started = time.perf_counter()
        network.train_on_batch(faces, labels)
        durations.append(time.perf_counter() - started)
    return min(durations[_WARM_UP:])

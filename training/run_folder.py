"""A run's folder: the names in it, its JSON files, one process at a time, and what a run was made with."""

import json
import logging
import os
import platform
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import fields
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from filelock import FileLock, Timeout

from fer_core.errors import DataError, reason_of
from fer_core.rows.writing import cannot_write, make_folder, write_whole

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

LABORATORY = Path("runs/laboratory")
"""Where the laboratory's run folders are, by the names of its presets."""

PREDICTIONS = "predictions.png"
"""The picture sheet of what a network answers to some faces."""

WORKERS = "TF_CONFIG"
"""The environment variable in which TensorFlow finds the cluster that a process is a worker of."""

LAST, AVERAGE, HISTORY = "last.weights.h5", "average.weights.h5", "history.csv"
"""Files of a member's folder: the weights with the optimizer until it is finished, the averaged weights, a row per
epoch."""

TEACHER = "teacher.npy"
"""In a run folder: what the members said of the training images before they learnt from it, float32 (n, 7)."""

STOPPED = "stopped; the same command goes on from the last finished epoch."
"""What a training that is interrupted tells."""

SOFT_TARGETS = "soft_targets.csv"
"""In a run folder: each training image's fold, and what networks that were not trained on that fold say of it."""

_LONG_WAIT_S = 60.0
"""A wait for a turn that is longer is logged: with many processes on a machine, each waits for all others."""

_PACKAGES = ("tensorflow", "jax", "keras", "numpy", "onnx", "onnxruntime", "tf2onnx", "scikit-learn")

T = TypeVar("T", bound="DataclassInstance")

log = logging.getLogger(__name__)


def slug(name: str) -> str:
    """Return a name's letters and digits as a folder name, such as ``with-mixup-0-2``."""
    return re.sub(r"\W+", "-", name).strip("-").lower()


def read_json(path: Path, kind: Any, *, advice: str = "Remove this one file and give the command again.") -> Any:
    """Return what a file holds, as JSON gives it; raises DataError where it cannot, or is not of a ``kind``.

    A kind is a type, such as a TypedDict, whose objects may have further keys, or a dataclass. ``advice`` says what to
    do where the file is damaged.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        msgspec.convert(content, kind)
    except OSError as error:
        raise DataError(f"{path} cannot be read ({reason_of(error)}).") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise DataError(f"{path} cannot be read ({error}). {advice}") from error
    return content


def rebuild(kind: type[T], values: Mapping[str, Any]) -> T:
    """Return the dataclass whose fields were written as ``values``; raises DataError for those of another version."""
    known = {each.name for each in fields(kind)}
    if unknown := ", ".join(sorted(values.keys() - known)):
        raise DataError(
            f"This was written by another version of Emolens, with settings that this one does not know ({unknown}). "
            "Choose another --out."
        )
    return kind(**values)


def write_json(path: Path, content: Any) -> None:
    """Write a file beside and rename it."""
    write_whole(path, json.dumps(content, indent=2).encode())


def claim_folder(out: Path, run: dict[str, Any]) -> None:
    """Record a run in its folder, which is made; raises DataError where the folder holds another one.

    Runs are the same where their "config" and "data" are, JSON objects that tell all that the run is made of.
    """
    path = out / "run.json"
    if path.exists():
        earlier = read_json(path, dict[str, Any])
        same = json.loads(json.dumps({key: run[key] for key in ("config", "data")}))
        if {key: earlier.get(key) for key in same} != same:
            raise DataError(f"{out} holds a run with other settings or data; choose another --out, or remove it.")
        return
    make_folder(out)
    write_json(path, run)


@contextmanager
def sole_user(folder: Path) -> Iterator[None]:
    """Keep other processes out of an existing folder; one that is killed leaves it free.

    Raises DataError where another process is in it, or it cannot be written to.
    """
    try:
        lock = _acquire(folder, timeout_s=0)
    except Timeout as error:
        raise DataError(f"Another process is training in {folder}: wait for it, or choose another --out.") from error
    with lock:
        yield


@contextmanager
def taking_turns(folder: Path) -> Iterator[None]:
    """Wait, however long, until no other process is at something short in an existing folder, and keep others out.

    Who is in it for long, as ``sole_user``, is waited for, too; more than a minute is logged. Raises DataError
    where the folder cannot be written to.
    """
    with _acquire_patiently(folder, told_after_s=_LONG_WAIT_S):
        yield


@contextmanager
def after_others(folder: Path) -> Iterator[None]:
    """Wait, however long, until no other process is training in an existing folder, and keep others out.

    Any wait is logged at once. Raises DataError where the folder cannot be written to.
    """
    with _acquire_patiently(folder, told_after_s=0):
        yield


def _acquire_patiently(folder: Path, *, told_after_s: float) -> AbstractContextManager[object]:
    """Return the lock of a folder, taken, however long that takes; logs where it takes longer than ``told_after_s``."""
    try:
        return _acquire(folder, timeout_s=told_after_s)
    except Timeout:
        log.info("%s: waiting for another process that is at work there; in another --out nothing would wait", folder)
        return _acquire(folder, timeout_s=-1)


def _acquire(folder: Path, *, timeout_s: float) -> AbstractContextManager[object]:
    """Return the lock of a folder, taken; waits for ever where the time is negative, and else raises Timeout."""
    path = folder / "run.lock"
    try:
        return FileLock(path).acquire(timeout=timeout_s)
    except Timeout:
        raise
    except OSError as error:
        raise cannot_write(path, error) from error


def describe_environment() -> dict[str, Any]:
    """Return versions, processor and the commit of the code, None outside a repository, as a JSON object."""
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "commit": _commit(),
        **{package: _version(package) for package in _PACKAGES},
    }


def _version(package: str) -> str | None:
    """Return the version of a package; None where it is not installed."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _commit() -> str | None:
    """Return the commit, with a plus where files have been changed since."""
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty=+", "--abbrev=12"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=10).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None

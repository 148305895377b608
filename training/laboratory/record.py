"""What the folder of a trial is for, what it came to, and what has trained in it."""

import functools
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, NotRequired, TypedDict

from fer_core.errors import DataError
from fer_core.rows.writing import make_folder
from training.fit.backend import BACKEND, accelerators
from training.fit.precision import FASTEST
from training.laboratory.studies import command_of
from training.measure import Evaluation
from training.run_folder import HISTORY, describe_environment, read_json, rebuild, write_json
from training.settings import Trial

METRICS, TRIAL = "metrics.json", "trial.json"
"""Files of a trial's folder: its figures, which say that it is finished, and its settings and environment."""

_CLAIMED = {"trial": "settings", "precision": "--precision", "data": "data"}
"""What must be the same in a folder, and how it is called."""


_UNKNOWN = {"commit": None, "backend": "unknown backend"}
"""The environment of a folder that has been trained in, and whose record was removed."""


class TrialFigures(TypedDict):
    """What a trial came to, as its file and the summary of its study have it."""

    validation: Evaluation
    test: Evaluation
    epochs: NotRequired[int]
    diverged: NotRequired[bool]
    parameters: NotRequired[int]
    precision: NotRequired[str]
    images_per_second: NotRequired[float]
    reported: NotRequired[float | None]


class _Settings(TypedDict):
    trial: Trial


class Environment(TypedDict):
    """What trains: the commit of the code, None outside a repository, versions, backend and GPUs."""

    commit: str | None
    backend: NotRequired[str]
    accelerators: NotRequired[list[str]]


class Record(TypedDict):
    """What the file of a trial's folder says of it; a machine without epochs has no settings.

    A trial is begun in one environment, and may have gone on in others.
    """

    trial: NotRequired[Trial]
    environment: Environment
    continued_in: NotRequired[list[Environment]]


def claim(folder: Path, about: dict[str, Any]) -> None:
    """Record what a folder is for; raises DataError where something else has already been trained in it.

    Of a folder whose record was removed, nobody knows who has trained there.
    """
    if check_claim(folder, about):
        return
    make_folder(folder)
    write_json(folder / TRIAL, {**about, "environment": _UNKNOWN if _has_trained(folder) else _environment()})


def record_environment(folder: Path, *, epoch: int = 0) -> None:
    """Record that this process has trained an epoch, by number from 0, in a folder; the first one begins it anew."""
    record, environment = read_json(folder / TRIAL, Record), _environment()
    known = _environments(record) if epoch else []
    if environment not in known:
        first, *others = [*known, environment]
        write_json(folder / TRIAL, {**record, "environment": first, "continued_in": others})


@functools.cache
def _environment() -> dict[str, Any]:
    """Return what this process trains with: its code was read at its start, whatever has become of the files."""
    return {**describe_environment(), "backend": BACKEND, "accelerators": accelerators()}


def check_claim(folder: Path, about: dict[str, Any]) -> bool:
    """Return whether a folder is known to be for what it is about to hold.

    Settings that a recorded trial does not name had the values that they have by default, and a finished one that was
    to have the fastest precision is of the one that was taken. Raises DataError where something else has already been
    trained in it.
    """
    path = folder / TRIAL
    if not path.exists():
        return False
    earlier, settings = read_json(path, Record), json.loads(json.dumps(about))
    if "trial" in earlier:
        earlier["trial"] = json.loads(json.dumps(asdict(rebuild(Trial, earlier["trial"]))))
    if _is_settled(folder, earlier.get("precision"), settings.get("precision")):
        earlier["precision"] = settings["precision"]
    others = [name for key, name in _CLAIMED.items() if key in settings and earlier.get(key) != settings[key]]
    if others and _has_trained(folder):
        raise DataError(f"{folder} holds a trial with other {' and '.join(others)}; choose another --out.")
    return not others


def _has_trained(folder: Path) -> bool:
    return any((folder / name).exists() for name in (HISTORY, METRICS))


def _is_settled(folder: Path, asked: str | None, wanted: str | None) -> bool:
    """Return whether a finished trial, for which one precision was ``asked``, is of the ``wanted`` one, too."""
    if FASTEST not in (asked, wanted) or not (folder / METRICS).exists():
        return False
    return wanted == FASTEST or read_figures(folder).get("precision") == wanted


def read_trial(folder: Path) -> Trial:
    """Return the settings of a trial; raises DataError where there is none, or its file is damaged."""
    path = folder / TRIAL
    if not path.exists():
        raise DataError(f"{path} is missing: removed, or never copied. {train_anew(folder)}")
    return rebuild(Trial, read_json(path, _Settings)["trial"])


def read_environments(folder: Path) -> list[Environment]:
    """Return each of what has trained in a folder, as they came; raises DataError where the record is damaged."""
    return _environments(read_json(folder / TRIAL, Record))


def _environments(record: Record) -> list[Environment]:
    return [record["environment"], *record.get("continued_in", [])]


def read_figures(folder: Path) -> dict[str, Any]:
    """Return the figures of a finished trial; raises DataError where their file is damaged."""
    advice = (
        "Remove this one file, and the same command measures the network again, or trains it anew if its weights are "
        "missing."
    )
    return dict(read_json(folder / METRICS, TrialFigures, advice=advice))


def train_anew(folder: Path) -> str:
    """Return a sentence about what to do where a file of a trained network is missing or damaged."""
    command = command_of(folder.parent.name)
    return f"All other results stay; `python -m training.run {command}` with another --out trains this network anew."

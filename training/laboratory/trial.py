"""One network trained in the way of the source documents, in a folder with everything that came of it."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NotRequired, TypedDict

import keras
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.rows.writing import make_folder
from training.data.copies import add_copies
from training.data.faces import FaceDataset, digest
from training.fit.answers import predict
from training.fit.backend import BACKEND, accelerators
from training.fit.callbacks import load_checkpoint, read_history, save_weights
from training.fit.precision import FASTEST
from training.laboratory.fitting import BEST, FROZEN, build_untrained, fit_trial
from training.laboratory.studies import command_of
from training.measure import Evaluation, evaluate
from training.models.pretrained import IMAGENET, NONE
from training.reports.plots import (
    SHEET,
    plot_confusion,
    plot_learning_curves,
    plot_predictions,
    plot_reliability,
    plot_roc,
    plot_twin_axes,
)
from training.run_folder import (
    HISTORY,
    LAST,
    PREDICTIONS,
    after_others,
    describe_environment,
    read_json,
    rebuild,
    write_json,
)
from training.settings import Trial

METRICS, TRIAL = "metrics.json", "trial.json"
"""Files of a trial's folder: its figures, which say that it is finished, and its settings and environment."""

_CLAIMED = {"trial": "settings", "precision": "--precision", "data": "data"}
"""What must be the same in a folder, and how it is called."""

log = logging.getLogger(__name__)


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


@dataclass(frozen=True, slots=True, eq=False)
class TrialData:
    """The faces that a trial learns from, is judged by, and is reported on."""

    train: FaceDataset
    validation: FaceDataset
    test: FaceDataset

    @property
    def parts(self) -> tuple[FaceDataset, FaceDataset, FaceDataset]:
        """All three, in this order."""
        return self.train, self.validation, self.test


def run_trial(
    trial: Trial,
    data: TrialData,
    folder: Path,
    *,
    precision: str = "float32",
    settled_in: Path | None = None,
    callbacks: Sequence[keras.callbacks.Callback] = (),
) -> dict[str, Any]:
    """Train in ``folder``, going on where it stopped, and return its figures; those of a finished trial are read.

    ``precision`` and ``settled_in`` are those of ``fit_trial``. Leaves settings, environment, history, figures, plots
    and the weights of the best epoch. Where another process is training there, as one does that was given up for dead
    too early, it is waited for. Raises DataError where the folder holds another trial or a damaged one.
    """
    claim(folder, {"trial": asdict(trial), "precision": precision, "data": digest(*data.parts)})
    path = folder / METRICS
    if not path.exists():
        with after_others(folder):
            # The other has perhaps finished it.
            if not path.exists():
                _train(trial, data, folder, precision=precision, settled_in=settled_in, callbacks=callbacks)
    return read_figures(folder)


def _train(
    trial: Trial,
    data: TrialData,
    folder: Path,
    *,
    precision: str,
    settled_in: Path | None,
    callbacks: Sequence[keras.callbacks.Callback],
) -> None:
    log.info("%s", folder.name)
    start = load_start(trial)
    samples = add_copies(data.train, trial.sampling, seed=trial.seed)
    # Keras keeps whatever was built before until it is told not to.
    keras.backend.clear_session()
    recorder = keras.callbacks.LambdaCallback(on_train_begin=lambda _: _record_environment(folder))
    policy = fit_trial(
        trial, samples, data.validation, folder, precision=precision, settled_in=settled_in, start=start,
        callbacks=[recorder, *callbacks],
    )  # fmt: skip
    network = load_trial(folder)
    save_weights({folder / BEST: network})
    history = read_history(folder)
    answers = {
        "validation": predict_finite(network, data.validation.images),
        "test": predict_finite(network, data.test.images),
    }
    figures: dict[str, Any] = {
        "epochs": len(history),
        "diverged": not np.isfinite(history["loss"].iloc[-1]),
        "parameters": network.count_params(),
        "precision": policy,
        "images_per_second": float(len(samples) * len(history) / history["seconds"].sum()),
        "validation": evaluate(data.validation.labels, answers["validation"]),
        "test": evaluate(data.test.labels, answers["test"]),
    }
    _plot(figures, history, data.validation, answers["validation"], folder)
    write_json(folder / METRICS, figures)
    for checkpoint in (LAST, FROZEN):
        (folder / checkpoint).unlink(missing_ok=True)


def load_trial(folder: Path) -> keras.Model:
    """Return a finished trial's float32 network with the weights of its best epoch.

    Raises DataError where they are missing or damaged.
    """
    network = build_untrained(read_trial(folder))
    load_checkpoint(network, folder / BEST, advice=_train_anew(folder))
    return network


def load_start(trial: Trial) -> keras.Model | None:
    """Return the trained network that a trial begins with; None where it begins with ImageNet's weights or none.

    Raises DataError where it was trained on another split, and so on images that the trial is judged by.
    """
    weights = trial.network.get("weights", NONE)
    if weights in (IMAGENET, NONE):
        return None
    if read_trial(Path(weights)).split_seed != trial.split_seed:
        raise DataError(
            f"{weights} has learnt from images that this trial is validated on: "
            f"--weights takes one whose split_seed is {trial.split_seed}."
        )
    return load_trial(Path(weights))


def read_trial(folder: Path) -> Trial:
    """Return the settings of a trial; raises DataError where there is none, or its file is damaged."""
    path = folder / TRIAL
    if not path.exists():
        raise DataError(f"{path} is missing: removed, or never copied. {_train_anew(folder)}")
    return rebuild(Trial, read_json(path, _Settings)["trial"])


def read_environments(folder: Path) -> list[Environment]:
    """Return what has trained in a folder, in this order; raises DataError where its file is damaged."""
    record = read_json(folder / TRIAL, Record)
    return [record["environment"], *record.get("continued_in", [])]


def read_figures(folder: Path) -> dict[str, Any]:
    """Return the figures of a finished trial; raises DataError where their file is damaged."""
    return dict(read_json(folder / METRICS, TrialFigures))


def _train_anew(folder: Path) -> str:
    command = command_of(folder.parent.name)
    return f"All other results stay; `python -m training.run {command}` with another --out trains this network anew."


def predict_finite(network: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a network's probabilities; one whose training diverged knows nothing, and gives every class the same."""
    probabilities = predict(network, images)
    return np.where(np.isfinite(probabilities).all(axis=1, keepdims=True), probabilities, 1 / len(EMOTIONS))


def claim(folder: Path, about: dict[str, Any]) -> None:
    """Record what a folder is for; raises DataError where something else has already been trained in it."""
    if check_claim(folder, about):
        return
    make_folder(folder)
    write_json(folder / TRIAL, {**about, "environment": _environment()})


def _environment() -> dict[str, Any]:
    return {**describe_environment(), "backend": BACKEND, "accelerators": accelerators()}


def _record_environment(folder: Path) -> None:
    """Record what goes on with a trial; before its first epoch, what begins it."""
    record, environment = read_json(folder / TRIAL, Record), _environment()
    if not (folder / HISTORY).exists():
        write_json(folder / TRIAL, {**record, "environment": environment})
    elif environment not in (known := read_environments(folder)):
        write_json(folder / TRIAL, {**record, "continued_in": [*known[1:], environment]})


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
    if others and ((folder / HISTORY).exists() or (folder / METRICS).exists()):
        raise DataError(f"{folder} holds a trial with other {' and '.join(others)}; choose another --out.")
    return not others


def _is_settled(folder: Path, asked: str | None, wanted: str | None) -> bool:
    """Return whether a finished trial, for which one precision was ``asked``, is of the ``wanted`` one, too."""
    if FASTEST not in (asked, wanted) or not (folder / METRICS).exists():
        return False
    return wanted == FASTEST or read_figures(folder).get("precision") == wanted


def _plot(
    figures: dict[str, Any],
    history: pd.DataFrame,
    faces: FaceDataset,
    probabilities: NDArray[np.float32],
    folder: Path,
) -> None:
    title = f"{folder.name}, validation"
    some = np.random.default_rng(0).permutation(len(faces))[:SHEET]
    plot_learning_curves(
        history, folder / "learning_curves.png", title=folder.name, columns=("accuracy", "top2_accuracy")
    )
    plot_twin_axes(history, folder / "loss_and_accuracy.png", title=folder.name)
    plot_confusion(figures["validation"], folder / "confusion_matrix.png", title=title)
    plot_reliability(figures["validation"], folder / "reliability.png", title=title)
    plot_roc(faces.labels, probabilities, folder / "roc.png", title=title)
    plot_predictions(faces.subset(some), probabilities[some], folder / PREDICTIONS, title=title)

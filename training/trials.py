"""One network trained in the way of the source documents, in a folder with everything that came of it."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.errors import DataError
from fer_core.sinks import make_folder, write_whole
from training.checkpoints import load_checkpoint, predict, read_history
from training.configs import Trial
from training.copies import add_copies
from training.data import FaceDataset
from training.environment import describe_environment
from training.evaluate import evaluate
from training.fitting import BEST, build_untrained, fit_trial
from training.plots import plot_confusion, plot_learning_curves, plot_twin_axes

METRICS, TRIAL = "metrics.json", "trial.json"
"""Files of a trial's folder: its figures, which say that it is finished, and its settings and environment."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class TrialData:
    """The faces that a trial learns from, is judged by, and is reported on."""

    train: FaceDataset
    validation: FaceDataset
    test: FaceDataset


def run_trial(
    trial: Trial,
    data: TrialData,
    folder: Path,
    *,
    precision: str = "float32",
    callbacks: Sequence[keras.callbacks.Callback] = (),
) -> dict[str, Any]:
    """Train in ``folder``, going on where it stopped, and return its figures; those of a finished trial are read.

    ``precision`` is a Keras dtype policy, or "fastest". Leaves settings, environment, history, figures, plots and the
    weights of the best epoch. Raises DataError where the folder holds another trial or a damaged one.
    """
    _claim(folder, trial)
    if (folder / METRICS).exists():
        figures: dict[str, Any] = json.loads((folder / METRICS).read_text(encoding="utf-8"))
        return figures
    log.info("%s", folder.name)
    samples = add_copies(data.train, trial.sampling, seed=trial.seed)
    # Keras keeps whatever was built before until it is told not to.
    keras.backend.clear_session()
    policy = fit_trial(trial, samples, data.validation, folder, precision=precision, callbacks=callbacks)
    network = load_trial(trial, folder)
    history = read_history(folder)
    figures = {
        "epochs": len(history),
        "parameters": network.count_params(),
        "precision": policy,
        "images_per_second": float(len(samples) * len(history) / history["seconds"].sum()),
        **{
            split: evaluate(faces.labels, _predict(network, faces.images))
            for split, faces in (("validation", data.validation), ("test", data.test))
        },
    }
    _plot(figures, history, folder)
    write_whole(folder / METRICS, json.dumps(figures, indent=2).encode())
    return figures


def load_trial(trial: Trial, folder: Path) -> keras.Model:
    """Return a finished trial's float32 network with the weights of its best epoch.

    Raises DataError where they are missing or damaged.
    """
    network = build_untrained(trial)
    load_checkpoint(network, folder / BEST)
    return network


def _predict(network: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a network's probabilities; one whose training diverged knows nothing, and gives every class the same."""
    probabilities = predict(network, images)
    return np.where(np.isfinite(probabilities).all(axis=1, keepdims=True), probabilities, 1 / len(EMOTIONS))


def _claim(folder: Path, trial: Trial) -> None:
    path = folder / TRIAL
    settings = json.loads(json.dumps(asdict(trial)))
    if not path.exists():
        make_folder(folder)
        about = {"trial": settings, "environment": describe_environment()}
        write_whole(path, json.dumps(about, indent=2).encode())
        return
    try:
        earlier = json.loads(path.read_text(encoding="utf-8"))["trial"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} cannot be read ({error!r}); remove {folder} to train anew.") from error
    if earlier != settings:
        raise DataError(f"{folder} holds a trial with other settings; remove it, or choose another --out.")


def _plot(figures: dict[str, Any], history: pd.DataFrame, folder: Path) -> None:
    title = folder.name
    plot_learning_curves(history, folder / "learning_curves.png", title=title, columns=("accuracy", "top2_accuracy"))
    plot_twin_axes(history, folder / "loss_and_accuracy.png", title=title)
    plot_confusion(figures["validation"], folder / "confusion_matrix.png", title=f"{title}, validation")

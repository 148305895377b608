"""One network trained in the way of the source documents, in a folder with everything that came of it."""

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
from training.data.copies import add_copies
from training.data.faces import FaceDataset, digest
from training.fit.answers import predict
from training.fit.callbacks import load_checkpoint, read_history, save_weights
from training.laboratory.fitting import BEST, FROZEN, build_untrained, fit_trial
from training.laboratory.record import METRICS, claim, read_figures, read_trial, record_environment, train_anew
from training.measure import evaluate
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
from training.run_folder import LAST, PREDICTIONS, after_others, write_json
from training.settings import Trial

log = logging.getLogger(__name__)


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
    if path.exists():
        log.info("%s: trained before, its figures are read", folder.name)
    else:
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
    recorder = keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, _: record_environment(folder, epoch=epoch))
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
    load_checkpoint(network, folder / BEST, advice=train_anew(folder))
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


def predict_finite(network: keras.Model, images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return a network's probabilities; one whose training diverged knows nothing, and gives every class the same."""
    probabilities = predict(network, images)
    return np.where(np.isfinite(probabilities).all(axis=1, keepdims=True), probabilities, 1 / len(EMOTIONS))


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

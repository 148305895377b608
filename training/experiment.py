"""One run of the ensemble from data to exported models, in a folder that it can be resumed from."""

import json
import logging
import platform
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from fer_core.errors import DataError
from fer_core.sinks import make_folder, write_whole
from training.configs import TrainingConfig
from training.data import FaceDataset, limit_per_class, load_folder
from training.evaluate import evaluate, soft_vote
from training.export import export_ensemble
from training.plots import plot_confusion, plot_learning_curves
from training.train import predict, read_history, train_member

log = logging.getLogger(__name__)

PARITY_FACES = 256


def run_ensemble(config: TrainingConfig, *, data: Path, out: Path, models: Path) -> dict[str, float]:
    """Train, evaluate and export what ``config`` says; returns the headline figures by name.

    ``data`` holds ``train/`` and, for reporting only, ``test/``. ``out`` gets ``run.json``, a folder per member,
    ``metrics.json`` and plots; ``models`` gets the ONNX ensemble. Raises DataError where ``out`` holds another run.
    """
    train = _load(data / "train", config)
    test = _load(data / "test", config)
    run = _describe_run(config, train)
    _claim_folder(out, run)
    make_folder(models)
    networks, held_out = [], []
    for position, member in enumerate(config.members, start=1):
        log.info("Member %d of %d: %s", position, len(config.members), member.architecture)
        folder = out / member.architecture
        network, validation = train_member(train, member, config, folder)
        plot_learning_curves(read_history(folder), folder / "learning_curves.png", title=member.architecture)
        networks.append(network)
        held_out.append(validation)

    metrics = _evaluate_all(networks, held_out, train, test)
    _write_json(out / "metrics.json", metrics)
    plot_confusion(metrics["test"]["ensemble"], out / "confusion_matrix.png", title="Soft vote on the test folder")
    faces = test.images[np.random.default_rng(0).permutation(len(test))[:PARITY_FACES]]
    figures = _headline(metrics)
    differences = export_ensemble(networks, models, faces=faces, training=run, figures=metrics)
    log.info("Exported to %s; largest difference to Keras %.1e", models, max(differences.values()))
    return figures


def _load(folder: Path, config: TrainingConfig) -> FaceDataset:
    dataset = load_folder(folder)
    log.info("%s: %d images", folder, len(dataset))
    return dataset if config.images_per_class is None else limit_per_class(dataset, config.images_per_class)


def _evaluate_all(
    networks: list[keras.Model], held_out: list[NDArray[np.int64]], train: FaceDataset, test: FaceDataset
) -> dict[str, Any]:
    """Evaluate each member on its own validation images, all on the test images, and their vote on what none saw."""
    names = [network.name for network in networks]
    validation = {
        name: evaluate(train.labels[positions], predict(network, train.images[positions]))
        for name, network, positions in zip(names, networks, held_out, strict=True)
    }
    unseen = np.array(sorted(set.intersection(*(set(positions.tolist()) for positions in held_out))), dtype=np.int64)
    if len(unseen):
        vote = soft_vote([predict(network, train.images[unseen]) for network in networks])
        validation["ensemble"] = evaluate(train.labels[unseen], vote)
    votes = [predict(network, test.images) for network in networks]
    tested = {name: evaluate(test.labels, vote) for name, vote in zip(names, votes, strict=True)}
    tested["ensemble"] = evaluate(test.labels, soft_vote(votes))
    return {"validation": validation, "test": tested}


def _headline(metrics: dict[str, Any]) -> dict[str, float]:
    accuracies = {
        f"{split} accuracy, {name}": figures["accuracy"]
        for split, evaluations in metrics.items()
        for name, figures in evaluations.items()
    }
    ensemble = metrics["test"]["ensemble"]
    return {**accuracies, "test top-2 accuracy": ensemble["top2_accuracy"], "test macro F1": ensemble["macro_f1"]}


def _describe_run(config: TrainingConfig, train: FaceDataset) -> dict[str, Any]:
    return {
        "command": f"python -m training.run --data DIR --preset {config.name}",
        "data": {"name": "FER2013", "training_images": len(train)},
        "config": asdict(config),
        "environment": {
            "python": platform.python_version(),
            "tensorflow": tf.__version__,
            **{package: version(package) for package in ("keras", "numpy", "tf2onnx")},
        },
    }


def _claim_folder(out: Path, run: dict[str, Any]) -> None:
    path = out / "run.json"
    if path.exists():
        try:
            earlier = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise DataError(f"{path} cannot be read ({error}); choose another --out, or remove {out}.") from error
        same = json.loads(json.dumps({key: run[key] for key in ("config", "data")}))
        if {key: earlier.get(key) for key in same} != same:
            raise DataError(f"{out} holds a run with other settings or data; choose another --out, or remove it.")
        return
    make_folder(out)
    _write_json(path, run)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    write_whole(path, json.dumps(content, indent=2).encode())

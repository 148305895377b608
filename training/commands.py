"""What the commands of ``python -m training.run`` do, besides training the ensemble that Emolens uses."""

import argparse
import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from fer_core.ensemble import OnnxMember, load_ensemble
from fer_core.sinks import make_folder, write_whole
from training.data import load_part
from training.evaluate import evaluate
from training.experiment import PARITY_FACES
from training.explain import plot_feature_maps, plot_grad_cam, plot_predictions
from training.export import check_parity, describe, to_onnx, without_maps
from training.inspection import inspect
from training.laboratory import Laboratory
from training.plots import plot_confusion, plot_reliability, plot_roc
from training.report import write_report
from training.scale import SCALES
from training.studies import GRIDS, STUDIES

_HEADLINES = (
    "accuracy", "top2_accuracy", "weighted_precision", "weighted_recall", "weighted_f1", "macro_f1", "mean_auc",
)  # fmt: skip
_SHEET = 30
_HEAT_SHEET = 9

log = logging.getLogger(__name__)


def inspect_data(arguments: argparse.Namespace) -> Path:
    """Look through the data set."""
    parts = {part: load_part(arguments.data, part, named=False) for part in ("train", "test")}
    folder = arguments.out / "data"
    report = inspect(parts, folder)
    print(json.dumps({key: value for key, value in report.items() if key != "per_class"}, indent=2))
    return folder


def run_imbalance(arguments: argparse.Namespace) -> Path:
    """Run the experiment on the imbalance of the classes."""
    return _run_studies(arguments, ["imbalance"])


def run_grid(arguments: argparse.Namespace) -> Path:
    """Run the grid of the named architectures, or of all."""
    chosen = GRIDS if "all" in arguments.architectures else arguments.architectures
    return _run_studies(arguments, [GRIDS[architecture] for architecture in chosen])


def run_studies(arguments: argparse.Namespace) -> Path:
    """Run the named studies."""
    return _run_studies(arguments, arguments.names)


def evaluate_ensemble(arguments: argparse.Namespace) -> Path:
    """Evaluate an exported ensemble on the test images."""
    faces = load_part(arguments.data, "test", named=False)
    ensemble = load_ensemble(arguments.models)
    batches = np.array_split(faces.images, max(1, len(faces) // 128))
    probabilities = np.concatenate([ensemble.vote(batch).probabilities for batch in batches])
    figures = evaluate(faces.labels, probabilities)
    folder = arguments.out / "evaluation"
    make_folder(folder)
    both = {"test": figures, "validation": ensemble.manifest.figures["validation"]["ensemble"]}
    write_whole(folder / "metrics.json", json.dumps(both, indent=2).encode())
    plot_confusion(figures, folder / "confusion_matrix.png", title="Soft vote on the test folder")
    plot_reliability(figures, folder / "reliability.png", title="Soft vote on the test folder")
    plot_roc(faces.labels, probabilities, folder / "roc.png", title="Soft vote on the test folder")
    print(json.dumps({name: figures[name] for name in _HEADLINES}, indent=2))
    return folder


def explain_trial(arguments: argparse.Namespace) -> Path:
    """Draw what a trained network of a study sees and answers."""
    laboratory = _laboratory(arguments)
    network = laboratory.load(arguments.study, arguments.trial)
    validation = laboratory.faces.validation
    chosen = validation.subset(np.random.default_rng(0).permutation(len(validation))[:_SHEET])
    folder = arguments.out / "explanations"
    make_folder(folder)
    plot_feature_maps(network, chosen.images[0], folder / "feature_maps.png")
    plot_grad_cam(network, chosen.subset(np.arange(min(len(chosen), _HEAT_SHEET))), folder / "grad_cam.png")
    plot_predictions(network, chosen, folder / "predictions.png")
    return folder


def export_trial(arguments: argparse.Namespace) -> Path:
    """Write a trained network of a study as ONNX, after a comparison of both."""
    laboratory = _laboratory(arguments)
    network = without_maps(laboratory.load(arguments.study, arguments.trial))
    content = to_onnx(network)
    spec = describe(network, content, parameters=network.count_params())
    some = laboratory.faces.test.images[:PARITY_FACES]
    difference = check_parity(network, OnnxMember(spec, content, threads=1), some)
    folder = arguments.out / "onnx"
    make_folder(folder)
    write_whole(folder / spec.file, content)
    print(f"{folder / spec.file}: {len(content) / 1e6:.1f} MB, differs from Keras by {difference:.1e}")
    return folder


def report(arguments: argparse.Namespace) -> Path:
    """Gather what has been run into one page."""
    return write_report(arguments.out, faces=not arguments.without_faces)


def run_all(arguments: argparse.Namespace) -> Path:
    """Run every experiment of the documents, and report."""
    inspect_data(arguments)
    _run_studies(arguments, list(STUDIES))
    _laboratory(arguments).run_svm()
    evaluate_ensemble(arguments)
    explain_trial(arguments)
    return write_report(arguments.out)


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], Path]]] = {
    "data": inspect_data,
    "imbalance": run_imbalance,
    "grid": run_grid,
    "study": run_studies,
    "evaluate": evaluate_ensemble,
    "explain": explain_trial,
    "export": export_trial,
    "report": report,
    "all": run_all,
}


def _run_studies(arguments: argparse.Namespace, names: list[str]) -> Path:
    laboratory = _laboratory(arguments)
    for name in names:
        summary = laboratory.run(name)
        for trial, figures in summary["trials"].items():
            print(f"{summary['row']:3} {trial}: {figures['validation']['accuracy']:.4f} on validation images")
    return arguments.out


def _laboratory(arguments: argparse.Namespace) -> Laboratory:
    return Laboratory(
        arguments.data,
        arguments.out,
        SCALES[arguments.preset],
        weights=arguments.weights,
        storage=arguments.storage,
        precision=arguments.precision,
        tensorboard=arguments.tensorboard,
    )

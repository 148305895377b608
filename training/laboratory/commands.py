"""What the commands of ``python -m training.run`` do, besides training the ensemble that Emolens uses."""

import argparse
import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from fer_core.errors import DataError, EmolensError
from fer_core.networks.ensemble import load_ensemble
from fer_core.rows.writing import make_folder, write_whole
from training.data.faces import load_part
from training.fit.backend import BACKEND
from training.laboratory.chain import export_chain, train_chain
from training.laboratory.conversion import convert_trial
from training.laboratory.explain import convolutions, plot_feature_maps, plot_grad_cam
from training.laboratory.inspection import inspect
from training.laboratory.laboratory import Laboratory
from training.laboratory.overview import ANSWERS, EXPLAINED, EXPLANATIONS
from training.laboratory.record import TRIAL, read_trial
from training.laboratory.repeats import can_be_repeated, folder_of
from training.laboratory.report import write_report
from training.laboratory.scale import CHAINS, SCALES, Scale
from training.laboratory.studies import GRIDS, STUDIES, SVM, VOTE
from training.laboratory.summary import best_trial
from training.laboratory.trial import load_trial, predict_finite
from training.measure import evaluate
from training.models.pretrained import IMAGENET, NONE
from training.reports.plots import SHEET, plot_confusion, plot_predictions, plot_reliability, plot_roc
from training.run_folder import PREDICTIONS, write_json

_HEADLINES = (
    "accuracy", "top2_accuracy", "weighted_precision", "weighted_recall", "weighted_f1", "macro_f1", "mean_auc",
)  # fmt: skip
_HEAT_SHEET = 9

log = logging.getLogger(__name__)


def inspect_data(arguments: argparse.Namespace) -> Path:
    """Look through the data set."""
    parts = {part: load_part(arguments.data, part) for part in ("train", "test")}
    folder = arguments.out / "data"
    report = inspect(parts, folder)
    print(json.dumps({key: value for key, value in report.items() if key != "per_class"}, indent=2))
    return folder


def run_imbalance(arguments: argparse.Namespace) -> Path:
    """Run the experiment on the imbalance of the classes."""
    return _run_studies(_laboratory(arguments), ["imbalance"], arguments)


def run_grid(arguments: argparse.Namespace) -> Path:
    """Run the grid of the named architectures, or of all."""
    chosen = GRIDS if "all" in arguments.architectures else arguments.architectures
    names = [GRIDS[architecture] for architecture in chosen]
    return _run_studies(_laboratory(arguments), names, arguments)


def run_studies(arguments: argparse.Namespace) -> Path:
    """Run the named studies."""
    return _run_studies(_laboratory(arguments), arguments.names, arguments)


def evaluate_ensemble(arguments: argparse.Namespace) -> Path:
    """Evaluate an exported ensemble on the test images."""
    if arguments.models and not arguments.models.is_dir():
        raise DataError(f"There is no folder {arguments.models}; --models names an exported ensemble.")
    faces = load_part(arguments.data, "test")
    ensemble = load_ensemble(arguments.models)
    batches = np.array_split(faces.images, max(1, len(faces) // 128))
    probabilities = np.concatenate([ensemble.vote(batch).probabilities for batch in batches])
    figures = evaluate(faces.labels, probabilities)
    folder = arguments.out / "evaluation"
    make_folder(folder)
    measured = ensemble.manifest.figures.get("validation", {}).get("ensemble")
    models = {member.name: member.sha256 for member in ensemble.manifest.members}
    write_json(folder / "metrics.json", {"models": models, "test": figures, "validation": measured})
    plot_confusion(figures, folder / "confusion_matrix.png", title="Soft vote on the test folder")
    plot_reliability(figures, folder / "reliability.png", title="Soft vote on the test folder")
    plot_roc(faces.labels, probabilities, folder / "roc.png", title="Soft vote on the test folder")
    print(json.dumps({name: figures[name] for name in _HEADLINES}, indent=2))
    return folder


def explain_trial(arguments: argparse.Namespace) -> Path:
    """Draw what a trained network of a study sees and answers."""
    return _explain(_results(arguments), arguments.study, arguments.trial)


def _explain(laboratory: Laboratory, study: str, name: str | None = None) -> Path:
    trained = laboratory.find(study, name)
    network = load_trial(trained)
    faces = laboratory.held_back(read_trial(trained))
    chosen = faces.subset(np.random.default_rng(0).permutation(len(faces))[:SHEET])
    folder = laboratory.out / EXPLANATIONS / study
    make_folder(folder)
    names, some = convolutions(network), chosen.subset(np.arange(min(len(chosen), _HEAT_SHEET)))
    if names:
        plot_feature_maps(network, chosen.images[0], folder / "feature_maps.png")
        plot_grad_cam(network, some, folder / "grad_cam.png")
    answers = predict_finite(network, chosen.images)
    plot_predictions(chosen, answers, folder / PREDICTIONS, title=f"{study}, {trained.name}")
    right = int(np.sum(answers.argmax(axis=1) == chosen.labels))
    counts = {"faces": len(chosen), "right": right, "convolutions": len(names), "heat_maps": len(some)}
    write_json(folder / ANSWERS, counts)
    return folder


def export_trial(arguments: argparse.Namespace) -> Path:
    """Write a trained network of a study as ONNX, after a comparison of both."""
    laboratory = _results(arguments)
    trained = laboratory.find(arguments.study, arguments.trial)
    spec, content, difference = convert_trial(trained, load_part(arguments.data, "test").images)
    folder = laboratory.out / "onnx"
    make_folder(folder)
    write_whole(folder / spec.file, content)
    print(f"{folder / spec.file}: {len(content) / 1e6:.1f} MB, differs from Keras by {difference:.1e}")
    return folder


def run_chain(arguments: argparse.Namespace) -> Path | None:
    """Run document A from its grid to an ensemble, and return its folder.

    Returns None, and has trained only, where Keras' backend is not TensorFlow, which alone can export.
    """
    laboratory = _laboratory(arguments, CHAINS)
    with _enough_memory("chain"):
        study = train_chain(laboratory)
        if BACKEND != "tensorflow":
            return None
        models: Path = arguments.export or laboratory.out / "models"
        figures = export_chain(laboratory, study, models)
    print(json.dumps(figures, indent=2))
    print(f"{models} is an ensemble: emolens --models {models}, or emolens-predict --models {models} PICTURES")
    return laboratory.out


def report(arguments: argparse.Namespace) -> Path:
    """Gather what has been run into one page."""
    return write_report(arguments.out, faces=not arguments.without_faces)


def run_all(arguments: argparse.Namespace) -> Path:
    """Run every experiment of the documents, and report; what cannot be run is told at the end, and in the log."""
    laboratory = _laboratory(arguments)
    steps: dict[str, Callable[[], object]] = {
        "data": lambda: inspect_data(arguments),
        **{name: partial(_run_studies, laboratory, [name], arguments) for name in (*STUDIES, SVM.name)},
        "evaluate": lambda: evaluate_ensemble(arguments),
        **{f"explain {study}": partial(_explain, laboratory, study) for study in EXPLAINED},
    }
    failed = []
    for name, step in steps.items():
        try:
            step()
        except EmolensError as error:
            log.warning("%s: %s", name, error)
            failed.append(name)
    path = write_report(laboratory.out)
    if failed:
        raise DataError(f"{path} is written, without what failed: {', '.join(failed)}. The reasons stand above.")
    return path


COMMANDS: Final[dict[str, Callable[[argparse.Namespace], Path | None]]] = {
    "chain": run_chain,
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


def _run_studies(laboratory: Laboratory, names: Iterable[str], arguments: argparse.Namespace) -> Path:
    """Run studies, and as often as the arguments say with other seeds, all of a study's trials or its best."""
    for name in names:
        summary = _run_study(laboratory, name)
        if name == SVM.name or not can_be_repeated(STUDIES[name]):
            continue
        best = best_trial(summary["trials"], measure=STUDIES[name].measure)
        for number in range(2, arguments.seeds + 1):
            repetition = replace(
                laboratory,
                out=folder_of(laboratory.out, number),
                # In the numbers that the first one was trained in, whatever was the fastest then.
                precision=summary["trials"][best].get("precision", laboratory.precision),
                repetition=number,
                only=best if arguments.repeat == "best" else None,
            )
            _run_study(repetition, name)
    return laboratory.out


def _run_study(laboratory: Laboratory, name: str) -> dict[str, Any]:
    with _enough_memory(name):
        summary = laboratory.run(name)
    vote = {VOTE: summary["vote"]} if summary["vote"] else {}
    again = f", repetition {laboratory.repetition}" if laboratory.repetition > 1 else ""
    for trial, figures in {**summary["trials"], **vote}.items():
        diverged = ", diverged" if figures.get("diverged") else ""
        accuracy = figures["validation"]["accuracy"]
        print(f"{summary['row']:3} {trial}{again}: {accuracy:.4f} on validation images{diverged}")
    return summary


@contextmanager
def _enough_memory(name: str) -> Iterator[None]:
    """Raise DataError where TensorFlow or JAX, each with an error of its own, finds no more memory."""
    try:
        yield
    except Exception as error:
        if "ResourceExhausted" not in type(error).__name__ and "RESOURCE_EXHAUSTED" not in str(error):
            raise
        raise DataError(f"{name} needs more memory than there is; a smaller --preset may do.") from error


def _results(arguments: argparse.Namespace) -> Laboratory:
    """Return a laboratory that only looks at what has been trained."""
    return Laboratory(arguments.data, arguments.out, SCALES[arguments.preset])


def _laboratory(arguments: argparse.Namespace, scales: Mapping[str, Scale] = SCALES) -> Laboratory:
    scale = scales[arguments.preset]
    weights = arguments.weights or scale.weights
    if weights not in (IMAGENET, NONE) and not (Path(weights) / TRIAL).is_file():
        raise DataError(f"--weights takes {IMAGENET}, {NONE} or the folder of a trained network, got {weights}.")
    return Laboratory(
        arguments.data,
        arguments.out,
        scale,
        weights=weights,
        storage=arguments.storage,
        precision=arguments.precision,
        tensorboard=arguments.tensorboard,
    )

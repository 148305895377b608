"""How trials were trained, as their folders tell: engine, numbers, seeds, and what they came to in training."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from training.fit.callbacks import read_history
from training.laboratory.record import TRIAL, read_environments, read_trial
from training.laboratory.studies import SVM, document_of
from training.run_folder import slug

_ENGINES: Final = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}


def describe_training(summary: Mapping[str, Any], folder: Path) -> str:
    """Return engine, GPU, precision and seeds of a study's trials, such as "TensorFlow 2.21.0, float32, seed 1"."""
    if summary["name"] == SVM.name:
        return "; ".join(_engine(folder, package="scikit-learn", title="scikit-learn"))
    folders = [folder / slug(name) for name in summary["trials"]]
    known = [each for each in folders if (each / TRIAL).exists()]
    engines = (name for each in known for name in _engine(each))
    seeds = sorted({read_trial(each).seed for each in known})
    shown = f"seed{'s' if len(seeds) > 1 else ''} {', '.join(map(str, seeds))}" if seeds else ""
    return ", ".join(filter(None, ("; ".join(dict.fromkeys(engines)), _joined(precisions(summary)), shown)))


def precisions(summary: Mapping[str, Any]) -> list[str]:
    """Return the numbers that a study's trials were trained in."""
    return sorted({figures["precision"] for figures in summary["trials"].values() if "precision" in figures})


def compare_precisions(summaries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return a sentence for each document whose studies were trained in different numbers."""
    documents: dict[str, dict[str, list[str]]] = {}
    for summary in summaries:
        used = documents.setdefault(document_of(summary["row"]), {})
        for precision in precisions(summary):
            used.setdefault(precision, []).append(summary["name"])
    return [
        f"Document {letter}: {_listed(used)}. Figures of one are not to be compared with those of the other."
        for letter, used in sorted(documents.items())
        if len(used) > 1
    ]


def _listed(used: Mapping[str, list[str]]) -> str:
    return "; ".join(f"{precision}: {', '.join(names)}" for precision, names in used.items())


def train_figures(folder: Path) -> dict[str, float]:
    """Return accuracy, top-2 accuracy and loss in training in the epoch that counts; none where no history tells.

    They are means over the epoch, of augmented and oversampled images, with dropout.
    """
    history = read_history(folder)
    if not len(history) or not (folder / TRIAL).exists():
        return {}
    monitored = history[read_trial(folder).monitor]
    if monitored.isna().all():
        return {}
    best = history.loc[monitored.idxmin() if monitored.name == "val_loss" else monitored.idxmax()]
    return {name: float(best[name]) for name in ("accuracy", "top2_accuracy", "loss") if name in best}


def _engine(folder: Path, *, package: str | None = None, title: str = "") -> list[str]:
    """Return what trained in ``folder``, and on which GPUs; before Keras had a choice here, it was TensorFlow."""
    if not (folder / TRIAL).exists():
        return []
    shown = []
    for environment in read_environments(folder):
        name = package or environment.get("backend", "tensorflow")
        where = f" on {_joined(environment['accelerators'])}" if not package and environment.get("accelerators") else ""
        shown.append(f"{title or _ENGINES.get(name, name)} {environment.get(name) or ''}".strip() + where)
    return shown


def _joined(names: Iterable[str]) -> str:
    return " and ".join(dict.fromkeys(names))

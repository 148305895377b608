"""Figures of a classifier against known labels."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn import metrics

from fer_core.emotions import EMOTIONS


def soft_vote(votes: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Return the mean of the members' probabilities, each float32 (n, 7)."""
    return np.mean(votes, axis=0, dtype=np.float32)


def evaluate(labels: NDArray[np.int64], probabilities: NDArray[np.float32]) -> dict[str, Any]:
    """Return accuracy, top-2 accuracy, weighted and macro figures, recall, AUC and confusion as a JSON object.

    ``labels`` is (n,), ``probabilities`` (n, 7). ``confusion`` has a row per true class. ``mean_auc`` is None where a
    class is absent from ``labels``.
    """
    classes = range(len(EMOTIONS))
    predicted = probabilities.argmax(axis=1)
    summary = {"labels": classes, "zero_division": 0.0}
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(labels, predicted, average="weighted", **summary)
    per_class = metrics.recall_score(labels, predicted, average=None, **summary)
    return {
        "images": len(labels),
        "accuracy": float(np.mean(predicted == labels)),
        "top2_accuracy": float(metrics.top_k_accuracy_score(labels, probabilities, k=2, labels=classes)),
        "weighted_precision": float(precision),
        "weighted_recall": float(recall),
        "weighted_f1": float(f1),
        "macro_f1": float(metrics.f1_score(labels, predicted, average="macro", **summary)),
        "recall": dict(zip(EMOTIONS, per_class.tolist(), strict=True)),
        "mean_auc": _mean_auc(labels, probabilities),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=classes).tolist(),
    }


def _mean_auc(labels: NDArray[np.int64], probabilities: NDArray[np.float32]) -> float | None:
    if len(np.unique(labels)) < len(EMOTIONS):
        return None
    return float(np.mean([metrics.roc_auc_score(labels == i, probabilities[:, i]) for i in range(len(EMOTIONS))]))

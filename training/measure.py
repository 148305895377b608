"""Figures of a classifier against known labels."""

import math
from collections.abc import Mapping
from typing import Any, Final, TypedDict

import numpy as np
from numpy.typing import NDArray
from sklearn import metrics

from fer_core.emotions import EMOTIONS
from fer_core.networks.calibration import BINS, expected_calibration_error
from fer_core.networks.manifest import UncertaintyRule

_Z: Final = 1.96
"""Standard deviations on either side of the mean that hold 95 % of a normal distribution."""

_COVERAGES = np.linspace(0.05, 1.0, 20)


class Evaluation(TypedDict):
    """What files have of ``evaluate``, at the least."""

    images: int
    accuracy: float
    top2_accuracy: float
    weighted_precision: float
    weighted_recall: float
    weighted_f1: float
    macro_recall: float
    macro_f1: float
    precision: dict[str, float]
    recall: dict[str, float]
    f1: dict[str, float]
    mean_auc: float | None
    confusion: list[list[int]]


class EvaluatedEnsemble(TypedDict):
    """An ensemble's evaluation on the test images, and on those that it was validated on where its manifest has it."""

    test: Evaluation
    validation: Evaluation | None


def evaluate(labels: NDArray[np.int64], probabilities: NDArray[np.float32]) -> dict[str, Any]:
    """Return how good the winners and how honest the probabilities are, as a JSON object.

    ``labels`` is (n,), ``probabilities`` (n, 7). ``confusion`` has a row per true class. ``auc`` is each class's area
    under the ROC curve against all others, None where it is absent from ``labels``; ``mean_auc`` is None, too, then.
    ``calibration_error`` (the expected one) and ``reliability`` are over ``BINS`` bins of confidence, from ``low``,
    exclusive, to ``high``, inclusive; ``reliability`` leaves out empty ones.
    """
    classes = range(len(EMOTIONS))
    predicted = probabilities.argmax(axis=1)
    confidences, hits = _outcomes(labels, probabilities)
    summary = {"labels": classes, "zero_division": 0.0}
    precision, recall, f1, _ = metrics.precision_recall_fscore_support(labels, predicted, average="weighted", **summary)
    per_class = metrics.precision_recall_fscore_support(labels, predicted, average=None, **summary)
    areas = {emotion: _auc(labels == i, probabilities[:, i]) for i, emotion in enumerate(EMOTIONS)}
    return {
        "images": len(labels),
        "accuracy": float(np.mean(hits)),
        "top2_accuracy": float(metrics.top_k_accuracy_score(labels, probabilities, k=2, labels=classes)),
        "weighted_precision": float(precision),
        "weighted_recall": float(recall),
        "weighted_f1": float(f1),
        "macro_precision": float(np.mean(per_class[0])),
        "macro_recall": float(np.mean(per_class[1])),
        "macro_f1": float(np.mean(per_class[2])),
        "precision": dict(zip(EMOTIONS, per_class[0].tolist(), strict=True)),
        "recall": dict(zip(EMOTIONS, per_class[1].tolist(), strict=True)),
        "f1": dict(zip(EMOTIONS, per_class[2].tolist(), strict=True)),
        "auc": areas,
        "mean_auc": None if None in areas.values() else float(np.mean(list(areas.values()))),
        "negative_log_likelihood": negative_log_likelihood(labels, probabilities),
        "calibration_error": expected_calibration_error(confidences, hits),
        "reliability": _reliability(confidences, hits),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=classes).tolist(),
    }


def wilson(share: float, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share that was found in ``count`` cases, low and high, each 0 to 1.

    The score interval (Wilson 1927, "Probable inference, the law of succession, and statistical inference"), with
    z = 1.96; it is about the images drawn, not about the seeds of the training.
    """
    spread = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    middle, scale = share + _Z**2 / (2 * count), 1 + _Z**2 / count
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def is_at_chance(figures: Mapping[str, Any]) -> bool:
    """Return whether an evaluation's accuracy is within chance of what always answering the commonest class gets."""
    commonest = max(map(sum, figures["confusion"])) / figures["images"]
    return wilson(figures["accuracy"], figures["images"])[0] <= commonest


def negative_log_likelihood(labels: NDArray[np.int64], probabilities: NDArray[np.floating]) -> float:
    """Return the mean of -log p of the true classes, in nats; p below 1e-38 counts as that."""
    likelihoods = probabilities[np.arange(len(labels)), labels].astype(np.float64)
    return float(-np.log(np.maximum(likelihoods, 1e-38)).mean())


def coverage_curve(labels: NDArray[np.int64], probabilities: NDArray[np.float32]) -> list[dict[str, float]]:
    """Return how often the answers are right when only the most confident ones are given, at 20 coverages.

    ``coverage`` is the share of the images with a confidence of ``min_confidence`` or more, ``accuracy`` theirs; the
    confident end comes first. Equal confidences stay together, which may leave fewer than 20 points.
    """
    confidences, hits = _outcomes(labels, probabilities)
    ranked = np.sort(confidences)[::-1]
    counts = np.maximum(np.round(_COVERAGES * len(labels)).astype(int), 1)
    return [
        {
            "coverage": float(np.mean(confidences >= threshold)),
            "accuracy": float(np.mean(hits[confidences >= threshold])),
            "min_confidence": float(threshold),
        }
        for threshold in np.unique(ranked[counts - 1])[::-1]
    ]


def evaluate_rule(
    labels: NDArray[np.int64],
    probabilities: NDArray[np.float32],
    agreement: NDArray[np.floating],
    rule: UncertaintyRule,
) -> dict[str, float | None]:
    """Return the share of certain answers under ``rule``, ``coverage``, and how often they are right, ``accuracy``.

    ``probabilities`` (n, 7) are calibrated, ``agreement`` (n,) is the share of the members that back each winner.
    ``accuracy`` is None where no answer is certain.
    """
    confidences, hits = _outcomes(labels, probabilities)
    certain = ~rule.applies(confidences, agreement)
    return {
        "coverage": float(np.mean(certain)),
        "accuracy": float(np.mean(hits[certain])) if certain.any() else None,
    }


def _outcomes(
    labels: NDArray[np.int64], probabilities: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return the confidence of each winner and whether it is right, both (n,)."""
    return probabilities.max(axis=1), probabilities.argmax(axis=1) == labels


def _reliability(confidences: NDArray[np.float32], hits: NDArray[np.bool_]) -> list[dict[str, float]]:
    edges = np.linspace(0, 1, BINS + 1)
    bins = np.searchsorted(edges[1:-1], confidences)
    return [
        {
            "low": float(edges[i]),
            "high": float(edges[i + 1]),
            "count": int(np.sum(bins == i)),
            "confidence": float(np.mean(confidences[bins == i], dtype=np.float64)),
            "accuracy": float(np.mean(hits[bins == i])),
        }
        for i in np.unique(bins)
    ]


def _auc(positive: NDArray[np.bool_], scores: NDArray[np.float32]) -> float | None:
    return float(metrics.roc_auc_score(positive, scores)) if positive.any() and not positive.all() else None

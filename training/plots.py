"""Pictures of a run, saved as PNG."""

from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import pandas as pd
from matplotlib import pyplot as plt
from sklearn.metrics import ConfusionMatrixDisplay

from fer_core.emotions import EMOTIONS


def plot_learning_curves(history: pd.DataFrame, path: Path, *, title: str) -> None:
    """Plot accuracy and loss per epoch, training against validation of the averaged weights."""
    validated = history.dropna(subset="val_accuracy")
    figure, panels = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
    for axes, metric in zip(panels, ("accuracy", "loss"), strict=True):
        axes.plot(history["epoch"] + 1, history[metric], label="training (augmented)")
        axes.plot(validated["epoch"] + 1, validated[f"val_{metric}"], marker=".", label="validation (averaged weights)")
        axes.set(xlabel="Epoch", ylabel=metric.capitalize())
        axes.grid(alpha=0.3)
        axes.legend()
    figure.suptitle(title)
    figure.savefig(path, dpi=120)
    plt.close(figure)


def plot_confusion(figures: dict[str, Any], path: Path, *, title: str) -> None:
    """Plot the confusion matrix of an evaluation as shares of the true class."""
    figure, axes = plt.subplots(figsize=(6.5, 6), layout="constrained")
    matrix = pd.DataFrame(figures["confusion"], EMOTIONS, EMOTIONS)
    shares = matrix.div(matrix.sum(axis=1).clip(lower=1), axis=0).to_numpy()
    ConfusionMatrixDisplay(shares, display_labels=EMOTIONS).plot(
        ax=axes, cmap="Blues", values_format=".2f", xticks_rotation=45, colorbar=False
    )
    axes.set(title=f"{title}\naccuracy {figures['accuracy']:.3f} on {figures['images']} images")
    figure.savefig(path, dpi=120)
    plt.close(figure)


def plot_reliability(figures: dict[str, Any], path: Path, *, title: str) -> None:
    """Plot accuracy against confidence per bin of an evaluation, above the number of images in each bin."""
    bins = pd.DataFrame(figures["reliability"])
    errors = (bins["accuracy"] * (1 - bins["accuracy"]) / bins["count"]) ** 0.5
    figure, (upper, lower) = plt.subplots(2, sharex=True, figsize=(6, 6.5), height_ratios=(3, 1), layout="constrained")
    upper.plot([0, 1], [0, 1], color="grey", linestyle="--", label="as right as confident")
    upper.errorbar(bins["confidence"], bins["accuracy"], errors, fmt="o-", capsize=3, label="found, ± standard error")
    upper.set(ylabel="Accuracy", xlim=(0, 1), ylim=(0, 1))
    upper.grid(alpha=0.3)
    upper.legend(loc="upper left")
    lower.bar(bins["low"], bins["count"], width=bins["high"] - bins["low"], align="edge", edgecolor="white")
    lower.set(xlabel="Confidence", ylabel="Images")
    error = f"expected calibration error {figures['calibration_error']:.3f} on {figures['images']:,} images"
    figure.suptitle(f"{title}\n{error}")
    figure.savefig(path, dpi=120)
    plt.close(figure)


def plot_coverage(
    curve: list[dict[str, float]], path: Path, *, rule_point: dict[str, float | None], title: str
) -> None:
    """Plot the accuracy of the most confident answers against their share, and the answers that a rule lets pass."""
    points = pd.DataFrame(curve)
    figure, axes = plt.subplots(figsize=(6.5, 4.5), layout="constrained")
    axes.plot(points["coverage"], points["accuracy"], marker=".", label="the most confident answers")
    if rule_point["accuracy"] is not None:
        share, accuracy = rule_point["coverage"], rule_point["accuracy"]
        axes.plot(
            share, accuracy, "o", markersize=9, label=f"certain by the rule: {share:.1%}, of them {accuracy:.1%} right"
        )
    axes.set(xlabel="Coverage (share of the images answered)", ylabel="Accuracy of these", xlim=(0, 1.02))
    axes.grid(alpha=0.3)
    axes.legend(loc="lower left")
    axes.set_title(title)
    figure.savefig(path, dpi=120)
    plt.close(figure)

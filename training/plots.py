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
    """Plot accuracy and top-2 accuracy per epoch, training against validation."""
    figure, panels = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
    for axes, metric, name in zip(panels, ("accuracy", "top2_accuracy"), ("Accuracy", "Top-2 accuracy"), strict=True):
        axes.plot(history["epoch"] + 1, history[metric], label="training (augmented, oversampled)")
        axes.plot(history["epoch"] + 1, history[f"val_{metric}"], label="validation")
        axes.set(xlabel="Epoch", ylabel=name)
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

"""Pictures of a run, saved as PNG."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
import numpy as np

mpl.use("Agg")

import pandas as pd
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from numpy.typing import NDArray
from sklearn.metrics import ConfusionMatrixDisplay, RocCurveDisplay

from fer_core.emotions import EMOTIONS
from fer_core.rows.writing import write_whole
from training.data.faces import FaceDataset

SHEET: Final = 30
"""How many faces a picture sheet shows."""

_CAPTIONS = {"accuracy": "Accuracy", "loss": "Loss", "top2_accuracy": "Top-2 accuracy"}


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PNG and close it; raises DataError where that cannot be."""
    picture = io.BytesIO()
    figure.savefig(picture, dpi=120, bbox_inches="tight")
    plt.close(figure)
    write_whole(path, picture.getvalue())


def plot_learning_curves(
    history: pd.DataFrame, path: Path, *, title: str, columns: Sequence[str] = ("accuracy", "loss")
) -> None:
    """Plot two columns of a history per epoch, training against validation."""
    validated = history.dropna(subset="val_accuracy")
    figure, panels = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
    for axes, metric in zip(panels, columns, strict=True):
        trained = history.dropna(subset=metric)
        axes.plot(trained["epoch"] + 1, trained[metric], marker=".", label="training")
        axes.plot(validated["epoch"] + 1, validated[f"val_{metric}"], marker=".", label="validation")
        axes.set(xlabel="Epoch", ylabel=_CAPTIONS.get(metric, metric))
        axes.grid(alpha=0.3)
        axes.legend()
    figure.suptitle(title)
    save(figure, path)


def plot_twin_axes(history: pd.DataFrame, path: Path, *, title: str) -> None:
    """Plot loss on the left axis and accuracy on the right one, training and validation, per epoch."""
    figure, left = plt.subplots(figsize=(7, 4.5), layout="constrained")
    right = left.twinx()
    for axes, metric, colour in ((left, "loss", "tab:red"), (right, "accuracy", "tab:blue")):
        for part, name, line in (("training", metric, "--"), ("validation", f"val_{metric}", "-")):
            shown = history.dropna(subset=name)
            axes.plot(shown["epoch"] + 1, shown[name], line, marker=".", color=colour, label=f"{part} {metric}")
        axes.set_ylabel(_CAPTIONS[metric], color=colour)
        axes.tick_params(axis="y", labelcolor=colour)
    left.set(xlabel="Epoch", title=title)
    left.legend(handles=[*left.get_lines(), *right.get_lines()], fontsize="small")
    save(figure, path)


def plot_roc(labels: NDArray[np.int64], probabilities: NDArray[np.float32], path: Path, *, title: str) -> None:
    """Plot each emotion's ROC curve against all others; ``labels`` are (n,), ``probabilities`` (n, 7)."""
    figure, axes = plt.subplots(figsize=(6.5, 6), layout="constrained")
    for index, emotion in enumerate(EMOTIONS):
        RocCurveDisplay.from_predictions(labels == index, probabilities[:, index], name=emotion, ax=axes)
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--")
    axes.set(title=title, xlabel="False positive rate", ylabel="True positive rate")
    save(figure, path)


def plot_comparison(
    figures: Mapping[str, Mapping[str, Any]],
    reported: Mapping[str, float],
    path: Path,
    *,
    title: str,
    measure: str,
) -> None:
    """Plot one figure of every trial, such as "test accuracy", beside the reported one, where there is one."""
    split, _, metric = measure.partition(" ")
    metric = metric.replace(" ", "_")
    names = list(dict.fromkeys([*reported, *figures]))
    # Bars go up from below, and the reported one is to stand above ours.
    table = pd.DataFrame({
        "ours": [figures[name][split][metric] if name in figures else None for name in names],
        "reported": [reported.get(name) for name in names],
    }, names).astype(float)  # fmt: skip
    table = table.dropna(axis=1, how="all").iloc[::-1]
    colours = {"ours": "tab:blue", "reported": "tab:gray"}
    axes = table.plot.barh(figsize=(8, 1 + 0.4 * len(names)), width=0.75, color=colours, legend=False)
    for bars, (_, values) in zip(axes.containers, table.items(), strict=True):
        labels = ["" if np.isnan(value) else f"{value:.3f}" for value in values]
        axes.bar_label(bars, labels, fontsize="small", padding=2)
    axes.margins(x=0.1)
    if table.shape[1] > 1:
        axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0), reverse=True)
    axes.set(title=title, xlabel=measure.capitalize())
    axes.grid(axis="x", alpha=0.3)
    save(axes.figure, path)


def plot_class_distribution(counts: pd.DataFrame, path: Path, *, title: str = "Images per class") -> None:
    """Plot how many images each emotion (row) has in each part (column)."""
    axes = counts.plot.bar(figsize=(9, 4.5), rot=0, width=0.8)
    # Upright, or the numbers of bars side by side would run into each other.
    for bars in axes.containers:
        axes.bar_label(bars, fmt="{:,.0f}", fontsize="small", rotation=90, padding=3)
    axes.margins(y=0.15)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1.0))
    axes.set(title=title, ylabel="Images")
    save(axes.figure, path)


def plot_sheet(
    images: NDArray[np.uint8],
    captions: Sequence[str],
    path: Path,
    *,
    title: str,
    colours: Sequence[str] = (),
    columns: int = 10,
) -> None:
    """Plot grey or RGB images, uint8 (n, height, width) or (n, height, width, 3), in rows and with captions."""
    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    figure, grid = plt.subplots(
        rows, columns, figsize=(1.3 * columns, 1.55 * rows + 0.5), squeeze=False, layout="constrained"
    )
    for axes in grid.flat:
        axes.axis("off")
    for index, (axes, image, caption) in enumerate(zip(grid.flat, images, captions, strict=False)):
        axes.imshow(image, cmap="gray", vmin=0, vmax=255)
        axes.set_title(caption, fontsize=6, color=colours[index] if colours else "black")
    figure.suptitle(title)
    save(figure, path)


def plot_predictions(faces: FaceDataset, probabilities: NDArray[np.float32], path: Path, *, title: str) -> None:
    """Plot faces with their true and predicted emotions, wrong ones in red; ``probabilities`` are (n, 7)."""
    hits = probabilities.argmax(axis=1) == faces.labels
    captions = caption_answers(faces.labels, probabilities)
    colours = ["black" if hit else "tab:red" for hit in hits]
    title = f"{title}: true / predicted, {np.sum(hits)} of {len(hits)} right"
    plot_sheet(faces.images, captions, path, title=title, colours=colours)


def caption_answers(labels: NDArray[np.int64], probabilities: NDArray[np.float32]) -> list[str]:
    """Return "true / predicted" for labels (n,) and probabilities (n, 7)."""
    winners = probabilities.argmax(axis=1)
    return [f"{EMOTIONS[true]} / {EMOTIONS[found]}" for true, found in zip(labels, winners, strict=True)]


def plot_confusion(figures: dict[str, Any], path: Path, *, title: str) -> None:
    """Plot the confusion matrix of an evaluation as shares of the true class."""
    figure, axes = plt.subplots(figsize=(6.5, 6), layout="constrained")
    matrix = pd.DataFrame(figures["confusion"], EMOTIONS, EMOTIONS)
    shares = matrix.div(matrix.sum(axis=1).clip(lower=1), axis=0).to_numpy()
    ConfusionMatrixDisplay(shares, display_labels=EMOTIONS).plot(
        ax=axes, cmap="Blues", values_format=".2f", xticks_rotation=45, colorbar=False
    )
    axes.set(title=f"{title}\naccuracy {figures['accuracy']:.3f} on {figures['images']} images")
    save(figure, path)


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
    save(figure, path)


def plot_coverage(
    curve: list[dict[str, float]], path: Path, *, rule_point: dict[str, float | None], title: str
) -> None:
    """Plot the accuracy of the most confident answers against their share, and the answers that a rule lets pass."""
    points = pd.DataFrame(curve)
    figure, axes = plt.subplots(figsize=(6.5, 4.5), layout="constrained")
    axes.plot(points["coverage"], points["accuracy"], marker=".", label="the most confident answers")
    share, accuracy = rule_point["coverage"], rule_point["accuracy"]
    if share is not None and accuracy is not None:
        axes.plot(
            share, accuracy, "o", markersize=9, label=f"certain by the rule: {share:.1%}, of them {accuracy:.1%} right"
        )
    axes.set(xlabel="Coverage (share of the images answered)", ylabel="Accuracy of these", xlim=(0, 1.02))
    axes.grid(alpha=0.3)
    axes.legend(loc="lower left")
    axes.set_title(title)
    save(figure, path)

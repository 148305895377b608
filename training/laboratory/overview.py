"""The rows of the documents that are no study of their own, with what other results of a run say about them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fer_core.terminal.streams import counted
from training.laboratory.studies import GRIDS, STUDIES
from training.run_folder import PREDICTIONS, read_json


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the documents with its figures as they are printed; ``anchor`` is the section that tells more."""

    id: str
    title: str
    reported: str = "–"
    ours: str = ""
    cells: str = ""
    differs: str = ""
    anchor: str = ""


EXPLANATIONS = "explanations"

ANSWERS = "answers.json"
"""What was drawn of a network: how many faces, how many of them it reads right, of how many convolutions."""

EXPLAINED = ("mlp-baseline", "batchnorm-cnn", "my-cnn")
"""Studies whose networks the documents draw."""

_PICTURES = {
    "B8": ("Samples with true and predicted emotion", "mlp-baseline", PREDICTIONS),
    "C6": ("Feature maps of every convolution", "batchnorm-cnn", "feature_maps.png"),
    "C7": ("Grad-CAM: heat map and overlay", "batchnorm-cnn", "grad_cam.png"),
    "D4": ("Predictions beside the true class", "my-cnn", PREDICTIONS),
}

_PICTURED = {
    PREDICTIONS: "{right} of {faces} faces read right",
    "feature_maps.png": "{convolutions} convolutions drawn",
    "grad_cam.png": "{heat_maps} faces drawn",
}

TEST_IMAGES: Final = 7178
"""The documents' test folder: Kaggle's, with both PublicTest and PrivateTest."""

_GRID_CELLS = sum(len(STUDIES[name].trials) for name in GRIDS.values())


def overview(out: Path, summaries: Mapping[str, Mapping[str, Any]], *, faces: bool) -> Iterator[Row]:
    """Yield a row for everything that the files in ``out`` and the ``summaries`` of studies, by name, tell of.

    With ``faces``, rows of pictures of the data set lead to them.
    """
    yield from _data_rows(_read(out / "data" / "data.json"))
    yield from _training_rows(summaries)
    yield from _ensemble_rows(_read(out / "evaluation" / "metrics.json"))
    for row, (title, study, name) in _PICTURES.items():
        if (answers := _read(out / EXPLANATIONS / study / ANSWERS)) is not None:
            shown = _PICTURED[name].format(**answers)
            yield Row(row, title, ours=shown, anchor=f"{EXPLANATIONS}-{study}" if faces else "")


def other_test(images: int) -> str:
    """Return a sentence where a test folder of so many images is not the documents'; "" where it is."""
    return "" if images == TEST_IMAGES else f"Tested on {images:,} images, not on the document's {TEST_IMAGES:,}."


def _data_rows(data: Mapping[str, Any] | None) -> Iterator[Row]:
    if data is None:
        return
    images = ", ".join(f"{part} {count:,}" for part, count in data["images"].items())
    faults = f"{sum(data['blank'].values())} blank, {data['near_duplicates']['images']:,} near-duplicates, "
    faults += f"{sum(data['perhaps_no_face'].values())} perhaps without a face"
    yield Row(
        "A1", "Data and its faults", f"train 28,709, test {TEST_IMAGES:,}", f"{images}; {faults}",
        differs=other_test(data["images"]["test"]), anchor="data",
    )  # fmt: skip
    low, high = data["pixel_range"]
    yield Row(
        "A2", "Pixels divided by 255, sizes and channels of each network", "0 to 1",
        f"{low:.0f} to {high:.0f}; every network makes its own size and channels of 48×48×1",
    )  # fmt: skip
    full = data["oversampled"]["full"]
    copies = sum(full.values()) - data["images"]["train"]
    yield Row(
        "A4", "Augmentation: flip, rotation, shift, brightness, contrast", "of every copy",
        f"of each of {copies:,} copies, once",
    )  # fmt: skip
    yield Row("A5", "Oversampling", "disgusted ×18", f"disgust {full['disgust']:,}, happy {full['happy']:,} images",
              differs="Counted before the split.")  # fmt: skip
    yield Row(
        "D1", "Pixels: mean and deviation", "0.52, 0.26", f"{data['pixel_mean']:.2f}, {data['pixel_std']:.2f}",
        differs="The networks of document D take the document's.",
    )  # fmt: skip


def _training_rows(summaries: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    if summaries:
        split = next(iter(summaries.values()))["split"]
        shown = f"{split['train']:,} : {split['validation']:,}"
        yield Row(
            "A3", "Split 80:20, stratified, seeded", "80 : 20", shown,
            differs="No near-duplicates on both sides; no blank or repeated images to validate on.",
        )  # fmt: skip
    grids = [summary for name, summary in summaries.items() if name.startswith("grid-")]
    if grids:
        run = sum(len(grid["trials"]) for grid in grids)
        yield Row("A7", "Grid over five architectures", "all cells", counted(run, "cell"), f"{run} / {_GRID_CELLS}")
        best = max((trial for grid in grids for trial in grid["trials"].values()), key=_validation_accuracy)
        yield Row(
            "A13", "Accuracy and top-2 accuracy of the best cell", "0.6272, 0.7886",
            f"{best['validation']['accuracy']:.4f}, {best['validation']['top2_accuracy']:.4f}",
        )  # fmt: skip
    if baseline := summaries.get("mlp-baseline"):
        (figures,) = (trial["validation"] for trial in baseline["trials"].values())
        yield Row(
            "B7", "Accuracy misleads on uneven classes: macro recall and F1", "–",
            f"accuracy {figures['accuracy']:.4f}, macro recall {figures['macro_recall']:.4f}, "
            f"macro F1 {figures['macro_f1']:.4f}",
        )  # fmt: skip
    if tuned := summaries.get("batchnorm-cnn"):
        (figures,) = tuned["trials"].values()
        recall = figures["validation"]["recall"]
        yield Row(
            "C4",
            "Early stopping and a falling rate",
            "–",
            f"{figures['epochs']} of at most 50 epochs",
            anchor="batchnorm-cnn",
        )
        shown = ", ".join(f"{emotion} {value:.2f}" for emotion, value in recall.items())
        yield Row("C5", "Confusion matrix and recall per class", "–", shown, anchor="batchnorm-cnn")


def _ensemble_rows(figures: Mapping[str, Any] | None) -> Iterator[Row]:
    if figures is None:
        return
    if figures["validation"]:
        yield Row(
            "A14", "Soft vote of the ensemble that Emolens uses, validation", "0.6491",
            f"{figures['validation']['accuracy']:.4f}", differs="Three small networks and a recipe of our own.",
        )  # fmt: skip
    names = ("accuracy", "top2_accuracy", "weighted_precision", "weighted_recall", "weighted_f1", "mean_auc")
    shown = ", ".join(f"{figures['test'][name]:.4f}" for name in names)
    yield Row(
        "A15", "Test: accuracy, top-2, weighted precision, recall, F1, mean AUC",
        "0.6570, 0.8183, 0.6541, 0.6570, 0.6525, 0.9031", shown,
        differs=other_test(figures["test"]["images"]), anchor="evaluation",
    )  # fmt: skip


def _validation_accuracy(trial: Mapping[str, Any]) -> float:
    return float(trial["validation"]["accuracy"])


def _read(path: Path) -> dict[str, Any] | None:
    return read_json(path) if path.exists() else None

"""The rows of the documents that are no study of their own, with what other results of a run say about them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fer_core.emotions import EMOTIONS
from fer_core.terminal.streams import counted
from training.laboratory.inspection import AUGMENTED, COVERED, OVERSAMPLED, SAMPLES, Inspection
from training.laboratory.ranking import architecture_of, rank_grids
from training.laboratory.studies import GRIDS, STUDIES
from training.laboratory.summary import Standing, say_failures
from training.measure import EvaluatedEnsemble, wilson
from training.run_folder import PREDICTIONS, read_json


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the documents with its figures as they are printed; ``anchor`` is the section that tells more.

    ``cells`` are the trials that were run and those planned, ``failures`` how many diverged and how many are constant,
    ``rest`` is what is left to run.
    """

    id: str
    title: str
    reported: str = "–"
    ours: str = ""
    cells: str = ""
    trained: str = ""
    rest: str = ""
    differs: str = ""
    anchor: str = ""
    failures: tuple[str, ...] = ()

    @property
    def cell_lines(self) -> tuple[str, ...]:
        """Return what was run of what is planned and, below it, how many of these failed if any did."""
        return self.cells, *self.failures


_CHOSEN: Final = "recipe and calibration were chosen, too."

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
    PREDICTIONS: "{right} of {faces} validation faces read right",
    "feature_maps.png": "{convolutions} convolutions drawn",
    "grad_cam.png": "{heat_maps} faces drawn",
}

_DATA_PICTURES = (
    ("E1", "Examples of every class", SAMPLES, "drawn"),
    ("E2", "Augmented faces: before, after each change, all together", AUGMENTED, "drawn"),
    ("E3", "Classes after mild and after full oversampling", OVERSAMPLED, "drawn"),
    ("E4", "Watermarks and hands over faces", COVERED, "the faces most unlike others are drawn, to be looked at"),
)
_USE = (
    "Use: pupils' states in lessons, reacting to the user's emotion",
    "no network of its own: what Emolens reads live and from recordings serves it",
)

TEST_IMAGES: Final = 7178
"""The documents' test folder: Kaggle's, with both PublicTest and PrivateTest."""

_GRID_CELLS = sum(len(STUDIES[name].trials) for name in GRIDS.values())


def overview(out: Path, summaries: Mapping[str, Mapping[str, Any]], *, faces: bool) -> Iterator[Row]:
    """Yield a row for everything that the files in ``out`` and the ``summaries`` of studies, by name, tell of.

    With ``faces``, rows of pictures of the data set lead to them.
    """
    yield from _data_rows(_read(out / "data" / "data.json", Inspection))
    yield from _picture_rows(out / "data")
    yield Row("E9", _USE[0], "–", _USE[1])
    yield from _training_rows(summaries)
    yield from _grid_rows([summary for name, summary in summaries.items() if name.startswith("grid-")])
    yield from _ensemble_rows(_read(out / "evaluation" / "metrics.json", EvaluatedEnsemble))
    for row, (title, study, name) in _PICTURES.items():
        if (answers := _read(out / EXPLANATIONS / study / ANSWERS, dict[str, int])) is not None:
            shown = _PICTURED[name].format(**answers)
            is_there = faces and (out / EXPLANATIONS / study / name).exists()
            yield Row(row, title, ours=shown, anchor=f"{EXPLANATIONS}-{study}" if is_there else "")


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


def _picture_rows(folder: Path) -> Iterator[Row]:
    for row, title, name, drawn in _DATA_PICTURES:
        is_there = (folder / name).exists()
        yield Row(row, title, "–", drawn if is_there else "not in this folder: the command data draws it", anchor="data"
                  if is_there else "")  # fmt: skip


def _training_rows(summaries: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    if summaries:
        split = next(iter(summaries.values()))["split"]
        shown = f"{split['train']:,} : {split['validation']:,}"
        yield Row(
            "A3", "Split 80:20, stratified, seeded", "80 : 20", shown,
            differs="No near-duplicates on both sides; no blank or repeated images to validate on.",
        )  # fmt: skip
    if baseline := summaries.get("mlp-baseline"):
        (figures,) = (trial["validation"] for trial in baseline["trials"].values())
        yield Row(
            "B7", "Accuracy misleads on uneven classes: macro recall and F1", "–",
            f"validation accuracy {figures['accuracy']:.4f}, macro recall {figures['macro_recall']:.4f}, "
            f"macro F1 {figures['macro_f1']:.4f}",
        )  # fmt: skip
    if tuned := summaries.get("batchnorm-cnn"):
        (figures,) = tuned["trials"].values()
        found = figures["validation"]
        yield Row(
            "C4",
            "Early stopping and a falling rate",
            "–",
            f"{figures['epochs']} of at most 50 epochs",
            anchor="batchnorm-cnn",
        )
        shown = ", ".join(
            f"{emotion} {found['precision'][emotion]:.2f} / {found['recall'][emotion]:.2f} / {found['f1'][emotion]:.2f}"
            for emotion in EMOTIONS
        )
        title = "Confusion matrix; precision / recall / F1 per class"
        yield Row("C5", title, "–", f"validation: {shown}", anchor="batchnorm-cnn")


def _grid_rows(grids: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    if not grids:
        return
    run = sum(len(grid["trials"]) for grid in grids)
    is_part = run < _GRID_CELLS
    yield Row(
        "A7", "Grid over five architectures", "all cells", counted(run, "cell"), f"{run} / {_GRID_CELLS}",
        failures=say_failures(figures for grid in grids for figures in grid["trials"].values()),
    )  # fmt: skip
    ranked = [cell for cell in rank_grids(grids) if cell.standing is Standing.LEARNT]
    if ranked:
        found = ranked[0].validation
        yield Row(
            "A13", "Accuracy and top-2 accuracy of the best cell", "validation 0.6272, 0.7886",
            f"validation {with_interval(found)}, {with_interval(found, 'top2_accuracy')}, {ranked[0].label}",
            differs=f"The best of {run} of {_GRID_CELLS} cells." if is_part else "",
        )  # fmt: skip
    shown = " > ".join(f"{cell.architecture} {cell.accuracy:.3f}" for cell in ranked)
    names = {cell.architecture for cell in ranked}
    unranked = [name for name in map(architecture_of, grids) if name not in names]
    counts = ", ".join(f"{architecture_of(grid)} {len(grid['trials'])}" for grid in grids)
    yield Row(
        "E4", "Ranking of the architectures by validation accuracy", "DenseNet > ResNet > VGG > CNN > AlexNet",
        shown or "–",
        differs=" ".join(filter(None, (
            f"No better than chance: {', '.join(unranked)}." if unranked else "",
            f"Cells run: {counts}." if is_part else "",
        ))),
    )  # fmt: skip


def with_interval(found: Mapping[str, Any], metric: str = "accuracy") -> str:
    """Return a share of an evaluation with its Wilson interval, such as "0.5357 [0.522–0.549]"."""
    low, high = wilson(found[metric], found["images"])
    return f"{found[metric]:.4f} [{low:.3f}–{high:.3f}]"


def _ensemble_rows(figures: Mapping[str, Any] | None) -> Iterator[Row]:
    if figures is None:
        return
    test, validation = figures["test"], figures["validation"]
    is_the_same = bool(validation) and validation["confusion"] == test["confusion"]
    if validation:
        own = "Three networks and a recipe of our own, with the votes of FER+."
        same = f"Its validation images are A15's, FER2013's PublicTest, by which {_CHOSEN}"
        yield Row(
            "A14", "Soft vote of the ensemble that Emolens uses", "validation 0.6491",
            f"validation {with_interval(validation)}",
            differs=f"{own} {same}" if is_the_same else own,
        )  # fmt: skip
    chosen = [f"By these images (PublicTest) {_CHOSEN}"] if is_the_same else []
    names = ("weighted_precision", "weighted_recall", "weighted_f1", "mean_auc")
    shares = [with_interval(test, name) for name in ("accuracy", "top2_accuracy")]
    shown = ", ".join([*shares, *(f"{test[name]:.4f}" for name in names)])
    yield Row(
        "A15", "Test: accuracy, top-2, weighted precision, recall, F1, mean AUC",
        "test 0.6570, 0.8183, 0.6541, 0.6570, 0.6525, 0.9031", f"test {shown}",
        differs=" ".join(filter(None, [other_test(test["images"]), *chosen])), anchor="evaluation",
    )  # fmt: skip


def _read(path: Path, kind: Any) -> dict[str, Any] | None:
    return read_json(path, kind) if path.exists() else None

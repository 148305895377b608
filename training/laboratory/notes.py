"""What is said beside figures: how a study differs from its document's, and how the figures of a run are to be read."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from training.laboratory.choice import missing_from_vote
from training.laboratory.overview import other_test
from training.laboratory.provenance import compare_precisions
from training.laboratory.scale import Reduction
from training.laboratory.studies import STUDIES
from training.models.pretrained import IMAGENET, NONE
from training.run_folder import rebuild

INTERVALS: Final = (
    "In brackets are 95 % intervals by Wilson's score: what other images of the same kind would give. Other seeds of "
    "the same training differ besides: where it was repeated with several, ± is the 95 % interval of their mean by "
    "Student's t. The first of them may be the best of several trials, and so lift the mean. A difference smaller than "
    "the intervals is neither shown nor excluded by these figures. Most of our networks were judged on the same "
    "images: compared image by image, they might show smaller ones."
)

REST: Final = (
    "“Rest” is what has not been run in full, one trial after the other on what trained those that were run, each as "
    "fast: where several shared a machine, one alone is faster, and early stopping makes it shorter."
)

_BY_TEST: Final = sorted(
    study.row for study in STUDIES.values() if study.measure.startswith("test") and len(study.trials) > 1
)
"""Rows whose best trial is chosen by test images."""

CHOICE: Final = (
    "Where a row has several trials, its figure is that of the best, chosen by the images that it is measured on: the "
    f"best of several is optimistic, which its interval ignores. {', '.join(_BY_TEST)} choose by test images, as "
    "document B does; the other studies by validation images, and look at test images for reporting only."
)

FAILURES: Final = (
    "With the number of trials that were run stands how many of them diverged, and how many are constant: their "
    "networks answer every image alike."
)


def differences(summary: Mapping[str, Any], out: Path) -> str:
    """Return how a study of the run in ``out`` was run otherwise than its document did, one sentence after the other.

    Raises DataError where results are damaged.
    """
    return " ".join(_differences(summary, out))


def reading_notes(summaries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what is to be known of the figures, a paragraph each."""
    return [f"{INTERVALS} {REST}", CHOICE, FAILURES, *compare_precisions(summaries)]


def _differences(summary: Mapping[str, Any], out: Path) -> Iterator[str]:
    if summary["differs"]:
        yield summary["differs"]
    if missing := missing_from_vote(summary, out):
        yield f"Of the grid's best by now it lacks {'; '.join(cell.label for cell in missing)}."
    if summary["measure"].startswith("test"):
        yield from filter(None, {other_test(figures["test"]["images"]) for figures in summary["trials"].values()})
    yield from rebuild(Reduction, summary["reduction"]).sentences()
    if summary["weights"] == NONE:
        yield "From random weights, not from ImageNet's."
    elif summary["weights"] not in (None, IMAGENET):
        yield "From the weights of a network trained on FER2013, not from ImageNet's."

"""What is said beside figures: how a study differs from its document's, and how the figures of a run are to be read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from training.laboratory.overview import other_test
from training.laboratory.provenance import compare_precisions
from training.laboratory.ranking import rank_grids
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

_BY_TEST: Final = sorted(
    study.row for study in STUDIES.values() if study.measure.startswith("test") and len(study.trials) > 1
)
"""Rows whose best trial is chosen by test images."""

CHOICE: Final = (
    "Where a row has several trials, its figure is that of the best, chosen by the images that it is measured on: the "
    f"best of several is optimistic, which its interval ignores. {', '.join(_BY_TEST)} choose by test images, as "
    "document B does; the other studies by validation images, and look at test images for reporting only."
)


def differences(summary: Mapping[str, Any], summaries: Mapping[str, Mapping[str, Any]]) -> str:
    """Return how a study was run otherwise than its document did, one sentence after the other.

    The ``summaries`` are those of all studies of the run, by name.
    """
    return " ".join(_differences(summary, summaries))


def reading_notes(summaries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return what is to be known of the figures besides their intervals, a paragraph each."""
    return [CHOICE, *compare_precisions(summaries)]


def _differences(summary: Mapping[str, Any], summaries: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    if summary["differs"]:
        yield summary["differs"]
    yield from _other_choice(summary, summaries)
    if summary["measure"].startswith("test"):
        yield from filter(None, {other_test(figures["test"]["images"]) for figures in summary["trials"].values()})
    yield from rebuild(Reduction, summary["reduction"]).sentences()
    if summary["weights"] == NONE:
        yield "From random weights, not from ImageNet's."
    elif summary["weights"] not in (None, IMAGENET):
        yield "From the weights of a network trained on FER2013, not from ImageNet's."


def _other_choice(summary: Mapping[str, Any], summaries: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield a sentence where a study of the grid's best has networks that are not the best of the grid as it is."""
    study = STUDIES.get(summary["name"])
    if not study or not study.from_grid:
        return
    trials = summary["trials"]
    grids = (each for name, each in summaries.items() if name.startswith("grid-"))
    best = [cell.architecture for cell in rank_grids(grids)][: len(trials)]
    if not set(best) <= set(trials):
        taken = "The document's best" if set(trials) <= set(study.trials) else "Those of an earlier choice"
        yield f"{taken} were taken, not our grid's (so far {', '.join(best)})."

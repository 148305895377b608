"""What is in a FER2013 data set, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypedDict

import cv2
import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD

from fer_core.emotions import EMOTIONS
from fer_core.faces.detectors import stills_detector
from fer_core.rows.writing import make_folder, write_whole
from fer_core.terminal.progress import progress
from training.data.clean import find_blank, group_duplicates
from training.data.copies import augment_by_steps
from training.data.faces import FaceDataset
from training.data.sampling import oversample
from training.reports.plots import plot_class_distribution, plot_sheet
from training.run_folder import write_json
from training.settings import Sampling

STRANGE_SHARE: Final = 0.02
"""Share of the images, those that eigenfaces describe worst, among which those without a face are looked for."""

DISTRIBUTION: Final = "class_distribution.png"
SAMPLES: Final = "samples_per_class.png"
AUGMENTED: Final = "augmented_faces.png"
OVERSAMPLED: Final = "oversampled_classes.png"
NO_FACE: Final = "perhaps_no_face.png"
COVERED: Final = "unlike_other_faces.png"
"""Pictures in the folder of an inspection."""

_PER_CLASS = 10
_EIGENFACES = 50
_FITTED = 5000
_ENLARGEMENT = 4
_SHOWN = 60


class _Counts(TypedDict):
    train: int
    test: int


class _Groups(TypedDict):
    images: int


class Inspection(TypedDict):
    """What the file of an inspection has, at the least."""

    images: _Counts
    blank: _Counts
    perhaps_no_face: _Counts
    near_duplicates: _Groups
    pixel_range: list[float]
    pixel_mean: float
    pixel_std: float
    oversampled: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """Which images, of all parts in order, are suspect, each bool (n,).

    ``repeated`` are all but the first of identical ones. ``odd_faces`` are as unlike others as ``not_faces``, but the
    detector finds a face. ``identical`` and ``groups``, both (n,), number the groups of identical images and of
    near-duplicates.
    """

    blank: NDArray[np.bool_]
    repeated: NDArray[np.bool_]
    identical: NDArray[np.int64]
    groups: NDArray[np.int64]
    not_faces: NDArray[np.bool_]
    odd_faces: NDArray[np.bool_]


def inspect(parts: Mapping[str, FaceDataset], out: Path) -> dict[str, Any]:
    """Look through all parts of a data set and return counts as a JSON object.

    Leaves ``data.json``, ``suspects.csv`` (a row per suspect image and reason), the class distribution before and after
    oversampling, faces of each class, augmented ones, and sheets of images that may show no face, or a covered one.
    """
    make_folder(out)
    images = np.concatenate([faces.images for faces in parts.values()])
    labels = np.concatenate([faces.labels for faces in parts.values()])
    part = np.repeat(list(parts), [len(faces) for faces in parts.values()])
    findings = find_suspects(images)
    counts = pd.DataFrame(
        {name: np.bincount(faces.labels, minlength=len(EMOTIONS)) for name, faces in parts.items()}, EMOTIONS
    )
    report = {
        "images": {name: len(faces) for name, faces in parts.items()},
        "per_class": counts.to_dict(),
        "pixel_range": [float(images.min() / 255), float(images.max() / 255)],
        "pixel_mean": float(images.mean() / 255),
        "pixel_std": float(images.std() / 255),
        "oversampled": {level: _oversampled(counts.iloc[:, 0], level) for level in ("mild", "full")},
        **{
            name: {each: int(np.sum(suspects[part == each])) for each in parts}
            for name, suspects in (
                ("blank", findings.blank),
                ("exact_duplicates", findings.repeated),
                ("perhaps_no_face", findings.not_faces),
                ("unlike_others", findings.odd_faces),
            )
        },
        "identical": _count_groups(findings.identical, part, labels),
        "near_duplicates": _count_groups(findings.groups, part, labels),
    }
    paths = [path for faces in parts.values() for path in faces.paths]
    _write_suspects(findings, paths, out / "suspects.csv")
    write_json(out / "data.json", report)
    plot_class_distribution(counts, out / DISTRIBUTION)
    levels = {"before": report["per_class"][next(iter(parts))], **report["oversampled"]}
    plot_class_distribution(pd.DataFrame(levels), out / OVERSAMPLED, title="Images per class after oversampling")
    _draw_faces(images, labels, [path.name for path in paths], findings, out)
    return report


def _draw_faces(
    images: NDArray[np.uint8], labels: NDArray[np.int64], names: list[str], findings: Findings, out: Path
) -> None:
    """Draw faces of each class, what augmentation makes of some, and those that may be none, or covered or marked."""
    each = [np.flatnonzero(labels == label)[:_PER_CLASS] for label in range(len(EMOTIONS))]
    rows = np.concatenate(each)
    plot_sheet(
        images[rows], [EMOTIONS[labels[i]] for i in rows], out / SAMPLES, title="The first of every class",
        columns=len(each[0]),
    )  # fmt: skip
    steps = augment_by_steps(images[[chosen[0] for chosen in each]], seed=0)
    changed = np.stack(list(steps.values()), axis=1)
    plot_sheet(
        changed.reshape(-1, *images.shape[1:]), [*steps] * len(changed), out / AUGMENTED,
        title="Document A's augmentation: each change alone, then all", columns=len(steps),
    )  # fmt: skip
    for name, title, suspects in (
        (NO_FACE, "Perhaps no face", findings.not_faces),
        (COVERED, "Unlike other faces: look for hands, watermarks and drawings", findings.odd_faces),
    ):
        if len(candidates := np.flatnonzero(suspects)):
            # They are in the order of the classes.
            shown = candidates[:: -(-len(candidates) // _SHOWN)]
            plot_sheet(images[shown], [names[i] for i in shown], out / name, title=title)


def _oversampled(counts: pd.Series, level: Sampling) -> dict[str, int]:
    """Return how many images each emotion has after oversampling, of ``counts`` before."""
    labels = np.repeat(np.arange(len(EMOTIONS)), counts)
    after = np.bincount(labels[oversample(labels, level).positions], minlength=len(EMOTIONS))
    return dict(zip(EMOTIONS, after.tolist(), strict=True))


def find_suspects(images: NDArray[np.uint8]) -> Findings:
    """Look through grey images, uint8 (n, 48, 48).

    ``not_faces`` are those of the strangest in which the detector finds no face at four times the size.
    """
    vectors = images.reshape(len(images), -1)
    _, first, identical = np.unique(vectors, axis=0, return_index=True, return_inverse=True)
    blank = find_blank(images)
    strangeness = _strangeness(images)
    strange = np.flatnonzero(~blank & (strangeness >= np.quantile(strangeness, 1 - STRANGE_SHARE)))
    detector = stills_detector("haar")
    found = [bool(detector.detect(_enlarge(images[i]))) for i in progress(strange, total=len(strange), unit=" images")]
    return Findings(
        blank,
        repeated=~np.isin(np.arange(len(images)), first),
        identical=identical.reshape(-1),
        groups=group_duplicates(images),
        not_faces=np.isin(np.arange(len(images)), strange[~np.array(found, dtype=bool)]),
        odd_faces=np.isin(np.arange(len(images)), strange[np.array(found, dtype=bool)]),
    )


def _strangeness(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return which part of every image, 0 to 1, is not made of the first eigenfaces (Turk and Pentland 1991)."""
    vectors = images.reshape(len(images), -1).astype(np.float32)
    vectors -= vectors.mean(axis=1, keepdims=True)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    some = vectors[:: max(1, len(vectors) // _FITTED)]
    eigenfaces = TruncatedSVD(min(_EIGENFACES, len(some) - 1), random_state=0).fit(some).components_
    return 1 - np.square(vectors @ eigenfaces.T).sum(axis=1)


def _enlarge(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(image, None, fx=_ENLARGEMENT, fy=_ENLARGEMENT), dtype=np.uint8)


def _count_groups(groups: NDArray[np.int64], part: NDArray[np.str_], labels: NDArray[np.int64]) -> dict[str, int]:
    table = pd.DataFrame({"group": groups, "part": part, "label": labels}).groupby("group")
    sizes, parts, classes = table.size(), table["part"].nunique(), table["label"].nunique()
    return {
        "groups": int((sizes > 1).sum()),
        "images": int(sizes[sizes > 1].sum()),
        "groups_across_parts": int((parts > 1).sum()),
        "groups_with_several_labels": int((classes > 1).sum()),
    }


def _write_suspects(findings: Findings, paths: list[Path], out: Path) -> None:
    sizes = np.bincount(findings.groups)[findings.groups]
    reasons = {
        "blank": findings.blank,
        "exact duplicate": findings.repeated,
        "near-duplicate": sizes > 1,
        "perhaps no face": findings.not_faces,
        "unlike other faces": findings.odd_faces,
    }
    rows = [
        {"path": str(paths[i]), "reason": reason, "group": int(findings.groups[i])}
        for reason, suspects in reasons.items()
        for i in np.flatnonzero(suspects)
    ]
    table = pd.DataFrame(rows, columns=["path", "reason", "group"])
    write_whole(out, table.to_csv(index=False).encode(errors="backslashreplace"))

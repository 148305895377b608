"""Calibration of the exported members, and every figure of theirs that a report needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fer_core.calibration import calibrate
from fer_core.ensemble import OnnxMember, count_votes
from fer_core.manifest import Calibration, UncertaintyRule
from training.calibration import choose_rule, fit_temperature
from training.data import FaceDataset
from training.evaluate import coverage_curve, evaluate, evaluate_rule

_BATCH = 128


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What was fitted on validation images, and how good the members and their vote are.

    ``figures`` is a JSON object: ``validation`` and ``test`` evaluate each member, uncalibrated, and ``ensemble``, the
    calibrated vote; ``uncalibrated``, ``rule`` and ``coverage`` are about the vote on each split, ``seen`` about the
    test images that are also among those trained on. ``answers`` are the calibrated probabilities of the vote on the
    test images, (n, 7).
    """

    calibration: Calibration
    uncertainty: UncertaintyRule
    figures: dict[str, Any]
    answers: NDArray[np.float32]


def assess(
    members: Mapping[str, OnnxMember], validation: FaceDataset, test: FaceDataset, *, seen: NDArray[np.bool_]
) -> Assessment:
    """Fit temperature and rule on ``validation`` and evaluate on it and, for reporting only, on ``test``.

    ``seen`` (n,) are the images of ``test`` that have near-duplicates among those trained on.
    """
    splits = {"validation": validation, "test": test}
    answers = {split: predict_members(members.values(), images.images) for split, images in splits.items()}
    calibration = Calibration(fit_temperature(validation.labels, answers["validation"].mean(axis=0)))
    votes = {split: count_votes(each, calibration.temperature) for split, each in answers.items()}
    found = votes["validation"]
    rule = choose_rule(validation.labels, found.probabilities, found.agreement)
    figures: dict[str, Any] = {"uncalibrated": {}, "rule": {}, "coverage": {}}
    for split, images in splits.items():
        vote = votes[split]
        figures[split] = {
            name: evaluate(images.labels, probabilities)
            for name, probabilities in zip(members, answers[split], strict=True)
        }
        figures[split]["ensemble"] = evaluate(images.labels, vote.probabilities)
        figures["uncalibrated"][split] = evaluate(images.labels, calibrate(answers[split].mean(axis=0), 1.0))
        figures["rule"][split] = evaluate_rule(images.labels, vote.probabilities, vote.agreement, rule)
        figures["coverage"][split] = coverage_curve(images.labels, vote.probabilities)
    hits = votes["test"].probabilities.argmax(axis=1) == test.labels
    figures["seen"] = {"images": int(seen.sum()), "accuracy_without": float(np.mean(hits[~seen]))}
    return Assessment(calibration, rule, figures, votes["test"].probabilities)


def predict_members(members: Iterable[OnnxMember], images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return each member's own probabilities, float32 (members, n, 7), for grey faces uint8 (n, 48, 48).

    The faces go through in batches: a whole data set at once would take gigabytes of memory.
    """
    batches = [images[first : first + _BATCH] for first in range(0, len(images), _BATCH)]
    return np.stack([np.concatenate([member.predict(batch) for batch in batches]) for member in members])

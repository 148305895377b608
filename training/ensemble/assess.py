"""Calibration of the exported members, and every figure of theirs that a report needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fer_core.networks.calibration import calibrate
from fer_core.networks.ensemble import OnnxMember, count_votes
from fer_core.networks.manifest import Calibration, UncertaintyRule
from training.data.faces import FaceDataset
from training.ensemble.calibration import choose_rule, fit_temperature
from training.export.onnx_file import predict_members
from training.measure import coverage_curve, evaluate, evaluate_rule


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

"""Calibration of the exported members, and every figure of theirs that a report needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from fer_core.calibration import calibrate
from fer_core.ensemble import OnnxMember, count_votes
from fer_core.manifest import Calibration, UncertaintyRule
from training.calibration import choose_rule, fit_temperature
from training.data import FaceDataset
from training.evaluate import coverage_curve, evaluate, evaluate_rule


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was fitted on validation images, and how good the members and their vote are.

    ``figures`` is a JSON object: ``validation`` and ``test`` evaluate each member, uncalibrated, and ``ensemble``, the
    calibrated vote; ``uncalibrated``, ``rule`` and ``coverage`` are about the vote on each split.
    """

    calibration: Calibration
    uncertainty: UncertaintyRule
    figures: dict[str, Any]


def assess(members: Mapping[str, OnnxMember], validation: FaceDataset, test: FaceDataset) -> Assessment:
    """Fit temperature and rule on ``validation`` and evaluate on it and, for reporting only, on ``test``."""
    splits = {"validation": validation, "test": test}
    answers = {
        split: np.stack([member.predict(images.images) for member in members.values()])
        for split, images in splits.items()
    }
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
    return Assessment(calibration, rule, figures)

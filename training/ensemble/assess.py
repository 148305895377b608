"""Calibration of the exported members, and every figure of theirs that a report needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.networks.calibration import Calibration, expected_calibration_error
from fer_core.networks.ensemble import OnnxMember, count_votes
from fer_core.networks.manifest import UncertaintyRule
from fer_core.networks.prior import DEFAULT_PRIOR, take_prior_out_of_vote
from fer_core.results import Vote
from training.data.faces import FaceDataset
from training.ensemble.calibration import STRICTER_ACCURACY, choose_rule, fit_calibration, importance
from training.export.onnx_file import predict_members
from training.measure import coverage_curve, evaluate, evaluate_rule


@dataclass(frozen=True, slots=True, eq=False)
class Assessment:
    """What was fitted on validation images, and how good the members and their vote are.

    ``figures`` is a JSON object: ``validation`` and ``test`` evaluate each member, uncalibrated, and ``ensemble``, the
    calibrated vote with all of the prior; ``uncalibrated``, ``rule`` and ``coverage`` are about the vote on each split,
    ``priors`` compares it with and without the prior, and ``seen`` is about the test images that are also among those
    trained on. ``answers`` are the calibrated probabilities of the vote on the test images, (n, 7).
    """

    calibration: Calibration
    uncertainty: UncertaintyRule
    stricter: UncertaintyRule
    figures: dict[str, Any]
    answers: NDArray[np.float32]


_UNCALIBRATED: Final = Calibration.of_temperature(1.0)


@dataclass(frozen=True, slots=True)
class Fit:
    """What makes honest answers of the members' mean: its calibration, and the rules for calling answers uncertain."""

    calibration: Calibration
    uncertainty: UncertaintyRule
    stricter: UncertaintyRule


def fit_vote(labels: NDArray[np.int64], answers: NDArray[np.float32], *, shares: NDArray[np.float64] | None) -> Fit:
    """Fit calibration and rules to the members' ``answers``, (members, n, 7), for images with these ``labels`` (n,).

    ``shares`` are those of ``assess``.
    """
    known, prior = _prior_of(shares)
    calibration = fit_calibration(labels, answers.mean(axis=0), known, prior=prior)
    return Fit(calibration, *_choose_rules(labels, count_votes(answers, calibration), known, prior))


def assess(
    members: Mapping[str, OnnxMember],
    validation: FaceDataset,
    test: FaceDataset,
    *,
    seen: NDArray[np.bool_],
    shares: NDArray[np.float64] | None,
    fit: Fit | None = None,
) -> Assessment:
    """Fit calibration and rules on ``validation`` and evaluate on it and, for reporting only, on ``test``.

    ``seen`` (n,) are the images of ``test`` that have near-duplicates among those trained on. ``shares`` (7,) are those
    of the emotions among the images trained on; both are fitted for answers without the usual part of that prior, or
    where they are None, for answers as they are. A ``fit`` that there is already is taken as it is.
    """
    splits = {"validation": validation, "test": test}
    answers = {split: predict_members(members.values(), images.images) for split, images in splits.items()}
    known, prior = _prior_of(shares)
    fit = fit or fit_vote(validation.labels, answers["validation"], shares=shares)
    rule, stricter = fit.uncertainty, fit.stricter
    votes = {split: count_votes(each, fit.calibration) for split, each in answers.items()}
    figures: dict[str, Any] = {"uncalibrated": {}, "rule": {}, "coverage": {}}
    for split, images in splits.items():
        vote = votes[split]
        figures[split] = {
            name: evaluate(images.labels, probabilities)
            for name, probabilities in zip(members, answers[split], strict=True)
        }
        figures[split]["ensemble"] = evaluate(images.labels, vote.probabilities)
        plain = count_votes(answers[split], _UNCALIBRATED)
        figures["uncalibrated"][split] = evaluate(images.labels, plain.probabilities)
        figures["rule"][split] = evaluate_rule(images.labels, vote.probabilities, vote.agreement, rule)
        figures["coverage"][split] = coverage_curve(images.labels, vote.probabilities)
    figures["priors"] = [
        {"prior": power}
        | {s: _without_prior(images.labels, votes[s], known, power, (rule, stricter)) for s, images in splits.items()}
        for power in sorted({0.0, prior})
    ]
    hits = votes["test"].probabilities.argmax(axis=1) == test.labels
    figures["seen"] = {"images": int(seen.sum()), "accuracy_without": float(np.mean(hits[~seen]))}
    return Assessment(fit.calibration, rule, stricter, figures, votes["test"].probabilities)


def _prior_of(shares: NDArray[np.float64] | None) -> tuple[NDArray[np.float64], float]:
    """Return the shares, even ones where they are None, and how much of them is taken out."""
    return (np.full(len(EMOTIONS), 1 / len(EMOTIONS)), 0.0) if shares is None else (shares, DEFAULT_PRIOR)


def _choose_rules(
    labels: NDArray[np.int64], vote: Vote, shares: NDArray[np.float64], prior: float
) -> tuple[UncertaintyRule, UncertaintyRule]:
    """Return the usual rule and the stricter one, for answers without ``prior`` of the training shares."""
    evened = take_prior_out_of_vote(vote, shares, prior)
    weights = importance(labels, shares, prior)
    rule = choose_rule(labels, evened.probabilities, evened.agreement, weights=weights)
    stricter = choose_rule(
        labels, evened.probabilities, evened.agreement, target_accuracy=STRICTER_ACCURACY, weights=weights
    )
    return rule, stricter


def _without_prior(
    labels: NDArray[np.int64],
    vote: Vote,
    shares: NDArray[np.float64],
    prior: float,
    rules: tuple[UncertaintyRule, UncertaintyRule],
) -> dict[str, Any]:
    """Return how good a vote is without ``prior`` of the training shares, as a JSON object.

    ``balanced_accuracy`` is the mean recall of the emotions. ``weighted_calibration_error`` is of images that count as
    those do to whom such answers are given (``importance``), ``calibration_error`` of the images as they are.
    """
    evened = take_prior_out_of_vote(vote, shares, prior)
    found = evaluate(labels, evened.probabilities)
    confidences, hits = evened.probabilities.max(axis=1), evened.probabilities.argmax(axis=1) == labels
    weights = importance(labels, shares, prior)
    usual, stricter = (evaluate_rule(labels, evened.probabilities, evened.agreement, rule) for rule in rules)
    return {
        **{name: found[name] for name in ("accuracy", "macro_f1", "calibration_error", "negative_log_likelihood")},
        "balanced_accuracy": found["macro_recall"],
        "weighted_calibration_error": expected_calibration_error(confidences, hits, weights=weights),
        "rule": usual,
        "stricter": stricter,
    }

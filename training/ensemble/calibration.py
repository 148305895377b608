"""What the vote's probabilities are worth, fitted on validation images, and when to say "uncertain"."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_softmax

from fer_core.emotions import EMOTIONS
from fer_core.networks.calibration import FLOOR, Calibration
from fer_core.networks.manifest import UncertaintyRule
from fer_core.networks.prior import DEFAULT_PRIOR

MIN_AGREEMENT = 0.5
"""At least half of the members must back the winner."""

TARGET_ACCURACY = 0.8

STRICTER_ACCURACY = 0.9

PENALTY: Final = 0.03
"""The best of 0.001 to 0.1 in ten random halves of PublicTest, fitted on one half and measured on the other."""

_CLASSES: Final = len(EMOTIONS)
_SLOPES: Final = (0.05, 20.0)
"""Where the weights on the diagonal stay, whatever the images say."""


def learnt_shares(labels: NDArray[np.int64], *, sampled: bool) -> NDArray[np.float64] | None:
    """Return the shares of the emotions, (7,), among the images with these ``labels``, as the networks expect them.

    An emotion without an image counts as one. None where the images are ``sampled`` or weighted by emotion in training:
    then the networks expect no such shares that could be taken out.
    """
    if sampled:
        return None
    counts = np.maximum(np.bincount(labels, minlength=len(EMOTIONS)), 1)
    return np.asarray(counts / counts.sum())


def importance(labels: NDArray[np.int64], shares: NDArray[np.float64], prior: float) -> NDArray[np.float64]:
    """Return how much each of n images counts, (n,), where ``prior`` of the training ``shares`` (7,) is taken out.

    Answers of which a power τ of the prior π is taken out are those to expect where the emotions are in proportion to
    ``π^(1-τ)`` (``take_out_prior``). Images that come in the shares π stand for such ones if each counts
    ``π[label]^-τ``. The mean is 1.
    """
    weights = shares[labels] ** -prior
    return np.asarray(weights / weights.mean())


def fit_calibration(
    labels: NDArray[np.int64],
    probabilities: NDArray[np.floating],
    shares: NDArray[np.float64],
    *,
    prior: float = DEFAULT_PRIOR,
    penalty: float = PENALTY,
) -> Calibration:
    """Return the calibration under which ``probabilities`` (n, 7) make ``labels`` (n,) most likely.

    What is made likely are the answers without ``prior`` of the training ``shares`` (7,), on images that count as those
    do to whom such answers are given (``importance``). The squares of the offsets and of the weights off the diagonal,
    times ``penalty``, keep a few rare images from bending it (off-diagonal and intercept regularisation, Kull et al.
    2019). The loss is convex, so the minimum found is the only one.
    """
    logits = np.log(np.maximum(probabilities.astype(np.float64), FLOOR))
    weights = importance(labels, shares, prior)[:, None] / len(labels)
    truth = np.eye(_CLASSES)[labels]
    removed = prior * np.log(shares)

    def loss(parameters: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Return the penalised loss and its slope."""
        matrix, offsets = parameters[:-_CLASSES].reshape(_CLASSES, _CLASSES), parameters[-_CLASSES:]
        beside = matrix * (1 - np.eye(_CLASSES))
        answers = log_softmax(logits @ matrix.T + offsets - removed, axis=1)
        surplus = (np.exp(answers) - truth) * weights
        slope = np.concatenate([(surplus.T @ logits + 2 * penalty * beside).ravel(), surplus.sum(axis=0)])
        slope[-_CLASSES:] += 2 * penalty * offsets
        value = -(weights * truth * answers).sum() + penalty * ((beside**2).sum() + (offsets**2).sum())
        return float(value), slope

    start = np.concatenate([np.eye(_CLASSES).ravel(), np.zeros(_CLASSES)])
    limits: list[tuple[float | None, float | None]] = [*[(None, None)] * (_CLASSES**2), *[(None, None)] * _CLASSES]
    for index in range(_CLASSES):
        limits[index * (_CLASSES + 1)] = _SLOPES
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 1000}).x
    matrix = found[:-_CLASSES].reshape(_CLASSES, _CLASSES)
    return Calibration(tuple(map(tuple, matrix.tolist())), tuple(found[-_CLASSES:].tolist()))


def choose_rule(
    labels: NDArray[np.int64],
    probabilities: NDArray[np.floating],
    agreement: NDArray[np.floating],
    *,
    target_accuracy: float = TARGET_ACCURACY,
    weights: NDArray[np.float64] | None = None,
) -> UncertaintyRule:
    """Return the rule that calls the fewest answers uncertain and yet has ``target_accuracy`` among the certain ones.

    ``probabilities`` (n, 7) are calibrated, ``agreement`` (n,) is the share of the members that back each winner, and
    ``weights`` (n,) are how much each image counts, by default alike.
    ``min_confidence`` is the lowest hundredth that reaches the target: 0 where agreement alone does, and 1, which makes
    next to every answer uncertain, where nothing does.
    """
    confidences, hits = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    counts = np.ones(len(labels)) if weights is None else weights
    rules = [UncertaintyRule(min_confidence=step / 100, min_agreement=MIN_AGREEMENT) for step in range(101)]

    def reaches_target(rule: UncertaintyRule) -> bool:
        certain = ~rule.applies(confidences, agreement)
        return bool(certain.any() and np.average(hits[certain], weights=counts[certain]) >= target_accuracy)

    return next(filter(reaches_target, rules), rules[-1])

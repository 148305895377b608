"""What the vote's probabilities are worth, fitted on validation images: a temperature, and when to say "uncertain"."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from fer_core.networks.calibration import calibrate
from fer_core.networks.manifest import UncertaintyRule
from training.measure import negative_log_likelihood

MIN_AGREEMENT = 0.5
"""At least half of the members must back the winner."""

TARGET_ACCURACY = 0.8

_TEMPERATURES = (0.05, 20.0)


def fit_temperature(labels: NDArray[np.int64], probabilities: NDArray[np.floating]) -> float:
    """Return the temperature, 0.05 to 20, under which ``probabilities`` (n, 7) make ``labels`` (n,) most likely.

    Temperature scaling of Guo et al. 2017, on the logarithms of the probabilities. The negative log-likelihood is
    convex in 1/T, so the minimum found over log T is the only one.
    """

    def loss(log_temperature: float) -> float:
        return negative_log_likelihood(labels, calibrate(probabilities, float(np.exp(log_temperature))))

    return float(np.exp(minimize_scalar(loss, bounds=np.log(_TEMPERATURES), method="bounded").x))


def choose_rule(
    labels: NDArray[np.int64],
    probabilities: NDArray[np.floating],
    agreement: NDArray[np.floating],
    *,
    target_accuracy: float = TARGET_ACCURACY,
) -> UncertaintyRule:
    """Return the rule that calls the fewest answers uncertain and yet has ``target_accuracy`` among the certain ones.

    ``probabilities`` (n, 7) are calibrated, ``agreement`` (n,) is the share of the members that back each winner.
    ``min_confidence`` is the lowest hundredth that reaches the target: 0 where agreement alone does, and 1, which makes
    next to every answer uncertain, where nothing does.
    """
    confidences, hits = probabilities.max(axis=1), probabilities.argmax(axis=1) == labels
    rules = [UncertaintyRule(min_confidence=step / 100, min_agreement=MIN_AGREEMENT) for step in range(101)]

    def reaches_target(rule: UncertaintyRule) -> bool:
        certain = ~rule.applies(confidences, agreement)
        return bool(certain.any() and np.mean(hits[certain]) >= target_accuracy)

    return next(filter(reaches_target, rules), rules[-1])

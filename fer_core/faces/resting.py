"""Taking a person's resting face out of the reading: some faces look sad or angry to the networks without being it."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import Manifest

_NEUTRAL: Final = EMOTIONS.index("neutral")

_FLOOR: Final = 0.01
"""Probabilities below this say no more than "no": their logarithms are mostly noise."""

_WITHOUT_FIGURES: Final = 0.7


def mean_log_probabilities(probabilities: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the mean of log p over n readings of a face at rest, (n, 7) to (7,); p counts as 0.01 at least.

    Raises ValueError for no readings.
    """
    if not len(probabilities):
        raise ValueError("expected readings of the face at rest, got none")
    return np.asarray(np.log(np.maximum(probabilities, _FLOOR)).mean(axis=0), dtype=np.float64)


def neutral_reference(manifest: Manifest) -> NDArray[np.float64]:
    """Return what the ensemble answers to neutral faces, shares (7,) that sum to 1 and are never 0.

    They are its answers on the validation images labelled neutral, one row of the confusion matrix among the manifest's
    figures, each counted once more than it is (Laplace), so that none is 0. An ensemble without such figures is taken
    to be right on 70 % of them and wrong in all directions alike.
    """
    try:
        counts = np.asarray(manifest.figures["validation"]["ensemble"]["confusion"], dtype=np.float64)[_NEUTRAL]
    except (KeyError, TypeError, ValueError, IndexError):
        counts = np.empty(0)
    if counts.shape == (len(EMOTIONS),) and counts.min() >= 0:
        return np.asarray((counts + 1) / (counts + 1).sum())
    reference = np.full(len(EMOTIONS), (1 - _WITHOUT_FIGURES) / (len(EMOTIONS) - 1))
    reference[_NEUTRAL] = _WITHOUT_FIGURES
    return reference


def take_out_resting(
    probabilities: NDArray[np.float32], resting: NDArray[np.float64], reference: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Return probabilities (…, 7), same shape, without what a person's face shows at rest.

    With m the mean of log p at rest (7,) and r the log of ``reference``, what a neutral face gets (7,), the bias of
    emotion k is how far its log odds to neutral lie above those of a neutral face,

        b_k = max(0, (m_k − m_neutral) − (r_k − r_neutral)),    and    q_k ∝ p_k · exp(−b_k).

    Odds are compared, not probabilities, because a factor in p is a shift of the logits, in which a network adds up its
    evidence: taking the person's own neutral face as the origin is what works for facial action units, too
    (Baltrušaitis, Mahmoud and Robinson 2015, "Cross-dataset learning and person-specific normalisation for automatic
    Action Unit detection"). A face at rest, p = exp(m) / Σ exp(m), then has at most the reference's odds of any emotion
    to neutral, so that it reads neutral at least as clearly as a neutral face does on average. Only surplus is taken:
    emotions that the resting face shows less than others do are not strengthened, and somebody who reads neutral
    anyway is left as they are.

    The limit: it assumes that the bias at rest holds for every other expression as well. Who reads very sad at rest
    must look much sadder than others to be read so, and what was no rest (a smile, say) is taken for one.
    """
    surplus = (resting - resting[_NEUTRAL]) - np.log(reference / reference[_NEUTRAL])
    weighted = np.asarray(probabilities, dtype=np.float64) * np.exp(-np.maximum(surplus, 0.0))
    total: NDArray[Any] = weighted.sum(axis=-1, keepdims=True)
    return np.asarray(weighted / total, dtype=np.float32)

"""Taking out of a vote how common each emotion was among the training images."""

from typing import Any, Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import Manifest
from fer_core.results import Vote

DEFAULT_PRIOR: Final = 0.75
"""How much of the training shares is taken out where nobody says: the best for faces from elsewhere than FER2013."""

Float = TypeVar("Float", bound=np.floating[Any])


class _Ensemble(Protocol):
    @property
    def manifest(self) -> Manifest:
        """What the ensemble consists of."""
        ...

    def vote(self, faces: NDArray[np.uint8]) -> Vote:
        """Read grey faces uint8 (n, 48, 48)."""
        ...


class EvenedEnsemble:
    """Reads faces as an ensemble does, ``power`` of the shares that it was trained with taken out of every vote."""

    def __init__(self, ensemble: _Ensemble, power: float) -> None:
        self._ensemble = ensemble
        self._power = power

    def vote(self, faces: NDArray[np.uint8]) -> Vote:
        """Read grey faces uint8 (n, 48, 48)."""
        return take_prior_out_of_vote(self._ensemble.vote(faces), self._ensemble.manifest.class_shares, self._power)


def take_out_prior(probabilities: NDArray[Float], shares: NDArray[np.float64], power: float) -> NDArray[Float]:
    """Return probabilities (…, 7), same shape and type, as they are where the emotions are more evenly spread.

    With ``shares`` π (7,) of the emotions among the training images and ``power`` τ from 0 to 1, ``p · π^-τ`` over its
    sum: what Bayes' rule makes of p where the shares are not π but in proportion to ``π^(1-τ)`` (Saerens, Latinne and
    Decaestecker 2002, "Adjusting the outputs of a classifier to new a priori probabilities", equation 4). 0 leaves p as
    it is, 1 takes all emotions for equally common. Raises ValueError for another τ.
    """
    if not 0 <= power <= 1:
        raise ValueError(f"expected a power from 0 to 1, got {power}")
    if power == 0:
        return probabilities
    weighted = np.asarray(probabilities, dtype=np.float64) * shares**-power
    return np.asarray(weighted / weighted.sum(axis=-1, keepdims=True), dtype=probabilities.dtype)


def take_prior_out_of_vote(vote: Vote, shares: NDArray[np.float64] | None, power: float) -> Vote:
    """Return a vote with the prior taken out of it and of its members; without ``shares`` as it is.

    Who backs an emotion is asked of the members as they are then, so that they and the vote speak of the same.
    """
    if shares is None or power == 0:
        return vote
    probabilities = take_out_prior(vote.probabilities, shares, power)
    if vote.members is None:
        return Vote(probabilities, vote.backing[:])
    members = take_out_prior(vote.members, shares, power)
    return Vote(probabilities, backing_of(members), members)


def backing_of(members: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the share of the members, whose probabilities are (members, n, 7), that back each emotion, (n, 7)."""
    winners = np.eye(len(EMOTIONS), dtype=np.float32)[members.argmax(axis=2)]
    return np.asarray(winners.mean(axis=0), dtype=np.float32)

"""Valence and arousal that the seven words stand for: a second reading of the probabilities, not a measurement."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fer_core.emotions import EMOTIONS, Emotion

_MIDDLE: Final = 5.0
_HALF: Final = 4.0
"""The raters' scales go from 1 to 9."""

WORD_RATINGS: Final[Mapping[Emotion, tuple[float, float]]] = {
    "angry": (2.53, 6.20),
    "disgust": (3.32, 5.00),
    "fear": (2.93, 6.14),
    "happy": (8.47, 6.05),
    "neutral": (5.50, 3.45),
    "sad": (2.10, 3.49),
    "surprise": (7.44, 6.57),
}
"""Mean valence (1 unpleasant to 9 pleasant) and arousal (1 calm to 9 excited) of these very words.

About twenty people rated each (the arousal of *sad* 919): Warriner, Kuperman and Brysbaert (2013), Norms of valence,
arousal, and dominance for 13,915 English lemmas, Behavior Research Methods 45, 1191–1207, doi:10.3758/s13428-012-0314-x
(columns V.Mean.Sum and A.Mean.Sum of its table). They differ: for *neutral* the standard deviations are 1.50 and 2.39.
"""

_RATINGS: Final = (np.array([WORD_RATINGS[emotion] for emotion in EMOTIONS]) - _MIDDLE) / _HALF


@dataclass(frozen=True, slots=True)
class Affect:
    """Valence, −1 unpleasant to 1 pleasant, and arousal, −1 calm to 1 excited."""

    valence: float
    arousal: float


def affect_of(probabilities: NDArray[np.floating]) -> Affect:
    """Return the expected ratings under probabilities (7,) over ``EMOTIONS``: the sum of each times its word's rating.

    Ratings are brought from 1…9 to −1…1. This says what the words mean to readers of English, weighted by what the
    networks take a face for; nobody has rated these faces.
    """
    valence, arousal = (probabilities.astype(np.float64) @ _RATINGS).tolist()
    return Affect(valence, arousal)

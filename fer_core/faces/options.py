"""How to analyse a frame."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fer_core.faces.detectors import DEFAULT
from fer_core.networks.manifest import Strictness
from fer_core.networks.prior import DEFAULT_PRIOR


@dataclass(frozen=True, slots=True, eq=False)
class AnalysisOptions:
    """What may change from one frame to the next; never altered, so that threads can hand it over.

    ``smoothing_s`` is the time constant of the average over time, 0 for none. ``strictness`` says when a face is
    uncertain, and ``prior``, 0 to 1, how much of the training images' shares of the emotions is taken out of every vote
    (``take_out_prior``). ``detector`` is the name in ``DETECTORS`` of what finds the faces. ``explained_id`` is the
    face whose ``evidence`` is wanted; ``resting`` has the ``mean_log_probabilities`` of faces at rest, by their ids.
    ``mistaken`` are the ids that somebody else was given by recognition (see ``ReturningTracker``).
    ``searches_everywhere`` looks for new faces in every frame, which takes longer, and not only three times a second.
    ``analyses_per_s`` is for whoever feeds the pipeline: frames beyond this rate are left out.
    """

    smoothing_s: float = 0.2
    strictness: Strictness = "calibrated"
    prior: float = DEFAULT_PRIOR
    detector: str = DEFAULT
    explained_id: int | None = None
    resting: Mapping[int, NDArray[np.float64]] = field(default_factory=dict)
    mistaken: frozenset[int] = frozenset()
    searches_everywhere: bool = False
    analyses_per_s: float = 60.0

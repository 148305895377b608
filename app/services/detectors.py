"""The face detectors as settings and recordings keep them."""

from collections.abc import Mapping
from typing import Final

from fer_core.faces.detectors import DETECTORS

DETECTOR_KEY: Final = "live/detector"
UPRIGHT: Final = "upright"
"""What settings and recordings call Haar."""

_HAAR: Final = "haar"

DETECTOR_CHOICES: Final = tuple((UPRIGHT if name == _HAAR else name, kind.title) for name, kind in DETECTORS.items())
"""What is kept for each detector, and what it finds, in English."""


def detector_named(kept: object) -> str:
    """Return the name in ``DETECTORS`` of what is kept, which may be one that this version does not know."""
    return _HAAR if kept == UPRIGHT else str(kept)


def method_of(settings: Mapping[str, object]) -> str:
    """Return, in English, how the faces of a recording with these settings were found."""
    name = detector_named(settings.get(DETECTOR_KEY, UPRIGHT))
    return DETECTORS[name].method if name in DETECTORS else name

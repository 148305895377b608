"""Search for faces in a picture: one file for each kind of detector, and the list of them."""

from typing import Final

from fer_core.faces.detectors import blazeface, careful, haar, tilted
from fer_core.faces.detectors.base import DetectorKind, FaceDetector, MinFace

DETECTORS: Final[dict[str, DetectorKind]] = {
    "haar": haar.KIND,
    "tilted": tilted.KIND,
    "careful": careful.KIND,
    "blazeface": blazeface.KIND,
}
"""Every kind of detector by the name that options and command lines have for it.

A new one is a file here with its ``KIND``, and a line in this table.
"""

DEFAULT: Final = "careful"
"""The detector that is used where nobody chooses another."""


def live_detector(name: str = DEFAULT, min_face: MinFace | None = None) -> FaceDetector:
    """Return a detector for the frames of one source; raises ModelError, KeyError for a name that there is not."""
    return DETECTORS[name].live(min_face)


def stills_detector(name: str = DEFAULT, min_face: MinFace | None = None) -> FaceDetector:
    """Return a detector for photographs; raises ModelError, KeyError for a name that there is not."""
    return DETECTORS[name].stills(min_face)

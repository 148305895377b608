"""A report's sentence of valence and arousal by word ratings."""

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import face_name
from fer_core.recording.edits import Edits
from fer_core.recording.tracks import FaceTrack
from fer_core.valence import affect_of

_MOST: Final = 5


def affect(tracks: Sequence[FaceTrack], edits: Edits) -> str:
    """Say of each of the faces seen longest what its mean probabilities over time come to; nothing without faces."""
    told = QCoreApplication.translate("Report", "{name}: valence {valence}, arousal {arousal}.")
    by = QCoreApplication.translate("Report", "(By published ratings of the seven words: not a measurement.)")
    said = []
    for track in tracks[:_MOST]:
        found = affect_of(track.weights_s @ track.table.probabilities / max(track.seconds, 1e-9))
        name = face_name(track.face_id, edits.names)
        said.append(told.format(name=name, valence=f"{found.valence:+.2f}", arousal=f"{found.arousal:+.2f}"))
    return f"<p>{escape(' '.join((*said, by)))}</p>" if said else ""

"""Valence and arousal by word ratings, where the settings show them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from app.services.group_settings import VALENCE
from app.services.settings import Settings
from fer_core.valence import affect_of


class AffectLine(QLabel):
    """A line below the probabilities that says what the seven words come to."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True)
        self._settings = settings
        self.setToolTip(
            self.tr(
                "How pleasant (valence) and how excited (arousal) the seven words are to readers of English,\n"
                "from −1 to 1, weighted by the probabilities (Warriner, Kuperman and Brysbaert 2013).\n"
                "Nobody has rated this face: it is a second reading of the same numbers, not a measurement."
            )
        )
        settings.changed.connect(self.on_setting_changed)
        self._probabilities: NDArray[np.floating] | None = None
        self._is_wanted = settings.get(VALENCE)
        if not self._is_wanted:
            # Made visible without a parent it would be a window.
            self.hide()
        self.show_probabilities(None)

    def show_probabilities(self, probabilities: NDArray[np.floating] | None) -> None:
        """Show what float (7,) over ``EMOTIONS`` come to, or that there is nothing."""
        self._probabilities = probabilities
        if not self._is_wanted:
            return
        valence = arousal = "–"
        if probabilities is not None:
            affect = affect_of(probabilities)
            valence, arousal = _signed(affect.valence), _signed(affect.arousal)
        text = self.tr("Valence {valence}, arousal {arousal} (by word ratings)")
        self.setText(text.format(valence=valence, arousal=arousal))

    @Slot(str)
    def on_setting_changed(self, key: str) -> None:
        """Be there, or not."""
        if key == VALENCE.key:
            self._is_wanted = self._settings.get(VALENCE)
            self.show_probabilities(self._probabilities)
            self.setVisible(self._is_wanted)


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")

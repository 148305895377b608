"""What the live page knows about faces beyond their newest reading, without a widget."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from app.pages.live.history import FaceHistory
from app.pages.live.messages import Analysis, Networks
from app.pages.live.names import FaceNames
from app.pages.live.resting import RestMeasurement
from app.services.detectors import detector_named
from app.services.face_settings import ANALYSES_PER_S, DETECTOR, MIN_CONFIDENCE, PRIOR, SMOOTHING_S, STRICTNESS
from app.services.settings import Settings, strictness_of
from fer_core.faces.options import AnalysisOptions
from fer_core.results import FaceResult

_HEEDED: Final = (SMOOTHING_S, ANALYSES_PER_S, STRICTNESS, MIN_CONFIDENCE, DETECTOR, PRIOR)


class FaceStudy(QObject):
    """Names, last minute, resting face and evidence of the faces, and the options of their analysis.

    ``set_options`` is told whenever the analysis is to go on differently.
    """

    changed = Signal()
    """A name, a switch, the measurement of a resting face or the chosen face has changed."""
    minute_changed = Signal()
    """There is a new sample of the last minute, about five times a second."""
    source_forgotten = Signal()
    """What was known of the faces of a source is gone, as another is opened."""

    def __init__(self, set_options: Callable[[AnalysisOptions], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._set_options = set_options
        self._settings: Settings | None = None
        self.options = AnalysisOptions()
        self.names = FaceNames()
        self.history = FaceHistory()
        self.networks: Networks | None = None
        self.face_id: int | None = None
        """The face that is chosen, or was last."""
        self.is_in_view = False
        self.is_explaining = False
        self.measurement: RestMeasurement | None = None
        self.was_lost = False
        """Whether the last measurement ended because its face was lost."""
        self.was_restless = False
        """Whether the last measurement was of no face at rest."""
        self._resting: dict[int, NDArray[np.float64]] = {}
        self._mistaken: frozenset[int] = frozenset()
        self._is_hiding = False
        self.is_group = False
        """Whether a group is read: no single face is told of, or remembered."""
        self.hides_video = False
        """Whether the pictures of a group are hidden."""

    @property
    def can_explain(self) -> bool:
        """Whether the networks can show their evidence, as far as is known."""
        return self.networks is not None and self.networks.can_explain

    @property
    def has_resting(self) -> bool:
        """Whether the chosen face's resting face is taken out of its reading."""
        return self.face_id in self._resting

    # What the user does.

    def use_settings(self, settings: Settings) -> None:
        """Analyse as the settings say, now and whenever they change."""
        self._settings = settings
        settings.changed.connect(self.on_setting_changed)
        self._update_options()

    @Slot(str)
    def on_setting_changed(self, key: str) -> None:
        """Go on with what the user has chosen."""
        if key == PRIOR.key:
            # What was measured at rest was measured with the former one.
            self._resting.clear()
            self.measurement = None
            self.changed.emit()
        if key in {setting.key for setting in _HEEDED}:
            self._update_options()

    def set_hiding(self, hiding: bool) -> None:
        """Look for new faces in every picture while faces are hidden in a recording, or no more."""
        self._is_hiding = hiding
        self._update_options()

    @Slot(int, str)
    def give_name(self, face_id: int, name: str) -> None:
        """Call a face by a name, or by none."""
        if self.names.give(face_id, name):
            self.changed.emit()

    @Slot(bool)
    def set_explaining(self, explaining: bool) -> None:
        """Ask the networks for their evidence on the chosen face, or no more."""
        self.is_explaining = explaining and self.can_explain
        self._update_options()
        self.changed.emit()

    @Slot()
    def switch_resting(self) -> None:
        """Measure the chosen face at rest; while that is under way stop it, and afterwards forget what came of it."""
        if self.measurement is not None:
            self.measurement = None
        elif self.has_resting and self.face_id is not None:
            del self._resting[self.face_id]
            self._update_options()
        elif self.is_in_view and self.face_id is not None:
            self.measurement = RestMeasurement(self.face_id)
        self.was_lost = self.was_restless = False
        self.changed.emit()

    @Slot()
    def tell_apart(self) -> None:
        """Say that the chosen face was taken for another person: it becomes a face of its own."""
        if self.is_in_view and self.face_id is not None:
            self._mistaken |= {self.face_id}
            self._update_options()

    # What comes in.

    def meet(self, networks: Networks) -> None:
        """Learn who votes."""
        self.networks = networks
        self.changed.emit()

    def choose(self, face: FaceResult | None) -> None:
        """Turn to another face; without one the last is kept in mind."""
        face_id = self.face_id if face is None else face.face_id
        is_same = (face_id, face is not None) == (self.face_id, self.is_in_view)
        self.is_in_view = face is not None
        if is_same:
            return
        if face_id != self.face_id:
            self.face_id = face_id
            self.was_lost = self.was_restless = False
            self._update_options()
            self.minute_changed.emit()
        self.changed.emit()

    def note(self, analysis: Analysis) -> None:
        """Take in the faces of an analysed frame, unless a group is read."""
        if self.is_group:
            return
        faces, time_s = analysis.result.faces, analysis.captured_at
        self._measure(faces, time_s)
        if self.history.note(faces, time_s=time_s):
            self.minute_changed.emit()

    def forget_source(self) -> None:
        """Start over: the faces of another source are others."""
        self.history.clear()
        self.measurement = self.face_id = None
        self.is_in_view = self.was_lost = self.was_restless = False
        self._resting.clear()
        self._mistaken = frozenset()
        self._update_options()
        self.source_forgotten.emit()
        self.minute_changed.emit()
        self.changed.emit()

    def _measure(self, faces: tuple[FaceResult, ...], time_s: float) -> None:
        measurement = self.measurement
        if measurement is None:
            return
        before_s = round(measurement.remaining_s)
        measurement.note(faces, time_s=time_s)
        has_moved_on = self.face_id != measurement.face_id and measurement.face_id in {face.face_id for face in faces}
        if measurement.is_lost or has_moved_on:
            self.was_lost = not has_moved_on
            self.measurement = None
        elif measurement.remaining_s == 0 and measurement.is_restless:
            self.was_restless, self.measurement = True, None
        elif measurement.remaining_s == 0:
            self._resting[measurement.face_id] = measurement.resting()
            self.measurement = None
            self._update_options()
        elif round(measurement.remaining_s) == before_s:
            return
        self.changed.emit()

    def _update_options(self) -> None:
        options = self.options
        if self._settings is not None:
            options = AnalysisOptions(
                smoothing_s=self._settings.get(SMOOTHING_S),
                strictness=strictness_of(self._settings),
                prior=self._settings.get(PRIOR) / 100,
                detector=detector_named(self._settings.get(DETECTOR)),
                analyses_per_s=float(self._settings.get(ANALYSES_PER_S)),
            )
        explained_id = self.face_id if self.is_explaining else None
        self.options = replace(
            options,
            explained_id=explained_id,
            resting=dict(self._resting),
            mistaken=self._mistaken,
            searches_everywhere=self._is_hiding,
        )
        self._set_options(self.options)

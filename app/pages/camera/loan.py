"""Borrowing the camera from the live page."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot

from app.services.phase import Phase
from fer_core.sources import AUTO, DEMO, Frame, is_camera


class Lender(Protocol):
    """The part of the live page's view model that lends its camera."""

    @property
    def spec(self) -> str:
        """What is open, as ``open_source`` names it."""
        ...

    @property
    def phase(self) -> Phase:
        """Where the source is in its life."""
        ...

    @property
    def state_changed(self) -> SignalInstance:
        """Said when either has changed."""
        ...

    @property
    def frame(self) -> Frame | None:
        """The newest picture of what is open."""
        ...

    @property
    def frame_changed(self) -> SignalInstance:
        """Said when there is another."""
        ...

    def open_source(self, spec: str) -> None:
        """Leave the present source for another."""
        ...


class CameraLoan(QObject):
    """Lets the live page play the demo while its camera is needed elsewhere."""

    granted = Signal()
    """No camera is in use by the live page."""

    def __init__(self, live: Lender, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._live = live
        self._spec = ""
        self._is_asked = False
        live.state_changed.connect(self.on_live_changed)

    def ask(self) -> bool:
        """Ask for the camera; ``granted`` follows, perhaps at once. Return whether the live page had one."""
        self._is_asked = True
        spec = self._live.spec
        if is_camera(spec) or spec == AUTO:
            self._spec = spec
            self._live.open_source(DEMO)
        else:
            self._grant()
        return bool(self._spec)

    def give_back(self) -> None:
        """Let the live page go on with its camera, unless the user has chosen something else for it."""
        self._is_asked = False
        spec, self._spec = self._spec, ""
        if spec and self._live.spec == DEMO:
            self._live.open_source(spec)

    @Slot()
    def on_live_changed(self) -> None:
        """Notice that something else plays: the live page opens a source only after the one before has been closed."""
        spec = self._live.spec
        needs_camera = is_camera(spec) or spec == AUTO
        if self._is_asked and not needs_camera and self._live.phase not in (Phase.OPENING, Phase.LOST):
            self._grant()

    def _grant(self) -> None:
        self._is_asked = False
        self.granted.emit()

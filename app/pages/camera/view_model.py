"""What the camera page shows, without a widget."""

import threading
import time
from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from typing import Protocol

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import QObject, Qt, Signal, Slot, qVersion

from app import __version__
from app.look.words import sentence_of_failure
from app.pages.camera.explain import Explanation, Level, explain
from app.pages.camera.loan import CameraLoan, Lender
from app.services.threads import Background
from fer_core.camera_check.findings import Findings, Step
from fer_core.sources import Camera, Frame, camera_spec

_STOP_S = 5.0


class Stage(Enum):
    """How far the check is."""

    READY = auto()
    REFUSED = auto()
    WAITING = auto()
    RUNNING = auto()
    STOPPING = auto()
    DONE = auto()


class Examine(Protocol):
    """Examines the cameras as ``fer_core.camera_check.examine.examine`` does."""

    def __call__(self, *, stop: threading.Event, on_step: Callable[[Step], None]) -> Findings:
        """Return what was found."""
        ...


def examine_cameras(*, stop: threading.Event, on_step: Callable[[Step], None]) -> Findings:
    """Examine this computer's cameras."""
    # The window should not wait for what only a check needs.
    from fer_core.camera_check.examine import examine  # noqa: PLC0415

    return examine(stop=stop, on_step=on_step)


class CameraViewModel(QObject):
    """Runs the check in a thread, with the camera that the live page lends, unless ``is_recording`` it."""

    changed = Signal()
    frame_changed = Signal()
    """``frame_of`` one of the cameras may be another."""
    _stepped = Signal(Step)

    def __init__(
        self,
        live: Lender,
        *,
        examine: Examine = examine_cameras,
        is_recording: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__()
        self._is_recording = is_recording
        self._examine = examine
        self._live = live
        live.frame_changed.connect(self.frame_changed)
        self._loan = CameraLoan(live, self)
        self._loan.granted.connect(self.on_granted)
        self._stepped.connect(self.on_step, Qt.ConnectionType.QueuedConnection)
        self._stop = threading.Event()
        self._background = Background(_STOP_S, self)
        self._started_at = 0.0
        self.stage = Stage.READY
        self.has_borrowed = False
        self.step: Step | None = None
        self.findings: Findings | None = None
        self.explanations: tuple[Explanation, ...] = ()
        self.report = ""

    @property
    def is_busy(self) -> bool:
        """Whether a check is under way."""
        return self.stage in (Stage.WAITING, Stage.RUNNING, Stage.STOPPING)

    def frame_of(self, camera: Camera) -> Frame | None:
        """Return what a camera sees now, if the live page plays it."""
        return self._live.frame if self._live.spec == camera_spec(camera.index) else None

    @property
    def seconds_left(self) -> float | None:
        """About how long the check will still take, in seconds; None as long as nobody knows."""
        if self.step is None or not self.step.done:
            return None
        elapsed_s = time.monotonic() - self._started_at
        return elapsed_s / self.step.done * (self.step.total - self.step.done)

    @Slot()
    def start(self) -> None:
        """Begin a check, unless one is under way or would cut a recording short."""
        if self.is_busy:
            return
        if self._is_recording():
            self.stage = Stage.REFUSED
            self.changed.emit()
            return
        self.stage, self.step, self.findings, self.explanations, self.report = Stage.WAITING, None, None, (), ""
        self._stop = threading.Event()
        self.has_borrowed = self._loan.ask()
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """End the check soon; what was found is kept."""
        if self.stage is Stage.WAITING:
            self._end(Stage.READY)
        elif self.stage is Stage.RUNNING:
            self._stop.set()
            self.stage = Stage.STOPPING
            self.changed.emit()

    def close(self) -> None:
        """End the check at once, and wait for its thread; the live page keeps its demo."""
        self.stage = Stage.READY
        self._stop.set()
        self._background.close()

    @Slot()
    def on_granted(self) -> None:
        """Examine, now that the camera is free."""
        if self.stage is not Stage.WAITING:
            return
        self.stage = Stage.RUNNING
        self._started_at = time.monotonic()
        self._background.start("camera-check", partial(self._run, self._stop), self._take_findings)
        self.changed.emit()

    @Slot(Step)
    def on_step(self, step: Step) -> None:
        """Show the attempt that begins."""
        if not self.is_busy:
            return
        self.step = step
        self.changed.emit()

    def _take_findings(self, found: tuple[Findings | None, str]) -> None:
        findings, text = found
        self.findings = findings
        if findings is None:
            self.explanations = (Explanation(Level.PROBLEM, text),)
        else:
            self.explanations = explain(findings)
            self.report = text
        self._end(Stage.DONE)

    def _end(self, stage: Stage) -> None:
        self._loan.give_back()
        self.stage, self.step, self.has_borrowed = stage, None, False
        self.changed.emit()

    def _run(self, stop: threading.Event) -> tuple[Findings | None, str]:
        """Return the findings and their report; where there are none, why."""
        try:
            findings = self._examine(stop=stop, on_step=self._stepped.emit)
            return findings, _report(findings)
        except Exception as error:
            text = self.tr("The check failed unexpectedly ({error}). Start it again.")
            return None, sentence_of_failure(error, text)


def _report(findings: Findings) -> str:
    # ONNX Runtime, whose version it tells, is slow to import.
    from fer_core.camera_check.report import report_text, versions  # noqa: PLC0415

    programs = {"Emolens": __version__, **versions(), "Qt": f"{qVersion()} (PySide {pyside_version})"}
    return report_text(findings, programs)

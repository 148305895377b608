"""The analysis thread's work: load the models, then read the faces of the newest frame, again and again."""

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_of_failure
from app.pages.live.messages import Analysis, Inbox, Networks, Shot
from app.services.analyzer import Analyzer
from app.services.mailbox import Doorbell, Mailbox
from app.services.pacing import Gate
from fer_core.faces.options import AnalysisOptions

_STILL_S: Final = 0.5
"""A picture that is not followed by another for so long, in seconds, stays on the screen: its faces are wanted."""


class AnalysisWorker:
    """Turns shots from ``jobs`` into analyses in ``inbox`` until ``jobs`` is closed.

    ``options`` may be replaced in any thread, and counts from the next shot on.
    """

    def __init__(self, *, load: Callable[[], Analyzer], jobs: Mailbox[Shot], inbox: Inbox, doorbell: Doorbell) -> None:
        self._load = load
        self._jobs = jobs
        self._inbox = inbox
        self._doorbell = doorbell
        self.options = AnalysisOptions()
        self._gate = Gate()
        self._stream_id = -1
        self._count = 0

    def run(self) -> None:
        """Load the models and analyse; a failure is reported once and ends the work."""
        try:
            analyzer = self._load()
            self._inbox.networks.put(Networks(tuple(analyzer.member_names), analyzer.can_explain))
            self._doorbell.ring()
            for shot in self._wanted_shots():
                self.analyze(analyzer, shot)
        except Exception as error:
            text = QCoreApplication.translate(
                "Live", "The analysis stopped unexpectedly ({error}). Start Emolens again to go on."
            )
            self._report(sentence_of_failure(error, text))

    def analyze(self, analyzer: Analyzer, shot: Shot) -> None:
        """Analyse one shot; the first of another stream starts with no known faces."""
        if shot.stream_id != self._stream_id:
            analyzer.reset()
            self._stream_id = shot.stream_id
        analyzer.options = self.options
        frame = shot.frame
        result = analyzer.analyze(frame.image_bgr, time_s=frame.time_s)
        self._count += 1
        height, width = frame.image_bgr.shape[:2]
        analysis = Analysis(shot.stream_id, self._count, frame.captured_at, (width, height), result)
        self._inbox.analyses.put(analysis)
        self._inbox.tap.analysis(analysis)
        self._doorbell.ring()

    def _wanted_shots(self) -> Iterator[Shot]:
        """Yield no more shots a second than the options say, and the last before a pause or the end in any case."""
        passed_over: Shot | None = None
        while True:
            shot = self._jobs.take(timeout_s=None if passed_over is None else _STILL_S)
            if self._jobs.is_closed:
                return
            if shot is None:
                shot, passed_over = passed_over, None
            elif self._gate.admits(shot.frame.captured_at, per_s=self.options.analyses_per_s):
                passed_over = None
            else:
                shot, passed_over = None, shot
            if shot is not None:
                yield shot

    def _report(self, problem: str) -> None:
        self._inbox.problems.put(problem)
        self._doorbell.ring()

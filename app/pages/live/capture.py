"""The capture thread's work: open a source, play it, come back to it when it is lost."""

import dataclasses
import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.look.words import sentence_for, sentence_of_failure
from app.pages.live.messages import CaptureState, Inbox, Shot
from app.services.mailbox import Doorbell, Mailbox
from app.services.opening import OpenedSource, demo_instead, open_spec
from app.services.pacing import Pacer
from app.services.phase import Phase
from fer_core.errors import EmolensError, SourceError
from fer_core.sources import AUTO, DEMO, Frame, FrameSource, is_camera

RETRY_S: Final = 2.0
"""Seconds between two attempts to reach a lost camera or stream."""

log = logging.getLogger(__name__)


class CaptureWorker:
    """Reads one source and leaves every frame for the analysis (``jobs``) and for the window (``inbox``).

    ``was_live`` tells a camera or stream that has worked before, so that failing to open it is no reason to give up;
    ``retry_s`` is the time between two attempts in seconds.
    """

    def __init__(
        self,
        stream_id: int,
        spec: str,
        *,
        jobs: Mailbox[Shot],
        inbox: Inbox,
        doorbell: Doorbell,
        opener: Callable[[str], OpenedSource] = open_spec,
        was_live: bool = False,
        retry_s: float = RETRY_S,
    ) -> None:
        self._state = CaptureState(stream_id, Phase.OPENING, spec, is_live=was_live)
        self._falls_back = spec == AUTO
        self._jobs = jobs
        self._inbox = inbox
        self._doorbell = doorbell
        self._opener = opener
        self._retry_s = retry_s
        self._stopped = threading.Event()
        self._resumed = threading.Event()
        self._resumed.set()
        self._count = 0

    def stop(self) -> None:
        """Make ``run`` return as soon as the read that it is in comes back."""
        self._stopped.set()
        self._resumed.set()

    def set_paused(self, paused: bool) -> None:
        """Hold a recording where it is, or drop the frames of a camera."""
        if paused and not self._stopped.is_set():
            self._resumed.clear()
        else:
            self._resumed.set()

    def run(self) -> None:
        """Play the source until it ends, fails for good or ``stop`` is called."""
        try:
            while not self._stopped.is_set() and self._attempt():
                self._stopped.wait(self._retry_s)
        except Exception as error:
            text = QCoreApplication.translate("Live", "Reading {source} failed unexpectedly ({error}).")
            self._report(Phase.FAILED, message=sentence_of_failure(error, text, source=self._state.spec))

    def _attempt(self) -> bool:
        """Open and play once; tell whether to try again later."""
        try:
            opened = self._opener(self._state.spec)
            self._state = dataclasses.replace(
                self._state,
                spec=opened.spec,
                name=opened.source.name,
                is_live=opened.source.is_live,
                fps=opened.source.fps,
                notice=sentence_for(opened.notice) if opened.notice else self._state.notice,
            )
            with opened.source:
                self._play(opened.source)
        except EmolensError as error:
            return self._take_failure(error)
        return False

    def _take_failure(self, error: EmolensError) -> bool:
        log.info("%s", error)
        if self._falls_back and self._state.spec != DEMO:
            self._falls_back = False
            self._state = dataclasses.replace(self._state, spec=DEMO, notice=sentence_for(demo_instead(error)))
            return self._attempt()
        # A camera may be busy or not plugged in yet; any other source that never opened is a mistake in its address.
        comes_back = isinstance(error, SourceError) and (self._state.is_live or is_camera(self._state.spec))
        self._report(Phase.LOST if comes_back else Phase.FAILED, message=sentence_for(error))
        return comes_back

    def _play(self, source: FrameSource) -> None:
        pacer = Pacer(wait=self._stopped.wait)
        delivered = False
        while not self._stopped.is_set():
            if not source.is_live and not self._resumed.is_set():
                self._resumed.wait()
                pacer.restart()
                continue
            frame = source.read()
            if frame is None:
                if not delivered:
                    raise SourceError("None of the pictures in {source} can be read.", source=source.name)
                self._report(Phase.ENDED)
                return
            if not source.is_live:
                pacer.hold(frame.time_s)
                # A recording is captured, as far as the viewer can tell, when the frame is due.
                frame = dataclasses.replace(frame, captured_at=time.perf_counter())
            if not delivered:
                delivered = True
                self._falls_back = False
                self._report(Phase.PLAYING)
            self._deliver(frame)

    def _deliver(self, frame: Frame) -> None:
        # A recording is held before its next frame is read, so that none is lost.
        is_dropped = self._state.is_live and not self._resumed.is_set()
        if self._stopped.is_set() or is_dropped:
            return
        self._count += 1
        shot = Shot(self._state.stream_id, self._count, frame)
        self._inbox.shots.put(shot)
        self._jobs.put(shot)
        self._inbox.tap.shot(shot)
        self._doorbell.ring()

    def _report(self, phase: Phase, *, message: str = "") -> None:
        self._state = dataclasses.replace(self._state, phase=phase, message=message)
        if not self._stopped.is_set():
            self._inbox.states.put(self._state)
            self._doorbell.ring()

"""Sending what a run without a window sees to other programs, and hearing what they ask for."""

import secrets
import threading
import time
from concurrent.futures import Future
from types import TracebackType
from typing import Self

from app import __version__
from fer_core.output.admission import overlay_address, stream_address
from fer_core.output.commands import Command, Refused
from fer_core.output.hub import OutputHub
from fer_core.output.reading import Mark, Reading
from fer_core.output.sinks.base import OutputOptions
from fer_core.recording.edits import MOST_EDITS, Marker
from fer_core.results import FrameResult
from fer_core.sources.base import Frame
from fer_core.terminal.streams import tell


class Serving:
    """A WebSocket beside a run, from ``with`` to its end; raises OutputError at its start where there is none."""

    def __init__(self, port: int) -> None:
        self._hub = OutputHub()
        self._options = OutputOptions(
            port, secrets.token_urlsafe(16), osc_port=0, do=self._do, program=f"Emolens {__version__}"
        )
        self._lock = threading.Lock()
        self._markers: list[Marker] = []
        self._newest: tuple[float, float] | None = None
        self.is_stopped = False
        """Whether a program has asked for the end."""

    def __enter__(self) -> Self:
        """Listen, and tell the addresses."""
        self._hub.start("websocket", self._options)
        port, token = self._options.port, self._options.token
        tell(f"For programs: {stream_address(port, token)}\nOverlay: {overlay_address(port, token)}")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Hang up."""
        self._hub.close()

    @property
    def markers(self) -> tuple[Marker, ...]:
        """The markers that were set, in seconds from the first picture."""
        return tuple(self._markers)

    def take(self, frame: Frame, result: FrameResult, *, elapsed_s: float) -> None:
        """Send the faces of a picture, taken so many seconds after the first."""
        height, width = frame.image_bgr.shape[:2]
        self._newest = time.perf_counter(), elapsed_s
        self._hub.offer(Reading(frame.index, frame.captured_at, (width, height), result.faces, result.latency_ms))

    def _do(self, command: Command) -> "Future[None]":
        answer: Future[None] = Future()
        try:
            self._carry_out(command)
        except Refused as refusal:
            answer.set_exception(refusal)
        else:
            answer.set_result(None)
        return answer

    def _carry_out(self, command: Command) -> None:
        if command.action == "stop":
            self.is_stopped = True
        elif command.action == "marker":
            self._mark(command)
        else:
            raise Refused("A run without a window records from its beginning to its end, and is not paused.")

    def _mark(self, command: Command) -> None:
        if self._newest is None:
            raise Refused("There is no picture yet.")
        taken_at, elapsed_s = self._newest
        with self._lock:
            if len(self._markers) >= MOST_EDITS:
                raise Refused(f"A run has at most {MOST_EDITS} markers.")
            marker = Marker(
                round(elapsed_s + command.asked_at - taken_at, 3), command.name or str(len(self._markers) + 1)
            )
            self._markers.append(marker)
        self._hub.mark(Mark(marker.name, command.asked_at))

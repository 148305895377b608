"""Rates and delays over the last moments."""

from collections import deque
from collections.abc import Callable

import numpy as np

from app.pages.live.wording import status_line

_WINDOW_S = 2.0
_LATENCIES = 150


class RateMeter:
    """How fast a running count grows, over the last two seconds."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()

    def add(self, count: int, *, at_s: float) -> None:
        """Note that the count stood at ``count`` at a moment of the clock."""
        if self._marks and count < self._marks[-1][1]:
            self._marks.clear()
        self._marks.append((at_s, count))
        self._forget(at_s)

    def rate(self, *, at_s: float) -> float:
        """Return the growth per second, 0 where the count has stood still."""
        self._forget(at_s)
        if len(self._marks) < 2:
            return 0.0
        (first_s, first), (last_s, last) = self._marks[0], self._marks[-1]
        return (last - first) / (last_s - first_s) if last_s > first_s else 0.0

    def clear(self) -> None:
        """Start over."""
        self._marks.clear()

    def _forget(self, now_s: float) -> None:
        while self._marks and now_s - self._marks[0][0] > _WINDOW_S:
            self._marks.popleft()


class LatencyMeter:
    """Quantiles of the last 150 delays."""

    def __init__(self) -> None:
        self._latencies_ms: deque[float] = deque(maxlen=_LATENCIES)

    def add(self, latency_ms: float) -> None:
        """Note one delay in milliseconds."""
        self._latencies_ms.append(latency_ms)

    def quantile_ms(self, q: float) -> float | None:
        """Return the delay that the share ``q`` (0 to 1) stays below, or None before the first."""
        return float(np.quantile(self._latencies_ms, q)) if self._latencies_ms else None

    def clear(self) -> None:
        """Start over."""
        self._latencies_ms.clear()


class Performance:
    """How the live page keeps up: frames captured and analysed a second, and the delay to the screen.

    ``is_playing`` tells whether the source goes on: what is painted while it rests may have been captured long before.
    """

    def __init__(self, clock: Callable[[], float], is_playing: Callable[[], bool]) -> None:
        self._clock = clock
        self._is_playing = is_playing
        self._capture = RateMeter()
        self._analysis = RateMeter()
        self._latency = LatencyMeter()

    def note_capture(self, count: int) -> None:
        """Note how many frames the source has delivered."""
        self._capture.add(count, at_s=self._clock())

    def note_analysis(self, count: int) -> None:
        """Note how many frames have been analysed."""
        self._analysis.add(count, at_s=self._clock())

    def note_paint(self, captured_at: float) -> None:
        """Note that the frame captured at a moment of the clock is on the screen."""
        if self._is_playing():
            self._latency.add((self._clock() - captured_at) * 1000)

    @property
    def capture_fps(self) -> float:
        """Frames a second from the source."""
        return self._capture.rate(at_s=self._clock())

    @property
    def analysis_fps(self) -> float:
        """Frames a second analysed."""
        return self._analysis.rate(at_s=self._clock())

    @property
    def latency_ms(self) -> float | None:
        """Median time from a frame's capture to the screen, None before the first."""
        return self._latency.quantile_ms(0.5)

    def status(self, *, from_camera: bool) -> str:
        """Put all three into one line, which calls the source a camera where it is one."""
        return status_line(
            from_camera=from_camera,
            source_fps=self.capture_fps,
            analysis_fps=self.analysis_fps,
            latency_ms=self.latency_ms,
        )

    def forget_source(self) -> None:
        """Start over with what depends on the source."""
        self._capture.clear()
        self._latency.clear()

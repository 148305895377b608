"""Noticing that a camera has fallen silent although its driver reports no error."""

from typing import Final

from app.live.capture import RETRY_S

STALL_S: Final = 2.0
"""A camera that has been silent for so many seconds counts as lost."""


class Watchdog:
    """Tells silence from delivery, and when to try again; all times in seconds of one clock."""

    def __init__(self) -> None:
        self.is_stalled = False
        self._heard_at = 0.0
        self._retried_at = 0.0

    def hear(self, now_s: float) -> bool:
        """Note that the source is alive; tell whether it was thought lost."""
        was_stalled, self.is_stalled = self.is_stalled, False
        self._heard_at = now_s
        return was_stalled

    def notices_silence(self, now_s: float) -> bool:
        """Tell, once, that the source has been silent for too long."""
        if self.is_stalled or now_s - self._heard_at <= STALL_S:
            return False
        self.is_stalled = True
        self._retried_at = now_s
        return True

    def wants_retry(self, now_s: float) -> bool:
        """Tell, every two seconds of a silence, that it is time to open the source again."""
        if not self.is_stalled or now_s - self._retried_at < RETRY_S:
            return False
        self._retried_at = now_s
        return True

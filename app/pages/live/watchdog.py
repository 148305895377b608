"""Noticing that a camera has fallen silent although its driver reports no error."""


class Watchdog:
    """Tells silence from delivery, and when to try again; all times in seconds of one clock.

    More than ``stall_s`` without a sign of life are a silence, during which it is time to try every ``retry_s``.
    """

    def __init__(self, *, stall_s: float = 2.0, retry_s: float = 2.0) -> None:
        self._stall_s = stall_s
        self._retry_s = retry_s
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
        if self.is_stalled or now_s - self._heard_at <= self._stall_s:
            return False
        self.is_stalled = True
        self._retried_at = now_s
        return True

    def wants_retry(self, now_s: float) -> bool:
        """Tell, again and again during a silence, that it is time to open the source again."""
        if not self.is_stalled or now_s - self._retried_at < self._retry_s:
            return False
        self._retried_at = now_s
        return True

"""Opening a recording that is no longer being made."""

from pathlib import Path

from fer_core.errors import DataError
from fer_core.recording.reader import QUIET_S, Session, open_session
from fer_core.recording.writer import is_running


def open_finished(folder: Path) -> Session:
    """Read a recording; raises DataError where that is impossible, or where pictures may still come to it."""
    session = open_session(folder)
    if not session.is_growing:
        return session
    if is_running(folder):
        raise DataError("This recording is still running. Stop it first.")
    raise DataError(
        "Perhaps this recording is still running in another Emolens: stop it there, or try again in {seconds} seconds.",
        seconds=round(QUIET_S),
    )

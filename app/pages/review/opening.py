"""Opening a recording that is no longer being made."""

from pathlib import Path

from fer_core.errors import DataError
from fer_core.recording.reader import QUIET_S, Recording, open_recording
from fer_core.recording.writer import is_running


def open_finished(folder: Path) -> Recording:
    """Read a recording; raises DataError where that is impossible, or where pictures may still come to it."""
    recording = open_recording(folder)
    if not recording.is_growing:
        return recording
    if is_running(folder):
        raise DataError("This recording is still running. Stop it first.")
    raise DataError(
        "Perhaps this recording is still running in another Emolens: stop it there, or try again in {seconds} seconds.",
        seconds=round(QUIET_S),
    )

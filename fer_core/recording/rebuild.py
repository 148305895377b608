"""What is known about a recording whose ``session.json`` is lost, told from its video and its table."""

import math
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Final

from fer_core.recording.face_table import FaceTable
from fer_core.recording.info import FRAMES_CSV, GROUP_CSV, VIDEO_MP4, RecordingInfo
from fer_core.recording.recorded_video import RecordedVideo

_ROUNDING_S: Final = 1e-4
"""Times in the table have four decimals."""
_USUAL_FPS: Final = 30.0


def rebuild_info(folder: Path, table: FaceTable, video: RecordedVideo | None) -> RecordingInfo:
    """Return what can be told of a recording, which is called like its folder; its edits and models are lost."""
    return RecordingInfo(
        source=folder.name,
        started_at=started_at(folder),
        size_wh=(0, 0) if video is None else video.track.size_wh,
        fps=_rate_of(table) or _usual_rate_of(video),
        version="",
    )


def started_at(folder: Path) -> str:
    """Return about when a recording was made, in ISO 8601, by when its files were written."""
    times = []
    for name in (FRAMES_CSV, VIDEO_MP4, GROUP_CSV):
        try:
            times.append((folder / name).stat().st_mtime)
        except OSError:
            continue
    try:
        return datetime.fromtimestamp(min(times, default=0.0)).astimezone().isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""


def _rate_of(table: FaceTable) -> float | None:
    """Return the simplest rate at which all times in the table have the numbers that they have there."""
    low, high = Fraction(0), Fraction(1000)
    for number, time_s in zip(table.frames.tolist(), table.times_s.tolist(), strict=True):
        if time_s > 1:
            low = max(low, Fraction((number - 0.5) / (time_s + _ROUNDING_S)))
            high = min(high, Fraction((number + 0.5) / (time_s - _ROUNDING_S)))
    if not 0 < low < high:
        return None
    return next(
        (rate for digits in range(4) if low <= (rate := round(float((low + high) / 2), digits)) <= high),
        float((low + high) / 2),
    )


def _usual_rate_of(video: RecordedVideo | None) -> float:
    """Return the rate at which most pictures of a video follow each other."""
    if video is None or len(video.ticks) < 2:
        return _USUAL_FPS
    ticks = sorted((video.ticks[1:] - video.ticks[:-1]).tolist())[len(video.ticks) // 2 - 1]
    rate = video.track.timescale / max(ticks, 1)
    return min(rate, 1000.0) if math.isfinite(rate) else _USUAL_FPS

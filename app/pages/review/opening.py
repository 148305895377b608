"""Opening what is reviewed: a recording, or a video, which becomes one.

A video is analysed once, and the results are kept as a recording without a video of its own.
"""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app import __version__
from app.pages.review.tasks import Progress
from app.services.analyzer import Analyzer
from app.services.models import hashes_of
from fer_core.errors import DataError, SourceError, reason_of
from fer_core.faces.options import AnalysisOptions
from fer_core.recording.info import RecordingInfo, write_info
from fer_core.recording.lock import RecordingLock
from fer_core.recording.moments import write_moments
from fer_core.recording.reader import Recording, list_recordings, open_recording
from fer_core.recording.writer import FaceTableWriter, new_recording_folder
from fer_core.sources import FrameSource, open_source

_BYTES, _CHANGED, _READER, _MISSING = "video/bytes", "video/changed", "video/reader", "video/missing"
_READER_NOW = "PyAV"
"""Other readers number a video's pictures otherwise: what they found does not belong to the pictures of this one."""


def open_finished(folder: Path) -> Recording:
    """Read a recording; raises DataError where that is impossible, or where pictures may still come to it."""
    recording = open_recording(folder)
    if recording.is_growing:
        raise still_running()
    return recording


def still_running() -> DataError:
    """Return what to say of a recording to which pictures may still come."""
    return DataError("This recording is still running. Stop it first.")


def analyse_video(
    path: Path,
    recordings: Path,
    progress: Progress,
    *,
    models: Path,
    options: AnalysisOptions,
    kept: dict[str, str | int | float | bool],
    load: Callable[[], Analyzer],
) -> Recording:
    """Return what the analysis of a video found, now or earlier; raises SourceError, ModelError, DataError, Cancelled.

    ``load`` loads the networks in the folder ``models``, which read the faces with ``options``, which the recording
    keeps as ``kept``. Earlier results are those in the folder ``recordings`` of a video with this path, size and time
    of change, by the same networks with the same options.
    """
    path = path.absolute()
    try:
        status = path.stat()
    except OSError as error:
        raise SourceError("The video {path} cannot be opened: {reason}.", path=path, reason=reason_of(error)) from error
    identity: dict[str, str | int | float | bool] = {
        _BYTES: status.st_size,
        _CHANGED: round(status.st_mtime, 3),
        _READER: _READER_NOW,
        **kept,
    }
    hashes = hashes_of(models)
    if (earlier := _find(path, recordings, identity, hashes)) is not None:
        return open_recording(earlier)
    with open_source(os.fspath(path)) as source:
        analyzer = load()
        analyzer.options = options
        return _analyse(source, path, recordings, progress, analyzer=analyzer, hashes=hashes, identity=identity)


def _find(
    path: Path, recordings: Path, identity: dict[str, str | int | float | bool], hashes: dict[str, str]
) -> Path | None:
    for folder, info in list_recordings(recordings):
        is_same_video = info.video == str(path) and identity.items() <= dict(info.settings).items()
        if is_same_video and info.is_finished and info.models == hashes:
            return folder
    return None


def _analyse(
    source: FrameSource,
    path: Path,
    recordings: Path,
    progress: Progress,
    *,
    analyzer: Analyzer,
    hashes: dict[str, str],
    identity: dict[str, str | int | float | bool],
) -> Recording:
    analyzer.reset()
    folder = new_recording_folder(recordings, path.stem)
    try:
        # Until it is whole, it is neither opened nor removed.
        with RecordingLock(folder):
            times_s, size_wh = _read_faces(source, folder, progress, analyzer=analyzer)
            info = RecordingInfo(
                source=path.name,
                started_at=datetime.now().astimezone().isoformat(timespec="seconds"),
                size_wh=size_wh,
                fps=_average_rate(times_s, source.fps),
                version=__version__,
                models=hashes,
                settings=identity | {_MISSING: source.frames_missing},
                video=str(path),
                frames=len(times_s),
                is_finished=True,
            )
            write_moments(folder, times_s)
            write_info(folder, info)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return open_recording(folder)


def _read_faces(
    source: FrameSource, folder: Path, progress: Progress, *, analyzer: Analyzer
) -> tuple[list[float], tuple[int, int]]:
    """Write the faces of all pictures to the table; return the pictures' times in seconds, and their size."""
    times_s: list[float] = []
    size_wh = 0, 0
    with FaceTableWriter(folder) as rows:
        while (frame := source.read()) is not None:
            progress.advance(len(times_s), source.frame_count)
            result = analyzer.analyze(frame.image_bgr, time_s=frame.time_s)
            rows.write(frame.index, frame.time_s, result.faces)
            size_wh = frame.image_bgr.shape[1], frame.image_bgr.shape[0]
            times_s.append(frame.time_s)
    return times_s, size_wh


def _average_rate(times_s: list[float], nominal: float) -> float:
    """Return how many pictures a second a video has on average."""
    if len(times_s) < 2:
        return nominal
    return min((len(times_s) - 1) / (times_s[-1] - times_s[0]), 1000.0)

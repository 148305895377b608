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
from app.services.analyzer import Analyzer, load_models, shipped_models
from fer_core.errors import DataError, SourceError, reason_of
from fer_core.recording.info import RecordingInfo, write_info
from fer_core.recording.reader import Recording, list_recordings, open_recording
from fer_core.recording.writer import FaceTableWriter, new_recording_folder
from fer_core.sources import FrameSource, open_source

_BYTES, _CHANGED = "video/bytes", "video/changed"


def open_finished(folder: Path) -> Recording:
    """Read a recording; raises DataError where that is impossible, or where pictures may still come to it."""
    recording = open_recording(folder)
    if recording.is_growing:
        raise DataError("This recording is still running. Stop it first.")
    return recording


def analyse_video(
    path: Path, recordings: Path, progress: Progress, *, load: Callable[[], Analyzer] = load_models
) -> Recording:
    """Return what the analysis of a video found, now or earlier; raises SourceError, ModelError, DataError, Cancelled.

    Earlier results are those in the folder ``recordings`` of a video with this path, size and time of change, by the
    models that Emolens has now.
    """
    path = path.absolute()
    try:
        status = path.stat()
    except OSError as error:
        raise SourceError("The video {path} cannot be opened: {reason}.", path=path, reason=reason_of(error)) from error
    identity: dict[str, str | int | float | bool] = {_BYTES: status.st_size, _CHANGED: round(status.st_mtime, 3)}
    if (earlier := _find(path, recordings, identity)) is not None:
        return open_recording(earlier)
    with open_source(os.fspath(path)) as source:
        return _analyse(source, path, recordings, progress, load=load, identity=identity)


def _find(path: Path, recordings: Path, identity: dict[str, str | int | float | bool]) -> Path | None:
    models = shipped_models()
    for folder, info in list_recordings(recordings):
        is_same_video = info.video == str(path) and identity.items() <= dict(info.settings).items()
        if is_same_video and info.is_finished and info.models == models:
            return folder
    return None


def _analyse(
    source: FrameSource,
    path: Path,
    recordings: Path,
    progress: Progress,
    *,
    load: Callable[[], Analyzer],
    identity: dict[str, str | int | float | bool],
) -> Recording:
    analyzer = load()
    analyzer.reset()
    folder = new_recording_folder(recordings, path.stem)
    try:
        rows = FaceTableWriter(folder)
        frames, size_wh = 0, (0, 0)
        with rows:
            while (frame := source.read()) is not None:
                progress.advance(frames, source.frame_count)
                result = analyzer.analyze(frame.image_bgr, time_s=frame.time_s)
                rows.write(frame.index, frame.time_s, result.faces)
                size_wh = frame.image_bgr.shape[1], frame.image_bgr.shape[0]
                frames += 1
        info = RecordingInfo(
            source=path.name,
            started_at=datetime.now().astimezone().isoformat(timespec="seconds"),
            size_wh=size_wh,
            fps=source.fps,
            version=__version__,
            models=shipped_models(),
            settings=identity,
            video=str(path),
            frames=frames,
            is_finished=True,
        )
        write_info(folder, info)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return open_recording(folder)

"""Emolens without a window: a source is analysed into a table, an annotated video and a summary."""

import json
import math
import time
from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal, Protocol

import numpy as np

from app import __version__
from app.serving import Serving
from fer_core.captions import percent
from fer_core.draw import annotate
from fer_core.emotions import LABELS
from fer_core.errors import DataError, SourceError
from fer_core.faces.pipeline import FacePipeline
from fer_core.networks.manifest import Manifest
from fer_core.predict.videos import shortfall
from fer_core.recording.edits import Marker
from fer_core.results import FrameResult
from fer_core.rows.affect_columns import fitted, with_affect
from fer_core.rows.columns import FRAME_KINDS, Kind, face_columns
from fer_core.rows.row_file import RowFile
from fer_core.rows.video_file import VideoFile
from fer_core.rows.writing import make_folder, partial_path, write_whole
from fer_core.sources.base import Frame, FrameSource
from fer_core.terminal.progress import progress
from fer_core.terminal.streams import counted

FRAMES_CSV = "frames.csv"
ANNOTATED_MP4 = "annotated.mp4"
SUMMARY_JSON = "summary.json"

KINDS: Final[dict[str, Kind]] = {**FRAME_KINDS, "latency_ms": float}
"""Columns of ``frames.csv``: one row per face; a frame without a face has none and is counted in the summary."""

Ending = Literal["finished", "frames missing", "interrupted", "source stopped"]


@dataclass(frozen=True, slots=True)
class Latency:
    """How long the analysis of a frame took, in milliseconds."""

    mean: float
    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class HeadlessSummary:
    """What a run did, as ``summary.json`` holds it.

    ``media_seconds`` is the length of the analysed part of the source, ``wall_seconds`` the time that it took;
    ``label_shares`` are shares of all faces, 0 to 1, uncertain ones counted as such; ``message`` says why a source
    stopped, or that not all of its frames could be read, of which ``frames_missing`` are damaged or missing; ``prior``
    is how much of the training images' shares of the emotions was taken out, None where the models do not tell these;
    ``training`` and ``figures`` are what the models' manifest tells about them; ``markers`` are what other programs set
    (``--serve``).
    """

    source: str
    ended: Ending
    message: str | None
    frames: int
    faces: int
    frames_without_faces: int
    frames_missing: int
    media_seconds: float
    wall_seconds: float
    fps: float
    latency_ms: Latency | None
    label_shares: dict[str, float]
    models: tuple[str, ...]
    prior: float | None
    training: dict[str, Any]
    figures: dict[str, Any]
    markers: tuple[Marker, ...]
    version: str
    started_at: str

    @property
    def exit_code(self) -> int:
        """What a command line should exit with: 0, 130 after Ctrl-C, 1 when the source stopped or gave no frame."""
        if self.ended == "interrupted":
            return 130
        return 1 if self.ended == "source stopped" or not self.frames else 0

    def text(self) -> str:
        """Return the run in one or two lines for people."""
        shares = ", ".join(f"{label} {percent(share)}" for label, share in self.label_shares.items() if share)
        line = (
            f"{self.source}: {counted(self.frames, 'frame')} in {self.wall_seconds:.1f} s ({self.fps:.1f} a second), "
            f"{counted(self.faces, 'face')}, {counted(self.frames_without_faces, 'frame')} without a face"
        )
        return "\n".join(part for part in (f"{line}; {shares}" if shares else line, self.message) if part)


class Sink(Protocol):
    """Takes what the analysis of a source yields; ``frames`` counts the frames so far."""

    frames: int

    def record(self, frame: Frame, result: FrameResult, *, elapsed_s: float) -> None:
        """Take one analysed frame, ``elapsed_s`` seconds after the start."""
        ...


class _Recorder:
    """Writes what the analysis yields and keeps the totals; latencies take eight bytes a frame."""

    def __init__(self, source: FrameSource, rows: RowFile, kinds: dict[str, Kind], video: VideoFile) -> None:
        self.frames = 0
        self.frames_without_faces = 0
        self.media_seconds = 0.0
        self.labels: Counter[str] = Counter()
        self._latencies_ms = array("d")
        self._source = source
        self._rows = rows
        self._kinds = kinds
        self._video = video

    def record(self, frame: Frame, result: FrameResult, *, elapsed_s: float) -> None:
        """Write one analysed frame, ``elapsed_s`` seconds after the start."""
        for face in result.faces:
            row = {
                "frame": frame.index,
                "time_s": round(frame.time_s, 4),
                "face_id": face.face_id,
                **face_columns(face),
                "latency_ms": round(result.latency_ms, 3),
            }
            self._rows.write(fitted(row, self._kinds))
        self._video.write(annotate(frame.image_bgr, result.faces), time_s=elapsed_s)
        self.frames += 1
        self.frames_without_faces += not result.faces
        self.media_seconds = elapsed_s + 1 / self._source.fps
        self.labels.update(face.label for face in result.faces)
        self._latencies_ms.append(result.latency_ms)

    def latency(self) -> Latency | None:
        """Return the latency of the frames so far, None without any."""
        if not self._latencies_ms:
            return None
        values = np.asarray(self._latencies_ms)
        mean, median, p95 = values.mean(), np.median(values), np.percentile(values, 95)
        return Latency(*(round(float(value), 3) for value in (mean, median, p95)))


def run_headless(
    source: FrameSource,
    pipeline: FacePipeline,
    *,
    out_dir: Path,
    seconds: float | None,
    valence: bool = False,
    serving: Serving | None = None,
) -> HeadlessSummary:
    """Analyse ``source`` and leave ``frames.csv``, ``annotated.mp4`` and ``summary.json`` in ``out_dir``.

    Every frame of a recording is analysed, up to ``seconds`` of its own time; a live source is followed for
    ``seconds`` of the clock; None means to the end, or until Ctrl-C. Ctrl-C, a source that stops, and a program that
    asks ``serving`` for it end the run early with all three files finished. Without a single frame there is no video.
    With ``valence`` the table has valence and arousal. Raises DataError where the folder holds earlier results or a
    file cannot be written, ValueError unless ``seconds`` is above 0.
    """
    if seconds is not None and not seconds > 0:
        raise ValueError(f"expected seconds above 0, got {seconds}")
    claim(out_dir, (FRAMES_CSV, ANNOTATED_MP4, SUMMARY_JSON))
    pipeline.reset()
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    started = time.perf_counter()
    kinds = with_affect(KINDS) if valence else KINDS
    with RowFile(out_dir / FRAMES_CSV, kinds) as rows, VideoFile(out_dir / ANNOTATED_MP4, fps=source.fps) as video:
        recorder = _Recorder(source, rows, kinds, video)
        ended, message = follow(source, pipeline, seconds, recorder, serving)
    summary = _summarise(
        recorder,
        source=source.name,
        ended=ended,
        message=message,
        frames_missing=source.frames_missing if ended == "frames missing" else 0,
        started_at=started_at,
        wall_seconds=time.perf_counter() - started,
        manifest=pipeline.ensemble.manifest,
        prior=pipeline.options.prior,
        markers=() if serving is None else serving.markers,
    )
    text = json.dumps(asdict(summary), indent=2, ensure_ascii=False) + "\n"
    # Names of files may hold bytes that are no text.
    write_whole(out_dir / SUMMARY_JSON, text.encode(errors="backslashreplace"))
    return summary


def follow(
    source: FrameSource,
    pipeline: FacePipeline,
    seconds: float | None,
    recorder: Sink,
    serving: Serving | None = None,
) -> tuple[Ending, str | None]:
    """Analyse frame after frame until the end, and say what the end was."""
    started = time.perf_counter()
    first_time_s: float | None = None
    is_at_end = True
    try:
        with progress(total=_expected_frames(source, seconds), unit=" frames") as bar:
            while frame := source.read():
                first_time_s = frame.time_s if first_time_s is None else first_time_s
                elapsed_s = time.perf_counter() - started if source.is_live else frame.time_s - first_time_s
                if (seconds is not None and elapsed_s >= seconds) or (serving is not None and serving.is_stopped):
                    is_at_end = False
                    break
                result = pipeline.analyze(frame.image_bgr, time_s=frame.time_s)
                if serving is not None:
                    serving.take(frame, result, elapsed_s=elapsed_s)
                recorder.record(frame, result, elapsed_s=elapsed_s)
                bar.update()
    except KeyboardInterrupt:
        return "interrupted", "Interrupted; what was analysed until then is kept."
    except SourceError as error:
        return "source stopped", str(error)
    if (problem := shortfall(recorder.frames, source.frames_missing if is_at_end else 0)) is not None:
        return "frames missing", f"{problem}."
    return "finished", None if recorder.frames else "The source gave no frame."


def _summarise(
    recorder: _Recorder,
    *,
    source: str,
    ended: Ending,
    message: str | None,
    frames_missing: int,
    started_at: str,
    wall_seconds: float,
    manifest: Manifest,
    prior: float,
    markers: tuple[Marker, ...],
) -> HeadlessSummary:
    faces = recorder.labels.total()
    return HeadlessSummary(
        source=source,
        ended=ended,
        message=message,
        frames=recorder.frames,
        faces=faces,
        frames_without_faces=recorder.frames_without_faces,
        frames_missing=frames_missing,
        media_seconds=round(recorder.media_seconds, 3),
        wall_seconds=round(wall_seconds, 3),
        fps=round(recorder.frames / wall_seconds, 2),
        latency_ms=recorder.latency(),
        label_shares={label: round(recorder.labels[label] / max(1, faces), 4) for label in LABELS},
        models=tuple(member.name for member in manifest.members),
        prior=None if manifest.shares is None else prior,
        training=manifest.training,
        figures=manifest.figures,
        markers=markers,
        version=__version__,
        started_at=started_at,
    )


def _expected_frames(source: FrameSource, seconds: float | None) -> int | None:
    wanted = None if seconds is None else math.ceil(seconds * source.fps)
    known = [count for count in (wanted, source.frame_count) if count is not None]
    return min(known, default=None)


def claim(out_dir: Path, names: Sequence[str]) -> None:
    """Make a folder for results of these names; raises DataError where it holds such already."""
    for name in names:
        for path in (out_dir / name, partial_path(out_dir / name)):
            if path.exists():
                raise DataError(
                    "{folder} holds earlier results ({name}). Choose another folder with --out.",
                    folder=out_dir,
                    name=path.name,
                )
    make_folder(out_dir)

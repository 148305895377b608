"""A group without a window: a source becomes a table of what its faces show together, and a summary; no pictures."""

import json
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.headless import SUMMARY_JSON, Ending, claim, follow
from fer_core.faces.pipeline import FacePipeline
from fer_core.group import GroupInterval, GroupMeter
from fer_core.recording.info import GROUP_CSV
from fer_core.results import FrameResult
from fer_core.rows.group_columns import group_columns, group_kinds
from fer_core.rows.row_file import RowFile
from fer_core.rows.writing import write_whole
from fer_core.sources.base import Frame, FrameSource
from fer_core.terminal.streams import counted


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """What a run did, as ``summary.json`` holds it; nothing in it is about fewer faces than ``least``.

    ``intervals`` are the rows of the table, each ``interval_s`` seconds, ``intervals_shown`` those with enough faces.
    The rest is as in ``HeadlessSummary``.
    """

    source: str
    ended: Ending
    message: str | None
    frames: int
    intervals: int
    intervals_shown: int
    least: int
    interval_s: float
    media_seconds: float
    wall_seconds: float
    models: tuple[str, ...]
    prior: float | None
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
        line = (
            f"{self.source}: {counted(self.frames, 'frame')} in {self.wall_seconds:.1f} s, "
            f"{counted(self.intervals, 'interval')} of {self.interval_s:g} s, "
            f"{self.intervals_shown} with at least {self.least} faces"
        )
        return "\n".join(part for part in (line, self.message) if part)


class _GroupRecorder:
    """Writes a row per interval."""

    def __init__(self, source: FrameSource, rows: RowFile, meter: GroupMeter, *, valence: bool) -> None:
        self.frames = self.shown = 0
        self.media_seconds = 0.0
        self._source = source
        self._rows = rows
        self._meter = meter
        self._valence = valence

    def record(self, frame: Frame, result: FrameResult, *, elapsed_s: float) -> None:
        """Take one analysed frame, ``elapsed_s`` seconds after the start."""
        del frame  # of the picture itself nothing is kept
        self._write(self._meter.note(result.faces, time_s=elapsed_s))
        self.frames += 1
        self.media_seconds = elapsed_s + 1 / self._source.fps

    def finish(self) -> None:
        """Write what there is of the last interval."""
        self._write(self._meter.finish())

    def _write(self, ended: GroupInterval | None) -> None:
        if ended is not None:
            self._rows.write(group_columns(ended, least=self._meter.least, valence=self._valence))
            self.shown += ended.reading is not None


def run_group(
    source: FrameSource,
    pipeline: FacePipeline,
    meter: GroupMeter,
    *,
    out_dir: Path,
    seconds: float | None,
    valence: bool = False,
) -> GroupSummary:
    """Analyse ``source`` and leave ``group.csv`` and ``summary.json`` in ``out_dir``: numbers only.

    How far it goes, how it ends and what it raises are as in ``run_headless``.
    """
    claim(out_dir, (GROUP_CSV, SUMMARY_JSON))
    pipeline.reset()
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    started = time.perf_counter()
    with RowFile(out_dir / GROUP_CSV, group_kinds(valence=valence)) as rows:
        recorder = _GroupRecorder(source, rows, meter, valence=valence)
        ended, message = follow(source, pipeline, seconds, recorder)
        recorder.finish()
    manifest = pipeline.ensemble.manifest
    summary = GroupSummary(
        source=source.name,
        ended=ended,
        message=message,
        frames=recorder.frames,
        intervals=rows.rows,
        intervals_shown=recorder.shown,
        least=meter.least,
        interval_s=meter.interval_s,
        media_seconds=round(recorder.media_seconds, 3),
        wall_seconds=round(time.perf_counter() - started, 3),
        models=tuple(member.name for member in manifest.members),
        prior=None if manifest.shares is None else pipeline.options.prior,
        version=__version__,
        started_at=started_at,
    )
    text = json.dumps(asdict(summary), indent=2, ensure_ascii=False) + "\n"
    # Names of files may hold bytes that are no text.
    write_whole(out_dir / SUMMARY_JSON, text.encode(errors="backslashreplace"))
    return summary

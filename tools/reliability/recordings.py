"""Recordings that are killed at random moments, and damaged ones: what is lost, and does opening change anything?

``python -m tools.reliability.recordings --kills 50 --mutations 400`` prints the figures as JSON.
"""

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fer_core.recording.reader import open_recording
from tools.reliability.recording_child import FPS
from tools.reliability.recording_damage import KINDS, Outcome, mutate, open_in_a_child

_LONGEST_START_S = 60.0


@dataclass(frozen=True, slots=True)
class Killed:
    """What was left of a killed recording: the seconds lost of its video and of its table, and what was wrong."""

    waited_s: float
    lost_video_s: float
    lost_table_s: float
    is_decoded: bool
    is_unchanged: bool
    problems: tuple[str, ...]


def kill_one(folder: Path, wait_s: float) -> Killed | None:
    """Record into a folder, kill the process after so many seconds, and open what is left; None without a picture.

    The seconds count from the moment at which the video's file has been begun.
    """
    command = [sys.executable, "-m", "tools.reliability.recording_child", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    _wait_for_video(folder)
    time.sleep(wait_s)
    process.kill()
    times_s = [float(line) for line in (first + process.stdout.read()).split("\n") if line.strip()]
    process.wait()
    made = list(folder.iterdir()) if folder.exists() else []
    if not made:
        return None
    before = _contents(made[0])
    recording = open_recording(made[0])
    span_s = times_s[-1] - times_s[0] + 1 / FPS
    table_s = float(recording.table.times_s[-1]) + 1 / FPS if len(recording.table) else 0.0
    is_decoded = not recording.info.frames
    if recording.info.frames:
        with recording.open_pictures() as pictures:
            is_decoded = all(pictures.read(number) is not None for number in range(recording.info.frames))
    return Killed(
        wait_s,
        span_s - recording.info.duration_s,
        span_s - table_s,
        is_decoded,
        _contents(made[0]) == before,
        tuple(str(problem) for problem in recording.problems),
    )


def kill_recordings(folder: Path, count: int, *, longest_s: float, seed: int = 0) -> list[Killed]:
    """Kill so many recordings, each at a random moment up to ``longest_s`` seconds after its first picture."""
    waits_s = [random.Random(seed + number).uniform(0, longest_s) for number in range(count)]
    found = [kill_one(folder / str(number), wait_s) for number, wait_s in enumerate(waits_s)]
    return [killed for killed in found if killed is not None]


def damage_recordings(folder: Path, count: int, *, recorded_s: float = 8.0, seed: int = 0) -> list[Outcome]:
    """Damage copies of a recording, one file of each, and open them in processes of their own."""
    kill_one(folder / "source", recorded_s)
    source = next((folder / "source").iterdir())
    rng = random.Random(seed)
    outcomes = []
    for number in range(count):
        name = rng.choice(("session.json", "frames.csv", "video.mp4"))
        copy = folder / f"{number} {Path(name).stem}"
        mutate(source, copy, name, rng.choice(KINDS), rng)
        outcomes.append(open_in_a_child(copy))
    return outcomes


def _wait_for_video(folder: Path) -> None:
    deadline = time.monotonic() + _LONGEST_START_S
    while not any(video.stat().st_size for video in folder.glob("*/video.mp4")) and time.monotonic() < deadline:
        time.sleep(0.005)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _figures_of_kills(killed: list[Killed]) -> dict[str, Any]:
    video_s, table_s = [one.lost_video_s for one in killed], [one.lost_table_s for one in killed]
    return {
        "opened": len(killed),
        "lost_video_s": {"max": round(max(video_s), 3), "median": round(statistics.median(video_s), 3)},
        "lost_table_s": {"max": round(max(table_s), 3), "median": round(statistics.median(table_s), 3)},
        "lost_more_than_a_second": sum(one > 1 for one in video_s + table_s),
        "not_decoded": sum(not one.is_decoded for one in killed),
        "changed_by_opening": sum(not one.is_unchanged for one in killed),
        "with_problems": sum(bool(one.problems) for one in killed),
    }


def _figures_of_damage(outcomes: list[Outcome]) -> dict[str, Any]:
    words = [outcome.word for outcome in outcomes]
    return {
        **{word: words.count(word) for word in sorted(set(words))},
        "changed_by_opening": sum(outcome.is_changed for outcome in outcomes),
        "slowest_s": round(max(outcome.seconds for outcome in outcomes), 2),
        "peak_mb": max(outcome.peak_mb for outcome in outcomes),
        "worst": [asdict(outcome) for outcome in outcomes if outcome.word not in ("read", "told", "refused")][:10],
    }


def main() -> int:
    """Run what is asked for and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--mutations", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    figures: dict[str, Any] = {"seed": options.seed}
    with tempfile.TemporaryDirectory() as folder:
        if options.kills:
            killed = kill_recordings(Path(folder) / "kills", options.kills, longest_s=8.0, seed=options.seed)
            figures["kills"] = {"killed": options.kills, **_figures_of_kills(killed)}
        if options.mutations:
            outcomes = damage_recordings(Path(folder) / "damage", options.mutations, seed=options.seed)
            figures["mutations"] = {"opened": options.mutations, **_figures_of_damage(outcomes)}
    figures["own_peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(figures, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())

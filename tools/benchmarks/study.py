"""``python -m tools.benchmarks.study [--recordings 1000]``: time and memory of a study's tables.

Makes a study whose recordings have ``--minutes`` minutes of two faces each, fifteen analysed pictures a second, and
runs ``emolens-study tables`` for ten of them and for all. Prints as its last line JSON: seconds and peak resident
memory in MB of both.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from fer_core.emotions import EMOTIONS
from fer_core.recording.info import RecordingInfo, write_info
from fer_core.recording.writer import FaceTableWriter
from fer_core.results import FaceResult
from fer_core.study.model import Study, StudyRecording
from fer_core.study.study_file import make_study

_FPS = 30.0
_STIMULI = 4


def make_recording(folder: Path, *, minutes: float) -> None:
    """Make a recording of two faces without a video."""
    folder.mkdir()
    frames = round(minutes * 60 * _FPS)
    write_info(folder, RecordingInfo("made", "2026-01-01T00:00:00+00:00", (640, 480), _FPS, "0", frames=frames))
    rng = np.random.default_rng(0)
    with FaceTableWriter(folder) as table:
        for number in range(0, frames, 2):
            votes = rng.dirichlet(np.ones(len(EMOTIONS)), size=2).astype(np.float32)
            faces = [
                FaceResult(face, (10 + 200 * face, 10, 90, 90), votes[face], 1.0, is_uncertain=False)
                for face in range(2)
            ]
            table.write(number, number / _FPS, faces)


def make(folder: Path, pattern: Path, count: int) -> None:
    """Make a study of so many copies of a recording."""
    recordings = []
    for number in range(count):
        shutil.copytree(pattern, folder / "recordings" / f"{number:05}")
        who, what = f"{number // _STIMULI:04}", f"film{number % _STIMULI}"
        recordings.append(StudyRecording(who, what, f"recordings/{number:05}"))
    make_study(folder, Study("made").with_recordings(recordings))


def measure(folder: Path, out: Path) -> tuple[float, float]:
    """Return seconds and peak memory in MB of writing the tables."""
    code = (
        "import resource, sys; from fer_core.study.command import main; code = main(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
    )
    began = time.perf_counter()
    command = [sys.executable, "-c", code, "tables", str(folder), "--out", str(out)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return time.perf_counter() - began, int(done.stdout.split()[-1]) / unit


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the tables of a study.")
    parser.add_argument("--recordings", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=1.0)
    arguments = parser.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        make_recording(base / "pattern", minutes=arguments.minutes)
        for count in (10, arguments.recordings):
            make(base / str(count), base / "pattern", count)
            seconds, megabytes = measure(base / str(count), base / f"out{count}")
            found[str(count)] = {"seconds": round(seconds, 1), "peak_mb": round(megabytes, 1)}
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())

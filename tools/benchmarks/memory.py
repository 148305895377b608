"""``python -m tools.benchmarks.memory [--seconds 600]``: whether memory grows while Emolens runs.

The real command reads the demo without a window, as fast as it can, for ``--seconds`` of the demo's own time, and its
resident memory is noted every second. Prints as its last line JSON: ``rss_after_1min_mb``, the first note after 60
seconds of the demo had been analysed; ``rss_end_mb``, the last note before the end; and ``growth``, their ratio.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from app.headless import COLUMNS, FRAMES_CSV
from fer_core.rows.writing import partial_path

_SETTLED_AFTER_S = 60.0
_EVERY_S = 1.0
_TELL_EVERY = 15


def media_seconds(table: Path) -> float:
    """Return the time of the newest whole row of a growing ``frames.csv``; 0 before the first."""
    try:
        with table.open("rb") as file:
            file.seek(max(0, table.stat().st_size - 4096))
            rows = file.read().decode().splitlines()[1:-1]
    except FileNotFoundError:
        return 0.0
    return float(rows[-1].split(",")[COLUMNS.index("time_s")]) if rows else 0.0


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Watch the memory of a long run on the demo.")
    parser.add_argument("--seconds", type=float, default=600, help="of the demo's own time (default: 600)")
    seconds = parser.parse_args().seconds
    if seconds <= _SETTLED_AFTER_S + 10:
        parser.error("--seconds must leave something after the first minute")
    notes: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = [sys.executable, "-m", "app", "--headless", "--source", "demo", "--seconds", str(seconds)]
        with subprocess.Popen([*command, "--out", str(out)], stderr=subprocess.DEVNULL) as process:
            try:
                watched = psutil.Process(process.pid)
                while process.poll() is None:
                    time.sleep(_EVERY_S)
                    analysed_s = media_seconds(partial_path(out / FRAMES_CSV))
                    if analysed_s:  # the table has its final name, and the work is done, at the end
                        notes.append((analysed_s, watched.memory_info().rss / 2**20))
                        if len(notes) % _TELL_EVERY == 1:
                            print(f"{analysed_s:6.0f} s analysed, {notes[-1][1]:6.1f} MB", flush=True)
            finally:
                process.terminate()
    settled = [megabytes for analysed_s, megabytes in notes if analysed_s >= _SETTLED_AFTER_S]
    if process.returncode != 0 or not settled:
        print(f"the run failed with status {process.returncode}; see `emolens --headless --source demo`")
        return 1
    print(json.dumps({
        "rss_after_1min_mb": round(settled[0], 1), "rss_end_mb": round(settled[-1], 1),
        "growth": round(settled[-1] / settled[0], 4),
    }))  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tools.reliability.mutations [--films 200] [--pictures 1000]``: reading what is damaged by chance.

Films and pictures of many kinds are damaged and read by processes of their own, twenty files each. Prints as its last
line JSON, for ``films`` and ``pictures``: ``files``; ``read``, those of which a picture came; ``refused``, those that
were answered with a sentence; ``crashes``, processes that ended otherwise; ``over_20_s``, files that took longer;
``slowest_s``; and ``peak_mb``, the most memory that a process had. Linux only, for the memory.
"""

import argparse
import json
import queue
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Final

from tools.reliability.samples import mutated, write_films, write_pictures

_BATCH: Final = 20
_LONGEST_S: Final = 20.0
_SEED: Final = 11


def read_batch(files: list[Path]) -> dict[str, float]:
    """Read files in a process of their own and count what came of them."""
    counts = {
        "files": len(files),
        "read": 0,
        "refused": 0,
        "crashes": 0,
        "over_20_s": 0,
        "slowest_s": 0.0,
        "peak_mb": 0,
    }
    waiting = list(files)
    while waiting:
        reader = _Reader(waiting)
        while (report := reader.next_report()) is not None:
            counts[report["outcome"]] += 1
            counts["slowest_s"] = max(counts["slowest_s"], report["seconds"])
            counts["peak_mb"] = max(counts["peak_mb"], report["peak_mb"])
            waiting.pop(0)
        if waiting:
            # The first that is not reported kept the process for too long, or ended it.
            counts["over_20_s" if reader.was_killed else "crashes"] += 1
            print(f"{waiting.pop(0).name}: {'too long' if reader.was_killed else 'crash'}", file=sys.stderr)
    return counts


class _Reader:
    """A process that reads files and reports on each in a line."""

    def __init__(self, files: list[Path]) -> None:
        command = [sys.executable, "-m", "tools.reliability.reader", *map(str, files)]
        self.was_killed = False
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def next_report(self) -> dict | None:
        """Return what became of the next file, None where nothing is said of it."""
        try:
            line = self._lines.get(timeout=_LONGEST_S)
        except queue.Empty:
            self.was_killed = True
            self._process.kill()
            line = ""
        if not line:
            self._process.wait()
            return None
        return json.loads(line)

    def _listen(self) -> None:
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put("")


def measure(kind: str, count: int, folder: Path) -> dict[str, float]:
    """Damage and read ``count`` files of a kind, ``films`` or ``pictures``."""
    wholes = write_films(folder) if kind == "films" else write_pictures(folder)
    total: dict[str, float] = {}
    batch: list[Path] = []
    for number, copy in enumerate(mutated(wholes, count, folder, seed=_SEED), start=1):
        batch.append(copy)
        if len(batch) == _BATCH or number == count:
            for name, value in read_batch(batch).items():
                is_most = name in ("slowest_s", "peak_mb")
                total[name] = max(total.get(name, 0), value) if is_most else total.get(name, 0) + value
            for file in batch:
                file.unlink()
            batch = []
            print(f"\r{kind}: {number} of {count}", end="", file=sys.stderr)
    return total


def main() -> int:
    """Measure and print; 1 where a file crashed or held up its reader, or a process took a gigabyte."""
    parser = argparse.ArgumentParser(description="Read films and pictures that are damaged by chance.")
    parser.add_argument("--films", type=int, default=200)
    parser.add_argument("--pictures", type=int, default=1000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = {
            kind: measure(kind, count, Path(folder))
            for kind, count in (("films", arguments.films), ("pictures", arguments.pictures))
            if count
        }
    print(json.dumps(found))
    return int(any(one["crashes"] or one["over_20_s"] or one["peak_mb"] >= 1000 for one in found.values()))


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tools.reliability.signals``: Ctrl-C at random moments of every command's first seconds.

Prints a line per command. A try is ``whole`` where the command ended by itself with 130, or as it does without being
stopped, with at most one sentence beside its progress bar; ``too early`` where Python itself was still starting,
before the first statement of Emolens; ``bad`` otherwise: a traceback, an abort, or a program that goes on.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from fer_core.resources import asset_path

ROOT: Final = Path(__file__).parents[2]
LONGEST_S: Final = 2.5
_TIMEOUT_S: Final = 60.0
_NORMAL: Final = {"emolens-study": (0, 130), "emolens window": (0, 130), "training.run": (1, 130)}
"""The exit statuses that are right: a study is soon begun, a window closed as by hand, and training finds no data."""

_FIRST: Final = ("__main__.py", "training/run.py", "terminal/early.py")
"""What runs before the first statement that hears of signals, some milliseconds after Python has started."""

Outcome = Literal["whole", "too early", "bad"]


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the commands that are tried, which write into ``folder``."""
    python = [sys.executable, "-m"]
    clip = str(asset_path("demo/demo.mp4"))
    return {
        "emolens-predict": [*python, "fer_core.predict", clip, "--out", str(folder / "faces.csv"), "--restart"],
        "emolens-study": [*python, "fer_core.study", "init", str(folder / "study")],
        "emolens --headless": [*python, "app", "--headless", "--source", "demo", "--out", str(folder / "headless")],
        "emolens window": [*python, "app", "--source", "demo"],
        "training.run": [*python, "training.run", "--data", str(folder / "none"), "--preset", "smoke"],
    }


def interrupt(name: str, command: Sequence[str], after_s: float) -> tuple[Outcome, str]:
    """Start a command, interrupt it after a while, and return what came of it, with what it said."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": home, "XDG_CONFIG_HOME": home}
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        try:
            process.communicate(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        try:
            _, said = process.communicate(timeout=_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return "bad", f"went on for {_TIMEOUT_S:.0f} s"
    return _judge(name, process.returncode, said), f"status {process.returncode}: {said}"


def _judge(name: str, status: int, said: str) -> Outcome:
    sentences = [line for line in said.replace("\r", "\n").splitlines() if line.strip() and not _is_noise(line)]
    inside = [
        line for line in said.splitlines() if f'File "{ROOT}' in line and not any(name in line for name in _FIRST)
    ]
    is_starting = not inside and ("Traceback" in said or status == -signal.SIGINT)
    if status in _NORMAL.get(name, (130,)) and "Traceback" not in said and len(sentences) <= 1:
        return "whole"
    return "too early" if is_starting and status in (1, 130, -signal.SIGINT) else "bad"


def _is_noise(line: str) -> bool:
    """Tell a progress bar, or what TensorFlow writes before it can be told to be quiet, from a sentence."""
    return "/s]" in line or "s/s" in line or line.startswith(("WARNING: All log messages", "I0000", "W0000", "E0000"))


def main() -> None:
    """Try every command, and exit with 1 where a try was bad."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=tuple(commands(Path())), help="one command instead of all")
    options = parser.parse_args()
    moments = random.Random(options.seed)
    # Python's own handler, which shells take away from programs in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    bad = 0
    for name in commands(Path()):
        if options.only not in (None, name):
            continue
        outcomes: Counter[str] = Counter()
        for _ in range(options.tries):
            after_s = moments.uniform(0, LONGEST_S)
            with tempfile.TemporaryDirectory() as folder:
                outcome, said = interrupt(name, commands(Path(folder))[name], after_s)
            outcomes[outcome] += 1
            if outcome != "whole":
                print(f"{name} after {after_s:.3f} s: {outcome}; {said}", flush=True)
        print(f"{name}: {dict(outcomes)}", flush=True)
        bad += outcomes["bad"]
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()

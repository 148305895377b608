"""``emolens-predict`` as a process of its own whose networks take as long as a test wants."""

import subprocess
import sys
import time
from pathlib import Path

from fer_core.predict.unfinished import ENDING

ROOT = Path(__file__).parents[3]

SLOW_COMMAND = """
import sys, time
from fer_core.predict import command as predict
from tests.stand_ins import BrightnessEnsemble
class Slow(BrightnessEnsemble):
    def vote(self, faces):
        time.sleep(float(sys.argv[1]))
        return super().vote(faces)
predict.load_ensemble = lambda _: Slow()
sys.exit(predict.main(sys.argv[2:]))
"""


def start(*arguments: str, delay_s: float = 0.0, **options) -> subprocess.Popen:
    """Start it with ``arguments``; every call of the networks takes ``delay_s`` seconds."""
    return subprocess.Popen(
        [sys.executable, "-c", SLOW_COMMAND, str(delay_s), *arguments],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def wait_for_rows(out: Path, *, files: int = 1) -> None:
    """Wait until so many files are finished in the journal of the table ``out``."""
    journal = out.with_name(out.name + ENDING)
    deadline = time.monotonic() + 60
    while not (journal.exists() and journal.read_bytes().count(b'{"end"') >= files):
        if time.monotonic() > deadline:
            raise TimeoutError(f"{journal} never had {files} files")
        time.sleep(0.02)

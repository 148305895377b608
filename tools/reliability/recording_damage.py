"""Damaging one file of a recording, and opening the recording in a process of its own."""

import json
import multiprocessing
import os
import random
import resource
import shutil
import time
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

KINDS = ("flip", "truncate", "zero", "splice", "numbers", "text")
LIMIT_S = 20.0
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    [
        "app.pages.review.report",
        "app.pages.review.export",
        "fer_core.recording.reader",
        "tools.reliability.recording_child",
    ]
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a damaged recording, in one word, and what was said."""

    name: str
    word: str
    text: str
    seconds: float
    peak_mb: int
    is_changed: bool


def mutate(source: Path, copy: Path, name: str, kind: str, rng: random.Random) -> None:
    """Copy a recording, finished or not, and damage one of its files."""
    shutil.copytree(source, copy)
    info = json.loads((copy / "session.json").read_text())
    (copy / "session.json").write_text(json.dumps({**info, "finished": rng.random() < 0.5, "frames": 200}))
    content = bytearray((copy / name).read_bytes())
    size = len(content)
    place, other = rng.randrange(size), rng.randrange(size)
    if kind == "flip":
        for _ in range(rng.choice([1, 3, 30])):
            content[rng.randrange(size)] ^= 1 << rng.randrange(8)
    elif kind == "truncate":
        del content[place:]
    elif kind == "zero":
        length = min(size - place, rng.choice([1, 100, 4000]))
        content[place : place + length] = bytes(length)
    elif kind == "splice":
        length = rng.choice([4, 50, 500])
        content[place : place + length] = content[other : other + length]
    elif kind == "numbers":
        for _ in range(4):
            at = rng.choice([rng.randrange(min(size, 1500)), max(0, size - 4 - rng.randrange(min(size, 4000)))])
            content[at : at + 4] = rng.choice([b"\xff" * 4, b"\x7f\xff\xff\xff", bytes(4), b"\x00\x10\x00\x00"])
    else:
        content[place:place] = b'",\xff\n\x00"'
    (copy / name).write_bytes(content)


def open_in_a_child(folder: Path) -> Outcome:
    """Open a recording, read pictures of it, write its report and its table, all in a process of its own."""
    before = _media(folder)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = _CONTEXT.Process(target=_open, args=(folder, sender))
    started = time.perf_counter()
    process.start()
    sender.close()
    process.join(LIMIT_S)
    seconds = time.perf_counter() - started
    word, text, peak_mb = "hung", "", 0
    if process.is_alive():
        process.kill()
        process.join()
    elif process.exitcode or not receiver.poll():
        word, text = "crashed", f"exit code {process.exitcode}"
    else:
        word, text, peak_mb = receiver.recv()
    return Outcome(folder.name, word, text, round(seconds, 2), peak_mb, _media(folder) != before)


def _media(folder: Path) -> dict[str, bytes]:
    return {name: path.read_bytes() for name in ("video.mp4", "frames.csv") if (path := folder / name).exists()}


def _open(folder: Path, sender: Connection) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtGui import QGuiApplication

    from app.pages.review.export import export_table
    from app.pages.review.report import write_report
    from app.pages.review.tasks import Progress
    from fer_core.errors import EmolensError
    from fer_core.recording.reader import open_recording

    application = QGuiApplication([])
    try:
        recording = open_recording(folder)
        word, text = ("told", " ".join(map(str, recording.problems))) if recording.problems else ("read", "")
        try:
            with recording.open_pictures() as pictures:
                for number in (0, 5, 2, 10**6, recording.info.frames - 1, -1, *range(60, 120)):
                    pictures.read(number)
        except EmolensError as error:
            text += f" {error}"
        write_report(recording, folder.with_suffix(".report.html"), None, Progress())
        export_table(recording, folder.with_suffix(".table.csv"), None, Progress())
    except EmolensError as error:
        word, text = "refused", str(error)
    except Exception:
        word, text = "uncaught", traceback.format_exc()[-500:]
    sender.send((word, text, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))
    application.quit()

"""Small studies to test with."""

import csv
from pathlib import Path

from fer_core.emotions import EMOTIONS
from fer_core.recording.edits import Edits, Marker
from fer_core.recording.info import FRAMES_CSV, write_info
from fer_core.rows.columns import FRAME_KINDS
from fer_core.study.command import main
from tests.fer_core.recording.recordings import make_info

FPS = 20.0


def make_recording(folder: Path, rows, *, seconds=4.0, markers=(), names=None) -> Path:
    """Make a recording without a video; ``rows`` are times in seconds, faces and labels."""
    folder.mkdir(parents=True)
    edits = Edits(tuple(Marker(time_s, name) for time_s, name in markers), names or {})
    info = make_info(frames=round(seconds * FPS), is_finished=True, fps=FPS, edits=edits)
    write_info(folder, info)
    with (folder / FRAMES_CSV).open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(FRAME_KINDS)
        for time_s, face, label in rows:
            shares = [0.05 + 0.65 * (emotion == label) for emotion in EMOTIONS]
            if label == "uncertain":
                shares = [1 / 7] * 7
            place = (10 * face, 20, 24, 24)
            numbers = [round(share, 6) for share in shares]
            table.writerow((round(time_s * FPS), time_s, face, *place, label, max(numbers), 1, 0.9, 0, *numbers))
    return folder


def steadily(label: str, *, face=1, start_s=0.0, stop_s=4.0, step_s=0.1):
    """Return rows of a face that is called the same all the time."""
    count = round((stop_s - start_s) / step_s)
    return [(round(start_s + step_s * number, 3), face, label) for number in range(count)]


def make_study(folder: Path, recordings) -> Path:
    """Make a study of recordings, given as (participant, stimulus, folder)."""
    assert main(["init", str(folder), "--title", "Trial"]) == 0
    for participant, stimulus, path in recordings:
        assert main(["add", str(folder), str(path), "--participant", participant, "--stimulus", stimulus]) == 0
    return folder


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table in CSV."""
    with path.open(newline="") as file:
        return list(csv.DictReader(file))

import csv
import json
import shutil
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from app.command import main
from app.headless import KINDS, run_headless
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS, LABELS
from fer_core.errors import DataError
from fer_core.faces.pipeline import FacePipeline
from fer_core.networks.manifest import UncertaintyRule
from fer_core.resources import asset_path
from fer_core.sources import open_source
from tests.fer_core.rows.test_row_file import full_disk
from tests.fer_core.rows.videos import noise, times_in
from tests.films import cut_off, write_film
from tests.stand_ins import LOST, BrightnessEnsemble, FixedDetector, ScriptedSource
from tests.systems import posix_only

BOX = (20, 10, 40, 40)
ROOT = Path(__file__).parents[2]


def picture(value: int) -> np.ndarray:
    return np.full((60, 80, 3), value, np.uint8)


def pipeline(*boxes: tuple[int, int, int, int]) -> FacePipeline:
    return FacePipeline(BrightnessEnsemble(), make_detector=lambda _: FixedDetector(*(boxes or (BOX,))))


def read_rows(out_dir: Path) -> list[dict[str, str]]:
    with (out_dir / "frames.csv").open(newline="") as lines:
        return list(csv.DictReader(lines))


def video_frames(out_dir: Path) -> int:
    return len(times_in(out_dir / "annotated.mp4"))


def test_a_damaged_film_says_how_many_of_its_frames_were_read(tmp_path):
    film = write_film(tmp_path / "a.avi", [picture(90)] * 40, codec="mjpeg", pix_fmt="yuvj420p")
    with open_source(str(cut_off(film, 0.5))) as source:
        summary = run_headless(source, pipeline(), out_dir=tmp_path / "out", seconds=None)
    assert 10 < summary.frames < 30
    assert summary.frames + summary.frames_missing == 40
    written = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert written["ended"] == "frames missing"
    assert written["message"] == f"{summary.frames} of 40 frames were read; the rest is damaged or missing."
    assert written["message"] in summary.text()


def test_the_annotated_video_keeps_the_time_of_a_film_without_an_even_pace(tmp_path):
    times_s = [0.0, 0.1, 0.2, 1.2, 2.2, 2.3]
    film = write_film(tmp_path / "phone.mp4", [picture(90)] * 6, times_s=times_s)
    with open_source(str(film)) as source:
        run_headless(source, pipeline(), out_dir=tmp_path / "out", seconds=None)
    assert [float(row["time_s"]) for row in read_rows(tmp_path / "out")] == pytest.approx(times_s)
    assert times_in(tmp_path / "out" / "annotated.mp4") == pytest.approx(times_s, abs=0.001)


def test_every_frame_of_a_recording_is_in_all_three_files(tmp_path):
    pictures = [picture(value) for value in (18, 18, 90, 90, 0, 234) for _ in range(10)]
    out_dir = tmp_path / "new" / "out"
    summary = run_headless(ScriptedSource(pictures), pipeline(), out_dir=out_dir, seconds=None)

    rows = read_rows(out_dir)
    assert tuple(rows[0]) == tuple(KINDS) == (
        "frame", "time_s", "face_id", "x", "y", "w", "h", "label", "confidence", "agreement", "face_confidence",
        "recognised", "angry", "disgust", "fear", "happy", "neutral", "sad", "surprise", "latency_ms",
    )  # fmt: skip
    assert len(rows) == 50
    assert {row["label"] for row in rows} >= {"angry", "fear", "surprise"}
    assert [row["frame"] for row in rows[:3]] == ["0", "1", "2"]
    assert float(rows[30]["time_s"]) == pytest.approx(1.0)
    assert sum(float(rows[0][emotion]) for emotion in EMOTIONS) == pytest.approx(1, abs=1e-4)
    assert video_frames(out_dir) == 60

    written = json.loads((out_dir / "summary.json").read_text())
    assert written["source"] == "Script"
    assert (written["frames"], written["faces"], written["frames_without_faces"]) == (60, 50, 10)
    assert written["media_seconds"] == pytest.approx(2.0)
    assert written["ended"] == "finished"
    assert sum(written["label_shares"].values()) == pytest.approx(1, abs=1e-3)
    assert set(written["latency_ms"]) == {"mean", "median", "p95"}
    assert written["figures"] == {"accuracy": 0.5}
    assert written["prior"] is None, "the models do not tell their training images' shares"
    assert written["fps"] > 0
    assert summary.exit_code == 0
    assert "60 frames" in summary.text()
    assert sorted(path.name for path in out_dir.iterdir()) == ["annotated.mp4", "frames.csv", "summary.json"]


@pytest.mark.parametrize("prior", ["fer2013", "0.5", None])
def test_models_of_ones_own_and_the_prior_are_as_the_command_says(tmp_path, prior):
    models = shutil.copytree(asset_path("models"), tmp_path / "models")
    content = json.loads((models / "manifest.json").read_text())
    content["training"] = {"run": "mine"}
    (models / "manifest.json").write_text(json.dumps(content))
    options = [] if prior is None else ["--prior", prior]
    out = ["--headless", "--source", "demo", "--seconds", "0.2", "--out", str(tmp_path / "out")]
    assert main([*out, "--models", str(models), *options]) == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text())
    assert summary["prior"] == {"fer2013": 0.0, "0.5": 0.5, None: 0.75}[prior]
    assert summary["training"] == {"run": "mine"}


def test_uncertain_faces_are_counted_as_such(tmp_path):
    rule = UncertaintyRule(min_confidence=0.0, min_agreement=0.5)
    dubious = FacePipeline(BrightnessEnsemble(rule=rule, disputed="sad"), make_detector=lambda _: FixedDetector(BOX))
    source = ScriptedSource([picture(value) for value in (90, 198) for _ in range(30)])
    summary = run_headless(source, dubious, out_dir=tmp_path, seconds=None)
    rows = read_rows(tmp_path)
    uncertain = [row for row in rows if row["label"] == "uncertain"]
    assert {row["label"] for row in rows} == {"fear", "uncertain"}
    assert all((float(row["agreement"]) < 0.5) == (row["label"] == "uncertain") for row in rows)
    assert float(uncertain[-1]["sad"]) == float(uncertain[-1]["confidence"]) > 0.6
    shares = json.loads((tmp_path / "summary.json").read_text())["label_shares"]
    assert tuple(shares) == LABELS
    assert shares["uncertain"] == pytest.approx(len(uncertain) / 60, abs=1e-4)
    assert sum(shares.values()) == pytest.approx(1, abs=1e-3)
    assert f"uncertain {percent(len(uncertain) / 60)}" in summary.text()


def test_a_row_for_each_of_several_faces(tmp_path):
    two = pipeline((0, 0, 30, 30), (45, 20, 30, 30))
    run_headless(ScriptedSource([picture(90)] * 3), two, out_dir=tmp_path, seconds=None)
    assert [(row["frame"], row["face_id"]) for row in read_rows(tmp_path)] == [
        ("0", "1"), ("0", "2"), ("1", "1"), ("1", "2"), ("2", "1"), ("2", "2"),
    ]  # fmt: skip


def test_seconds_of_a_recording_are_its_own_time(tmp_path):
    source = ScriptedSource([picture(90)], endless=True)
    summary = run_headless(source, pipeline(), out_dir=tmp_path, seconds=2.0)
    assert summary.frames == video_frames(tmp_path) == 60
    assert summary.wall_seconds < 2.0


def test_seconds_of_a_live_source_are_the_clock_and_the_video_keeps_time(tmp_path):
    source = ScriptedSource([picture(90)], endless=True, is_live=True, delay_s=0.1)
    read, taken_at = source.read, []

    def noted():
        frame = read()
        taken_at.append(frame.captured_at)
        return frame

    source.read = noted
    started = time.perf_counter()
    summary = run_headless(source, pipeline(), out_dir=tmp_path, seconds=1.5)
    assert time.perf_counter() - started > 1.4
    assert 5 <= summary.frames <= 15
    times_s = times_in(tmp_path / "annotated.mp4")
    assert len(times_s) == summary.frames
    assert times_s[-1] == pytest.approx(taken_at[summary.frames - 1] - taken_at[0], abs=0.02)


def test_a_fast_live_source_does_not_stretch_the_video(tmp_path):
    source = ScriptedSource([picture(90)], endless=True, is_live=True, fps=5.0, delay_s=0.01)
    summary = run_headless(source, pipeline(), out_dir=tmp_path, seconds=1.0)
    assert summary.frames > 10
    assert times_in(tmp_path / "annotated.mp4")[-1] < 1.0


@posix_only
def test_a_full_disk_is_told_for_the_file_that_it_stopped_first(tmp_path):
    source = ScriptedSource([noise(number, size_wh=(160, 120)) for number in range(40)], endless=True)
    with full_disk(300_000), pytest.raises(DataError, match=r"annotated.*: File too large. Free some space"):
        run_headless(source, pipeline(), out_dir=tmp_path, seconds=None)
    assert len(times_in(tmp_path / "annotated.partial.mp4")) > 10
    assert not (tmp_path / "annotated.mp4").exists()


def test_ctrl_c_finishes_all_three_files(tmp_path):
    source = ScriptedSource([picture(90)] * 5, end=KeyboardInterrupt())
    summary = run_headless(source, pipeline(), out_dir=tmp_path, seconds=60)
    assert summary.exit_code == 130
    assert len(read_rows(tmp_path)) == video_frames(tmp_path) == 5
    assert json.loads((tmp_path / "summary.json").read_text())["ended"] == "interrupted"


def test_source_that_stops_finishes_all_three_files(tmp_path):
    source = ScriptedSource([picture(90)] * 5, end=LOST, is_live=True)
    summary = run_headless(source, pipeline(), out_dir=tmp_path, seconds=60)
    assert summary.exit_code == 1
    assert summary.message == "The stream has stopped."
    assert "The stream has stopped." in summary.text()
    assert len(read_rows(tmp_path)) == 5
    assert video_frames(tmp_path) >= 1


def test_source_without_frames(tmp_path):
    summary = run_headless(ScriptedSource([]), pipeline(), out_dir=tmp_path, seconds=None)
    assert summary.exit_code == 1
    assert "no frame" in summary.text()
    assert read_rows(tmp_path) == []
    written = json.loads((tmp_path / "summary.json").read_text())
    assert (written["frames"], written["latency_ms"], written["label_shares"]["happy"]) == (0, None, 0)


@pytest.mark.parametrize("name", ["frames.csv", "annotated.mp4", "summary.json", "frames.partial.csv"])
def test_earlier_results_are_never_replaced(tmp_path, name):
    (tmp_path / name).write_text("earlier")
    with pytest.raises(DataError, match="holds earlier results"):
        run_headless(ScriptedSource([picture(90)]), pipeline(), out_dir=tmp_path, seconds=None)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "earlier"


def test_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DataError, match="Cannot make the folder"):
        run_headless(ScriptedSource([picture(90)]), pipeline(), out_dir=tmp_path / "file" / "out", seconds=None)


@pytest.mark.parametrize("seconds", [0, -1.0, float("nan")])
def test_impossible_seconds_are_refused(tmp_path, seconds):
    with pytest.raises(ValueError, match="above 0"):
        run_headless(ScriptedSource([picture(90)]), pipeline(), out_dir=tmp_path, seconds=seconds)


def test_memory_stays_flat(tmp_path):
    source = ScriptedSource([picture(value) for value in range(0, 250, 10)], endless=True)
    sizes = {}
    read = source.read

    def measured():
        frame = read()
        if frame is not None and frame.index in (300, 1500):
            sizes[frame.index] = tracemalloc.get_traced_memory()[0]
        return frame

    source.read = measured
    tracemalloc.start()
    try:
        run_headless(source, pipeline(), out_dir=tmp_path, seconds=55)
    finally:
        tracemalloc.stop()
    assert sizes[1500] - sizes[300] < 100_000


def test_progress_is_shown_on_stderr(tmp_path, capsys):
    run_headless(ScriptedSource([picture(90)] * 30), pipeline(), out_dir=tmp_path, seconds=0.5)
    output = capsys.readouterr()
    assert output.out == ""
    assert "15/15" in output.err


CAMERA_COMMAND = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a background job's children lack
from pathlib import Path
from app.headless import run_headless
from tests.app.test_headless import picture, pipeline
from tests.fer_core.rows.test_row_file import full_disk
from tests.fer_core.rows.videos import noise, times_in
from tests.stand_ins import ScriptedSource
source = ScriptedSource([picture(90)], endless=True, is_live=True, delay_s=0.02)
sys.exit(run_headless(source, pipeline(), out_dir=Path(sys.argv[1]), seconds=60).exit_code)
"""


@posix_only
def test_real_ctrl_c_leaves_files_that_can_be_read(tmp_path):
    out_dir = tmp_path / "out"
    process = subprocess.Popen(
        [sys.executable, "-c", CAMERA_COMMAND, str(out_dir)], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    partial = out_dir / "frames.partial.csv"
    deadline = time.monotonic() + 30
    while not (partial.exists() and len(partial.read_text().splitlines()) > 10) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in errors
    assert len(read_rows(out_dir)) >= 10
    assert video_frames(out_dir) >= 5
    assert json.loads((out_dir / "summary.json").read_text())["ended"] == "interrupted"


def test_no_qt_is_imported():
    code = "import sys, app.headless; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0

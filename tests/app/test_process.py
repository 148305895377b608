"""The command in a process of its own: how it begins, how it is ended, and whom it tells."""

import os
import subprocess
import sys
import time
from pathlib import Path


def test_the_command_in_a_process_of_its_own(tmp_path):
    """The program ends by itself, with no window system, no warning and no abort."""
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "app", "--source", "demo", "--seconds", "2"],
        cwd=Path(__file__).parents[2],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_help_does_not_load_qt_or_the_models():
    code = (
        "import sys, app.command as m\n"
        "try: m.main(['--help'])\n"
        "except SystemExit: pass\n"
        "assert not {'PySide6', 'onnxruntime'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


def test_a_polite_kill_finishes_the_files(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--headless", "--source", "demo", "--out", str(tmp_path / "out")],
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
        text=True,
    )
    partial = tmp_path / "out" / "frames.partial.csv"
    deadline = time.monotonic() + 30
    while not (partial.exists() and len(partial.read_text().splitlines()) > 5) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.terminate()
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130, errors
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"frames.csv", "annotated.mp4", "summary.json"}


def run_in_bash(command_line):
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m app --headless --source demo {command_line}"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_reader_that_goes_away_is_no_traceback(tmp_path):
    done = run_in_bash(f"--seconds 0.2 --out {tmp_path / 'out'} | true")
    assert done.returncode in (0, 141)
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "summary.json").exists()


def test_closed_standard_streams_are_no_failure(tmp_path):
    assert run_in_bash(f"--seconds 0.2 --out {tmp_path / 'out'} <&- >&- 2>&-").returncode == 0
    assert (tmp_path / "out" / "summary.json").exists()

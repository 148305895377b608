"""``emolens-predict`` as a process of its own: Ctrl-C, pipes, standard streams."""

import json
import signal
import subprocess
import sys

import pytest

from tests.fer_core.predict.slow_command import ROOT, SLOW_COMMAND, start, wait_for_rows
from tests.stand_ins import save
from tests.systems import needs_dev_full, posix_only


@posix_only
def test_real_ctrl_c_ends_with_130_and_a_sentence(tmp_path):
    for i in range(300):
        save(tmp_path / "in" / f"{i:03}.png")
    out = tmp_path / "r.jsonl"
    process = start(str(tmp_path / "in"), "--faces", "whole", "--out", str(out), delay_s=0.5)
    wait_for_rows(out)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Interrupted after" in errors
    assert "Traceback" not in errors
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert 0 < len(rows) < 300


@pytest.mark.slow
@posix_only
def test_closed_pipe_ends_quietly(tmp_path):
    for i in range(2000):
        (tmp_path / f"{i:04}.png").touch()
    process = start(str(tmp_path), stdout=subprocess.PIPE)
    assert process.stdout.readline().startswith("path")
    process.stdout.close()
    errors = process.stderr.read()
    assert process.wait(timeout=30) == 141
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


@needs_dev_full
def test_full_standard_output_is_a_sentence(tmp_path):
    with open("/dev/full", "w") as full:
        process = start(str(save(tmp_path / "a.png")), "--faces", "whole", stdout=full)
        _, errors = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "No space left" in errors
    assert "Traceback" not in errors
    assert "Exception ignored" not in errors


@pytest.mark.parametrize("closed", ["sys.stdout", "sys.stderr"])
def test_closed_standard_streams_do_no_harm(tmp_path, closed):
    code = f"import sys; {closed} = None" + SLOW_COMMAND
    command_line = [sys.executable, "-c", code, "0", str(save(tmp_path / "a.png")), "--faces", "whole"]
    command_line += ["--out", str(tmp_path / "t.csv")]
    assert subprocess.run(command_line, cwd=ROOT, check=False, capture_output=True).returncode == 0


def test_the_module_is_the_command(tmp_path):
    (tmp_path / "a.png").touch()
    command_line = [sys.executable, "-m", "fer_core.predict", str(tmp_path)]
    done = subprocess.run(command_line, cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "None of the files can be read" in done.stderr

"""Children that answer, hang, crash and are given up."""

import sys
import threading
import time

import psutil
import pytest

from fer_core.camera_check.child import PROBE_ARGUMENT, Silence, ask, probe_command

HANGS = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); print('{}', flush=True); time.sleep(600)"


def python(code):
    return [sys.executable, "-c", code]


def ask_python(code, *arguments, timeout_s=20.0, stop=None):
    return ask(arguments, timeout_s=timeout_s, stop=stop or threading.Event(), command=python(code))


def test_the_last_line_is_the_answer():
    code = "import json, sys; print('hello from the driver'); print(json.dumps([1, sys.argv[1]]))"
    assert ask_python(code, "question") == [1, "question"]


@pytest.fixture
def patience(monkeypatch):
    """A slow machine may take its time to bury a child."""
    monkeypatch.setattr("fer_core.camera_check.child._DEATH_S", 20.0)


def test_a_child_that_hangs_is_killed_at_its_time(tmp_path, patience):
    earlier = psutil.Process().children()
    assert ask_python(HANGS, str(tmp_path / "pid"), timeout_s=1.0) is Silence.HUNG
    assert set(psutil.Process().children()) <= set(earlier)


def test_a_child_that_hangs_is_killed_when_the_check_is_cancelled(tmp_path, patience):
    stop, pid = threading.Event(), tmp_path / "pid"

    def cancel():
        while not (pid.exists() and pid.read_text()):
            time.sleep(0.01)
        stop.set()

    thread = threading.Thread(target=cancel)
    thread.start()
    assert ask_python(HANGS, str(pid), stop=stop) is Silence.CANCELLED
    thread.join()
    assert not psutil.pid_exists(int(pid.read_text()))


@pytest.mark.parametrize("code", ["import os; os.abort()", "raise SystemExit(1)", "print('no answer')", ""])
def test_a_child_that_crashes_or_talks_nonsense(code):
    assert ask_python(code) is Silence.CRASHED


def test_the_real_child_answers_in_whatever_folder(tmp_path, monkeypatch):
    (tmp_path / "cv2.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    backends = ask(["list"], timeout_s=60.0, stop=threading.Event())
    assert {"number", "name", "cameras"} == set(backends[0])


def test_the_stand_alone_program_is_its_own_child(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert probe_command() == [sys.executable, PROBE_ARGUMENT]

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

from fer_core.errors import DataError
from fer_core.terminal.interrupts import handling_interrupts, raising_interrupts
from tests.systems import posix_only


@posix_only
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_signals_are_handled_and_then_left_as_they_were(number):
    before = signal.getsignal(number)
    told = []
    with handling_interrupts(lambda number, frame: told.append(number)):
        os.kill(os.getpid(), number)
    assert told == [number]
    assert signal.getsignal(number) is before


@posix_only
def test_an_error_leaves_them_as_they_were_too():
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), raising_interrupts():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before


def interrupt_the_garbage_collector():
    def interrupt(phase, details):
        gc.callbacks.remove(interrupt)
        os.kill(os.getpid(), signal.SIGINT)

    with raising_interrupts():
        gc.callbacks.append(interrupt)
        gc.collect()
        time.sleep(30)


@posix_only
def test_an_interrupt_that_falls_into_the_garbage_collector_is_not_lost():
    before = sys.unraisablehook
    with pytest.raises(KeyboardInterrupt):
        interrupt_the_garbage_collector()
    assert sys.unraisablehook is before


@posix_only
@pytest.mark.parametrize("insisting", [False, True])
def test_an_interrupt_while_python_tells_of_an_ignored_error_is_not_lost(monkeypatch, insisting):
    class Broken:
        def __del__(self):
            raise ValueError

    monkeypatch.setattr(sys, "unraisablehook", lambda _: os.kill(os.getpid(), signal.SIGINT))

    def work():
        with raising_interrupts(insisting=insisting):
            Broken()
            gc.collect()
            time.sleep(30)

    with pytest.raises(KeyboardInterrupt):
        work()


@posix_only
def test_an_interrupt_is_not_lost_where_it_comes_again_before_the_garbage_collector_has_told_of_it(monkeypatch):
    class SlowThread(threading.Thread):
        def start(self):
            super().start()
            time.sleep(0.3)

    monkeypatch.setattr(threading, "Thread", SlowThread)
    with pytest.raises(KeyboardInterrupt):
        interrupt_the_garbage_collector()


@posix_only
def test_an_interrupt_that_a_library_swallows_comes_again():
    def work():
        with raising_interrupts(insisting=True):
            for _ in range(2):
                with suppress(KeyboardInterrupt):
                    os.kill(os.getpid(), signal.SIGINT)
            try:
                raise ValueError
            except ValueError:
                time.sleep(30)

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        work()
    assert time.monotonic() - started < 25


def test_an_error_of_a_library_over_an_interrupt_is_the_interrupt():
    def work(error, **options):
        with raising_interrupts(**options):
            try:
                raise KeyboardInterrupt
            except KeyboardInterrupt:
                raise error from None

    with pytest.raises(KeyboardInterrupt):
        work(UnboundLocalError("of a library"), insisting=True)
    with pytest.raises(UnboundLocalError):
        work(UnboundLocalError("where nothing insists"))
    with pytest.raises(DataError):
        work(DataError("what could not be saved"), insisting=True)
    with pytest.raises(ValueError, match="alone"), raising_interrupts(insisting=True):
        raise ValueError("alone")


@posix_only
def test_what_finishes_files_after_an_interrupt_is_left_alone():
    finished = []

    def work():
        with raising_interrupts(insisting=True):
            try:
                os.kill(os.getpid(), signal.SIGINT)
            finally:
                with suppress(FileNotFoundError):
                    Path("nowhere").read_bytes()
                for _ in range(10):
                    time.sleep(0.05)
                finished.append(True)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert finished == [True]


@posix_only
def test_other_errors_that_python_ignores_are_told_as_before(monkeypatch):
    class Broken:
        def __del__(self):
            raise ValueError

    told = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)
    with raising_interrupts():
        Broken()
        gc.collect()
    assert [each.exc_type for each in told] == [ValueError]


def test_other_threads_work_without():
    before = signal.getsignal(signal.SIGTERM)
    seen = []

    def work():
        with raising_interrupts():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [before]


HUNG_UP = """
import os, signal, sys
from fer_core.terminal.early import end_on_interrupts
from fer_core.terminal.interrupts import handling_interrupts
if sys.argv[1] == "nohup":
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
end_on_interrupts("try")
if sys.argv[1] == "handled":
    with handling_interrupts(lambda *_: print("finished the files", flush=True)):
        os.kill(os.getpid(), signal.SIGHUP)
else:
    os.kill(os.getpid(), signal.SIGHUP)
print("goes on")
"""


def hang_up(how: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", HUNG_UP, how]
    return subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)


@posix_only
def test_a_closed_terminal_ends_a_command_as_a_polite_kill_does():
    done = hang_up("early")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "try: stopped.\n")
    assert hang_up("handled").stdout == "finished the files\ngoes on\n"


@posix_only
def test_with_nohup_a_command_outlives_its_terminal():
    done = hang_up("nohup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "goes on\n", "")


@posix_only
@pytest.mark.parametrize("package", ["app", "fer_core.predict"])
def test_the_entry_points_load_nothing_slow_before_they_hear_of_signals(package):
    code = (
        f"import sys, signal, importlib\nbefore = set(sys.modules)\nimportlib.import_module('{package}.__main__')\n"
        "print(*sorted(name for name in set(sys.modules) - before if name.split('.')[0] in sys.argv[1:]))"
    )
    slow = ["numpy", "cv2", "onnxruntime", "PySide6", "tqdm", "argparse", "logging", "av"]
    command = [sys.executable, "-c", code, *slow]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "\n")

import os
import subprocess
import sys
from pathlib import Path

import pytest

from fer_core.errors import DataError
from fer_core.terminal.exit_codes import exit_code_of
from tests.systems import needs_dev_full, posix_only

ROOT = Path(__file__).parents[3]


def raising(error):
    def work():
        raise error

    return work


def test_work_that_ends_well_has_its_own_exit_code_and_no_words(capsys):
    assert exit_code_of(lambda: 3, command="toy", interrupted="stopped.") == 3
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (DataError("{path} is empty.", path="a"), 1, "toy: a is empty."),
        (DataError("No answer from http://me:secret@host/x."), 1, "toy: No answer from http://me:***@host/x."),
        (KeyboardInterrupt(), 130, "toy: stopped."),
    ],
)
def test_every_failure_is_one_sentence_and_an_exit_code(capsys, error, code, words):
    assert exit_code_of(raising(error), command="toy", interrupted="stopped.") == code
    assert capsys.readouterr().err == words + "\n"


def test_an_error_of_the_program_itself_goes_through():
    with pytest.raises(ZeroDivisionError):
        exit_code_of(raising(ZeroDivisionError()), command="toy", interrupted="stopped.")


PRINTING = """
import sys
from fer_core.terminal.exit_codes import exit_code_of
def work():
    print("x" * 100_000)
    return 0
sys.exit(exit_code_of(work, command="toy", interrupted="stopped."))
"""


@posix_only
def test_a_reader_that_has_gone_needs_no_words():
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = run(stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


@needs_dev_full
def test_a_full_disk_behind_standard_output_is_a_sentence():
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = run(stdout=full)
    assert done.returncode == 1
    assert done.stderr == "toy: cannot go on: [Errno 28] No space left on device\n"


def run(*, stdout):
    command = [sys.executable, "-c", PRINTING]
    return subprocess.run(command, cwd=ROOT, check=False, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=60)

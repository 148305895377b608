"""Ctrl-C in the first seconds of every command; ``tools.reliability.signals`` tries many more moments."""

import random
import signal

import pytest

from tests.systems import posix_only
from tools.reliability.signals import LONGEST_S, commands, interrupt

NAMES = ("emolens-predict", "emolens-study", "emolens --headless", "emolens window", "training.run")


@pytest.fixture
def heard_ctrl_c():
    """Python's own answer to Ctrl-C, which a shell takes away from what runs in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_ctrl_c_at_any_moment_ends_without_a_traceback(tmp_path, heard_ctrl_c, name):
    assert tuple(commands(tmp_path)) == NAMES
    moments = random.Random(name)
    for part in range(3):
        after_s = moments.uniform(part, part + 1) / 3 * LONGEST_S
        folder = tmp_path / str(part)
        folder.mkdir()
        outcome, said = interrupt(name, commands(folder)[name], after_s)
        assert outcome != "bad", f"after {after_s:.3f} s: {said}"

"""Asking a child process, which is killed where it does not answer in time."""

import json
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Any, Final

PROBE_ARGUMENT: Final = "--probe-cameras"
"""The hidden first argument that makes the stand-alone ``emolens`` the child."""

_ROOT = Path(__file__).parents[2]
_LOOK_S = 0.1
_DEATH_S = 2.0

log = logging.getLogger(__name__)


class Silence(Enum):
    """Why there is no answer."""

    HUNG = auto()
    CRASHED = auto()
    CANCELLED = auto()


def probe_command() -> list[str]:
    """Return the command that runs ``probe.main``: this program itself where it is a stand-alone bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, PROBE_ARGUMENT]
    return [sys.executable, "-m", "fer_core.camera_check.probe"]


def ask(
    question: Sequence[str], *, timeout_s: float, stop: threading.Event, command: Sequence[str] | None = None
) -> Any | Silence:
    """Put a question to a new child and return its answer; nothing is left of the child afterwards.

    Waits for ``timeout_s`` at most, and not after ``stop`` is set. ``command`` is ``probe_command`` by default.
    """
    child = subprocess.Popen(
        [*(command or probe_command()), *question],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        # With -m Python looks here first: the child is of the same version, wherever the user's folder is.
        cwd=_ROOT,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            output = child.communicate(timeout=_LOOK_S)[0]
        except subprocess.TimeoutExpired:
            if stop.is_set() or time.monotonic() > deadline:
                _kill(child)
                return Silence.CANCELLED if stop.is_set() else Silence.HUNG
        else:
            return _parse(output) if child.returncode == 0 else Silence.CRASHED


def _kill(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    try:
        child.wait(_DEATH_S)
    except subprocess.TimeoutExpired:  # it is stuck in the system itself
        log.warning("the process %d does not end", child.pid)
    if child.stdout is not None:
        child.stdout.close()


def _parse(output: bytes) -> Any | Silence:
    lines = output.decode(errors="replace").split("\n")
    try:
        return json.loads(next(line for line in reversed(lines) if line.strip()))
    except (StopIteration, ValueError):
        return Silence.CRASHED

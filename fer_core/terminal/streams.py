"""Words on the terminal, and standard streams that are closed, full or gone."""

import os
import sys


def open_standard_streams() -> None:
    """Put the null device in place of a standard stream that whoever started the program had closed."""
    for stream in ("stdin", "stdout", "stderr"):
        if getattr(sys, stream) is None:
            setattr(sys, stream, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115


def discard_output() -> None:
    """Send the rest of standard output nowhere; otherwise the interpreter would fail once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def counted(number: float, noun: str) -> str:
    """Write a number with an English noun that takes an s, such as ``1 face`` or ``2 faces``."""
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"

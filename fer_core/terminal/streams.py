"""Words on the terminal, and standard streams that are closed, full or gone."""

import os
import sys
from contextlib import suppress


def open_standard_streams() -> bool:
    """Put the null device in place of a standard stream that whoever started the program had closed.

    Returns whether standard output leads anywhere.
    """
    has_output = sys.stdout is not None
    for stream in ("stdin", "stdout", "stderr"):
        if getattr(sys, stream) is None:
            setattr(sys, stream, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115
    return has_output


def discard_output() -> None:
    """Send the rest of standard output nowhere; otherwise the interpreter would fail once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(sentence: str) -> None:
    """Write a line to standard error, if there is still somebody to read it: a terminal may have been closed."""
    with suppress(OSError):
        print(sentence, file=sys.stderr, flush=True)


def counted(number: float, noun: str, nouns: str = "") -> str:
    """Write a number with an English noun, such as ``1 face`` or ``2 faces``; ``nouns`` where an s is not enough."""
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {nouns or noun + 's'}"

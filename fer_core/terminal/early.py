"""Being stopped while a command is still being loaded.

This module is what every command imports first, so it imports next to nothing itself.
"""

import os
import signal
import sys

INTERRUPTED = 130
"""The exit status after any of these signals, as shells have it for Ctrl-C."""

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


def heard_signals() -> list[signal.Signals]:
    """Return Ctrl-C, the polite kill, and the end of the terminal unless that is to be outlived (``nohup``)."""
    present = [signal.Signals[name] for name in _NAMES if hasattr(signal, name)]
    return [each for each in present if each.name != "SIGHUP" or signal.getsignal(each) is not signal.SIG_IGN]


def end_on_interrupts(command: str) -> None:
    """From now on end the process at once, with one sentence, until ``handling_interrupts`` has something better.

    An exception, which is Python's own answer to Ctrl-C, would show its traceback while modules are imported, and abort
    where one of them runs inside another language's.
    """

    def end(*_: object) -> None:
        try:
            os.write(sys.stderr.fileno(), f"{command}: stopped.\n".encode())
        finally:  # also without a terminal
            os._exit(INTERRUPTED)

    for number in heard_signals():
        signal.signal(number, end)

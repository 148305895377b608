"""What a command tells, and exits with, however its work ends."""

import sys
from collections.abc import Callable
from typing import Final

from fer_core.errors import EmolensError
from fer_core.passwords import without_passwords
from fer_core.terminal.early import INTERRUPTED
from fer_core.terminal.streams import discard_output, tell

FAILED: Final = 1
BROKEN_PIPE: Final = 141
"""128 and the number of SIGPIPE."""


def exit_code_of(work: Callable[[], int], *, command: str, interrupted: str) -> int:
    """Do a command's work and return its exit code, or that of its failure, which standard error tells in a sentence.

    An expected error and whatever the system refuses make 1, Ctrl-C 130, after the words ``interrupted``, and a reader
    of standard output that has gone, which needs no words, 141. Errors of the program itself go through.
    """
    try:
        code = work()
        sys.stdout.flush()
    except EmolensError as error:
        return fail(command, str(error))
    except KeyboardInterrupt:
        fail(command, interrupted)
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return BROKEN_PIPE
    except OSError as error:
        discard_output()
        return fail(command, f"cannot go on: {error}")
    return code


def fail(command: str, sentence: str) -> int:
    """Write to standard error what went wrong, without passwords, and return 1."""
    tell(without_passwords(f"{command}: {sentence}"))
    return FAILED

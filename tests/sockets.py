"""Programs that may not make a socket: Linux ends them at the first, whoever asks, Python or a library in C."""

import ctypes
import platform
import signal
import struct
import subprocess
import sys
from collections.abc import Sequence

import pytest

# Numbers from <linux/seccomp.h>, <linux/filter.h> and <linux/audit.h>.
_SOCKET = {"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7)}
_LOAD, _EQUALS, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL_PROCESS = 0x7FFF0000, 0x80000000
_SET_SECCOMP, _FILTER, _NO_NEW_PRIVILEGES = 22, 2, 38

needs_guard = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in _SOCKET, reason="no guard against sockets on this system"
)


def run_without_sockets(command: Sequence[str], **options: object) -> subprocess.CompletedProcess[str]:
    """Run a program; its return code is ``KILLED`` where it asked for a socket of any kind."""
    return subprocess.run(
        command, preexec_fn=_forbid_sockets, check=False, capture_output=True, text=True, timeout=240, **options
    )


KILLED = -getattr(signal, "SIGSYS", 31)


def _forbid_sockets() -> None:
    number, machine = _SOCKET[platform.machine()]
    program = b"".join(
        struct.pack("=HBBI", *line)
        for line in (
            (_LOAD, 0, 0, 4),  # the machine that the call is for
            (_EQUALS, 0, 3, machine),
            (_LOAD, 0, 0, 0),  # the number of the call
            (_EQUALS, 0, 1, number),
            (_RETURN, 0, 0, _KILL_PROCESS),
            (_RETURN, 0, 0, _ALLOW),
        )
    )
    instructions = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SET_SECCOMP, _FILTER, header, 0, 0):
        raise OSError(ctypes.get_errno(), "sockets cannot be forbidden")

"""Whether a window can be opened here."""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping

_NEEDS_A_SERVER = {"", "xcb", "wayland", "wayland-egl"}
_X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def display_problem(environ: Mapping[str, str] = os.environ) -> str:
    """Say in a sentence why Qt could not open a window, or nothing where it can.

    Qt ends the whole program where it has no display, so this must be known before it starts.
    """
    platforms = environ.get("QT_QPA_PLATFORM", "").split(";")
    needs_server = all(name.split(":")[0] in _NEEDS_A_SERVER for name in platforms)
    if not sys.platform.startswith("linux") or not needs_server or environ.get("WAYLAND_DISPLAY"):
        return ""
    return _x11_problem(environ.get("DISPLAY", ""))


def _x11_problem(display: str) -> str:
    if not display:
        return "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    if not _answers(display):
        return f"The display {display} does not answer."
    missing = [package for library, package in _X11_LIBRARIES.items() if not _can_load(library)]
    if missing:
        return f"Windows need system libraries that are missing: sudo apt install {' '.join(missing)}."
    return ""


def _answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not number.isdigit() or host not in ("", "unix"):
        # Remote screens and macOS's paths are Qt's to judge.
        return True
    address = f"/tmp/.X11-unix/X{number}"
    return any(_accepts(name) for name in (address, "\0" + address))


def _accepts(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(address)
        except OSError:
            return False
    return True


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

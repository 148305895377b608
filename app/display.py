"""Whether a window can be opened here."""

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_VARIABLES: Final = {"xcb": "DISPLAY", "wayland": "WAYLAND_DISPLAY"}
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
    platforms = _platforms(environ)
    if not sys.platform.startswith("linux") or not platforms <= _VARIABLES.keys():
        return ""
    wayland = environ.get("WAYLAND_DISPLAY", "") if "wayland" in platforms else ""
    x11 = environ.get("DISPLAY", "") if "xcb" in platforms else ""
    if wayland and _wayland_answers(wayland, environ.get("XDG_RUNTIME_DIR", "")):
        return ""
    if x11:
        return _x11_problem(x11)
    if wayland:
        return f"The display {wayland} does not answer."
    wanted = [variable for platform, variable in _VARIABLES.items() if platform in platforms]
    return f"There is no display (no {' or '.join(wanted)} is set)."


def _platforms(environ: Mapping[str, str]) -> set[str]:
    """Return the window systems that Qt will try, one after the other."""
    # A value looks like "wayland-egl;xcb:arguments"; without one, Qt takes Wayland or else X11.
    named = [name.split(":")[0] for name in environ.get("QT_QPA_PLATFORM", "").split(";")]
    return {name.removesuffix("-egl") for name in named if name} or set(_VARIABLES)


def _wayland_answers(display: str, runtime_dir: str) -> bool:
    # An absolute path stands for itself.
    address = Path(runtime_dir) / display
    return address.is_absolute() and _accepts(str(address))


def _x11_problem(display: str) -> str:
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

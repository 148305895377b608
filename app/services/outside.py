"""Files handed to other programs of this computer, and Emolens started once more."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def open_file(path: Path) -> None:
    """Let the program that the system has for it open a file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def show_in_folder(path: Path) -> None:
    """Show a file, or a folder, among its neighbours, where the system can; or else the folder that it is in."""
    if sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path)])
    elif sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(path)])
    else:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def start_again() -> None:
    """Start this program once more with the same arguments, in the same folder."""
    # A stand-alone program names itself; otherwise it is Python, and what that was given.
    arguments = sys.argv[1:] if getattr(sys, "frozen", False) else sys.orig_argv[1:]
    QProcess.startDetached(sys.executable, arguments)

"""Where recordings go."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.settings import RECORDINGS_FOLDER, Settings


def recordings_folder(settings: Settings) -> Path:
    """Return the folder of the settings, or Emolens among the user's videos; what is no whole path lies in the home."""
    if kept := settings.get(RECORDINGS_FOLDER).strip():
        # There is no home of a user who does not exist.
        with contextlib.suppress(RuntimeError):
            return Path.home() / Path(kept).expanduser()
    videos = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    return Path(videos or Path.home()) / "Emolens"

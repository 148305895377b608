"""Where recordings go."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.services.settings import RECORDINGS_FOLDER, Settings


def recordings_folder(settings: Settings) -> Path:
    """Return the folder of the settings, or Emolens among the user's videos."""
    if kept := settings.get(RECORDINGS_FOLDER):
        return Path(kept)
    videos = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
    return Path(videos or Path.home()) / "Emolens"

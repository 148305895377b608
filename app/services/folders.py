"""Where what Emolens writes goes, unless somebody says otherwise."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.services.recording_settings import RECORDINGS_FOLDER
from app.services.settings import Settings

_Location = QStandardPaths.StandardLocation


def recordings_folder(settings: Settings) -> Path:
    """Return the folder of the settings, or Emolens among the user's videos."""
    if kept := settings.get(RECORDINGS_FOLDER):
        return Path(kept)
    videos = QStandardPaths.writableLocation(_Location.MoviesLocation)
    return Path(videos or Path.home()) / "Emolens"


def pictures_folder() -> Path:
    """Return the folder "Emolens" among the user's pictures, which may not be there yet."""
    return Path(QStandardPaths.writableLocation(_Location.PicturesLocation)) / "Emolens"


def data_folder() -> Path:
    """Return where this user's own data are kept, on this computer only."""
    return Path(QStandardPaths.writableLocation(_Location.AppLocalDataLocation))

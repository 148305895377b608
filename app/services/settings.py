"""The user's settings: one typed table, and where its values are kept."""

import logging
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QSettings, Signal

from app.services.face_settings import (
    ANALYSES_PER_S,
    DETECTOR,
    MIN_CONFIDENCE,
    MODELS_FOLDER,
    PRIOR,
    SMOOTHING_S,
    STRICTNESS,
    VIDEO_STEP,
)
from app.services.group_settings import GROUP_SETTINGS
from app.services.models import shipped_folder
from app.services.output_settings import OSC_PORT, OUTPUT_AT_START, OUTPUT_NAMES, OUTPUT_PORT, OUTPUT_TOKEN, OUTPUTS_ON
from app.services.recording_settings import RECORD_ANNOTATED, RECORD_BLURRED, RECORD_SOUND, RECORDINGS_FOLDER
from app.services.setting import Setting, T
from app.services.window_settings import (
    CONTRAST,
    HAS_CHECKED_CAMERAS,
    IS_WELCOMED,
    LANGUAGE,
    LAST_PAGE,
    MINI_GEOMETRY,
    MINI_SHOWS,
    RECENT,
    REPORT_AUTHOR,
    SHOWS_TIMELINE,
    STUDY_FOLDER,
    THEME,
    WINDOW_GEOMETRY,
)
from fer_core.errors import DataError, reason_of
from fer_core.free_names import damaged_names, first_free
from fer_core.networks.manifest import Strictness

log = logging.getLogger(__name__)

SETTINGS: Final[tuple[Setting[Any], ...]] = (
    LANGUAGE, THEME, CONTRAST, SMOOTHING_S, ANALYSES_PER_S, STRICTNESS, MIN_CONFIDENCE, DETECTOR, PRIOR, MODELS_FOLDER,
    *GROUP_SETTINGS,
    SHOWS_TIMELINE, IS_WELCOMED, RECORD_ANNOTATED, RECORD_BLURRED, RECORD_SOUND, RECORDINGS_FOLDER, VIDEO_STEP,
    STUDY_FOLDER, WINDOW_GEOMETRY, MINI_GEOMETRY, MINI_SHOWS, LAST_PAGE, RECENT, REPORT_AUTHOR, HAS_CHECKED_CAMERAS,
    OUTPUTS_ON, OUTPUT_AT_START, OUTPUT_NAMES, OUTPUT_TOKEN, OUTPUT_PORT, OSC_PORT,
)  # fmt: skip
"""All settings, in the order of the dialog."""


class Settings(QObject):
    """The values of ``SETTINGS``, kept in a file from one start to the next.

    ``problem`` says that the file was damaged and where it is kept; what can be read of it counts.
    """

    changed = Signal(str)
    """The setting with this key has another value."""

    def __init__(self, path: Path | None = None, *, models: Path | None = None) -> None:
        """Read them from the INI file at ``path``, by default the user's own.

        The folder of networks ``models`` counts instead of the one that is kept, and is not kept itself.
        """
        super().__init__()
        ini = QSettings.Format.IniFormat
        if path is None:
            self._store = QSettings(ini, QSettings.Scope.UserScope, "Emolens", "Emolens")
        else:
            self._store = QSettings(str(path), ini)
        _make_private(Path(self._store.fileName()))
        self.problem = self._repair()
        if not self._store.contains(STRICTNESS.key) and self.get(MIN_CONFIDENCE) > 0:
            # Kept before there was a choice, where 0 stood for the calibrated bound.
            self._store.setValue(STRICTNESS.key, "custom")
        kept = self.get(MODELS_FOLDER)
        self.models_folder: Final = models.absolute() if models else Path(kept) if kept else shipped_folder()
        """Where the networks lie that read faces until the program ends."""

    @property
    def folder(self) -> Path:
        """The folder that the file lies in."""
        return Path(self._store.fileName()).parent

    def get(self, setting: Setting[T]) -> T:
        """Return the value, or the default where none is kept or the file holds nonsense."""
        value = self._read(setting)
        return setting.default if value is None else value

    def set(self, setting: Setting[T], value: T) -> None:
        """Keep a value; raises ValueError for one that the setting does not accept.

        A folder that is no whole path lies in the user's home.
        """
        kept: object = _whole_path(value) if setting.is_folder and isinstance(value, str) else value
        if not setting.accepts(kept):
            raise ValueError(f"the setting {setting.key} cannot be {value!r}")
        if kept != self.get(setting):
            self._store.setValue(setting.key, kept)
            self.changed.emit(setting.key)

    def reset(self) -> None:
        """Return every setting of the dialog to its default."""
        for setting in SETTINGS:
            if setting.label:
                self.set(setting, setting.default)

    def save(self) -> None:
        """Write to the file now what Qt would write a little later."""
        self._store.sync()

    def _read(self, setting: Setting[T]) -> T | None:
        """Return the value that is kept, None where there is none or the file holds nonsense."""
        value = self._parsed(setting)
        return value if value is not None and setting.accepts(value) else None

    def _parsed(self, setting: Setting[T]) -> T | None:
        value = _parse(self._store.value(setting.key), setting.default)
        # No version keeps a folder in any other way.
        return None if setting.is_folder and not setting.accepts(value) else value

    def _repair(self) -> DataError | None:
        """Make a damaged file whole, with what can be read of it, after keeping a copy; return what tells of it."""
        # A value that is whole but unknown may be that of a later version.
        nonsense = [s.key for s in SETTINGS if self._store.contains(s.key) and self._parsed(s) is None]
        status = self._store.status()
        path = Path(self._store.fileName())
        if status is QSettings.Status.AccessError:
            return DataError("The settings in {path} cannot be read, so the defaults hold.", path=path)
        if not nonsense and status is QSettings.Status.NoError:
            return None
        log.warning("the settings in %s are damaged (%s)", path, ", ".join(nonsense) or "lines without a value")
        try:
            kept = _copy_beside(path)
        except OSError as error:
            return DataError(
                "The settings in {path} are damaged; where they cannot be read the defaults hold. "
                "No copy of them could be kept ({reason}).",
                path=path,
                reason=reason_of(error),
            )
        for key in nonsense:
            self._store.remove(key)
        # Any value makes Qt write the file anew.
        self._store.setValue(LANGUAGE.key, self.get(LANGUAGE))
        self._store.sync()
        return DataError(
            "The settings were damaged; where they could not be read the defaults hold. "
            "The damaged file is kept as {path}.",
            path=kept,
        )


def _make_private(path: Path) -> None:
    """Let nobody but its owner read the file of settings, which holds a token; where there is none yet, make it."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    # Qt keeps what is allowed. A file that was made read-only stays so.
    with suppress(OSError):
        path.chmod(path.stat().st_mode & ~0o077)


def strictness_of(settings: Settings) -> Strictness:
    """Return when faces are uncertain by the settings."""
    kept = settings.get(STRICTNESS)
    if kept == "custom":
        return settings.get(MIN_CONFIDENCE) / 100
    return "stricter" if kept == "stricter" else "calibrated"


def _whole_path(text: str) -> str:
    """Return a path from the root on, empty where there is none."""
    if not text.strip():
        return ""
    try:
        return str(Path.home() / Path(text.strip()).expanduser())
    except RuntimeError:  # there is no home of a user who does not exist
        return ""


def _copy_beside(path: Path) -> Path:
    """Copy a file to the first free name beside it; raises OSError."""
    kept = first_free(damaged_names(path), lambda name: name.touch(exist_ok=False))
    try:
        shutil.copy2(path, kept)
    except OSError:
        kept.unlink(missing_ok=True)
        raise
    return kept


def _parse(kept: object, default: T) -> T | None:
    """Return what an INI file holds, mostly text, in the type of ``default``; None where it is something else."""
    if kept is None:
        return None
    kind = type(default)
    if isinstance(kept, kind):
        return kept
    if kind is bool:
        return {"true": True, "false": False}.get(str(kept))
    try:
        return kind(str(kept))
    except ValueError:
        return None

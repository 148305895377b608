"""The user's settings: one typed table, and where its values are kept."""

import logging
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QSettings, Signal

from app.i18n import LANGUAGES, QT_TRANSLATE_NOOP, SYSTEM
from app.services.detectors import DETECTOR_CHOICES, DETECTOR_KEY
from app.services.group_settings import GROUP_SETTINGS
from app.services.models import check_models, shipped_folder
from app.services.setting import Setting, T
from fer_core.errors import DataError, reason_of
from fer_core.faces.detectors import DEFAULT
from fer_core.free_names import damaged_names, first_free
from fer_core.networks.manifest import Strictness
from fer_core.output import DEFAULT_PORT

log = logging.getLogger(__name__)

_LOOK, _LIVE = QT_TRANSLATE_NOOP("Settings", "Appearance"), QT_TRANSLATE_NOOP("Settings", "Live")
_NETWORKS = QT_TRANSLATE_NOOP("Settings", "Networks")
_RECORDING = QT_TRANSLATE_NOOP("Settings", "Recording")

LANGUAGE: Final = Setting(
    "look/language", SYSTEM, _LOOK,
    QT_TRANSLATE_NOOP("Settings", "Language"),
    QT_TRANSLATE_NOOP("Settings", "Takes effect when Emolens is started again."),
    choices=((SYSTEM, QT_TRANSLATE_NOOP("Settings", "As the system")), *LANGUAGES.items()),
    needs_restart=True,
)  # fmt: skip
THEME: Final = Setting(
    "look/theme", "system", _LOOK,
    QT_TRANSLATE_NOOP("Settings", "Colours"),
    choices=(
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("light", QT_TRANSLATE_NOOP("Settings", "Light")),
        ("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
    ),
)  # fmt: skip
CONTRAST: Final = Setting(
    "look/contrast", "system", _LOOK,
    QT_TRANSLATE_NOOP("Settings", "Contrast"),
    QT_TRANSLATE_NOOP("Settings", "High contrast has black or white words, and edges around everything."),
    choices=(
        ("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
        ("high", QT_TRANSLATE_NOOP("Settings", "High")),
    ),
)  # fmt: skip
SMOOTHING_S: Final = Setting(
    "live/smoothing_s", 0.2, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Smoothing"),
    QT_TRANSLATE_NOOP("Settings", "After this time a change of expression shows to 63 %; 0 shows each frame as it is."),
    maximum=2.0, step=0.1, unit=QT_TRANSLATE_NOOP("Settings", " s"),
)  # fmt: skip
ANALYSES_PER_S: Final = Setting(
    "live/analyses_per_s", 30, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Analyses a second at most"),
    QT_TRANSLATE_NOOP("Settings", "A smaller number keeps weak laptops cool; the video stays smooth."),
    minimum=2, maximum=60,
)  # fmt: skip
STRICTNESS: Final = Setting(
    "live/strictness", "calibrated", _LIVE,
    QT_TRANSLATE_NOOP("Settings", "When a face is uncertain"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Of the answers that are called certain about 8 in 10 are right as calibrated, about 9 in 10 if stricter. "
        "It holds for Live, Review and Analyze.",
    ),
    choices=(
        ("calibrated", QT_TRANSLATE_NOOP("Settings", "As calibrated")),
        ("stricter", QT_TRANSLATE_NOOP("Settings", "Stricter")),
        ("custom", QT_TRANSLATE_NOOP("Settings", "Below a number of one's own")),
    ),
)  # fmt: skip
MIN_CONFIDENCE: Final = Setting(
    "live/min_confidence", 0, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Uncertain below"),
    QT_TRANSLATE_NOOP("Settings", "The number of one's own: the higher it is, the fewer faces are certain."),
    maximum=95, step=5, unit=" %", only_with=(STRICTNESS, "custom"),
)  # fmt: skip
DETECTOR: Final = Setting(
    DETECTOR_KEY, DEFAULT, _LIVE,
    QT_TRANSLATE_NOOP("Settings", "Faces to find"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Faces of every size and tilt are best for most; the others are plainer searches. "
        "It holds for Live, Review and Analyze.",
    ),
    choices=DETECTOR_CHOICES,
)  # fmt: skip
PRIOR: Final = Setting(
    "networks/prior", 75, _NETWORKS,
    QT_TRANSLATE_NOOP("Settings", "Give rare emotions their due"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "The networks learned from pictures of which many were happy and few disgusted, so they expect that of others. "
        "0 leaves it so, at 100 they expect every emotion alike; 75 was best for faces from elsewhere. It holds for "
        "Live, Review and Analyze.",
    ),
    maximum=100, step=5, unit=" %",
)  # fmt: skip
MODELS_FOLDER: Final = Setting(
    "networks/folder", "", _NETWORKS,
    QT_TRANSLATE_NOOP("Settings", "Folder of networks"),
    QT_TRANSLATE_NOOP(
        "Settings",
        "Networks of your own, as the training exports them; empty for those that Emolens brings along. "
        "Takes effect when Emolens is started again.",
    ),
    is_folder=True, check=check_models, needs_restart=True,
)  # fmt: skip
SHOWS_TIMELINE: Final = Setting("live/shows_timeline", True)
IS_WELCOMED: Final = Setting("live/is_welcomed", False)
"""Whether the user has seen what there is to know before the first picture."""

WINDOW_GEOMETRY: Final = Setting("window/geometry", "")
"""Where the window was, as Qt writes it, in base 64."""
MINI_GEOMETRY: Final = Setting("mini/geometry", "")
"""Where the mini window was, in the same way."""
MINI_SHOWS: Final = Setting("mini/shows", "video", choices=(("video", ""), ("bars", "")))
HAS_CHECKED_CAMERAS: Final = Setting("camera/has_checked", False)
"""Whether the camera check has begun by itself, as it does at the first visit to its page."""
LAST_PAGE: Final = Setting("window/page", "live")
"""The page that was in front, by the name of its sign."""
REPORT_AUTHOR: Final = Setting("report/author", "")
"""Who wrote the last report."""
RECENT: Final = Setting("window/recent", "[]")
"""What was opened last, as JSON."""

RECORD_ANNOTATED: Final = Setting(
    "recording/annotated", False, _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Draw boxes and emotions into the video"),
    QT_TRANSLATE_NOOP("Settings", "They can be shown in Review anyway."),
)  # fmt: skip
RECORD_BLURRED: Final = Setting(
    "recording/blurred", False, _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Make faces in the video unrecognisable"),
    QT_TRANSLATE_NOOP("Settings", "This cannot be undone. A face that is not found stays visible."),
)  # fmt: skip
RECORD_SOUND: Final = Setting(
    "recording/sound", False, _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Record sound with the microphone"),
    QT_TRANSLATE_NOOP("Settings", "Everybody in the room can be heard: ask them first. Emolens makes nothing of it."),
)  # fmt: skip
RECORDINGS_FOLDER: Final = Setting(
    "recording/folder", "", _RECORDING,
    QT_TRANSLATE_NOOP("Settings", "Folder for recordings"),
    QT_TRANSLATE_NOOP("Settings", "Without one, recordings go to the folder Emolens among your videos."),
    is_folder=True,
)  # fmt: skip
STUDY_FOLDER: Final = Setting("study/folder", "")
"""The study that was open last."""
VIDEO_STEP: Final = Setting(
    "analyze/video_step", 1, QT_TRANSLATE_NOOP("Settings", "Analyze"),
    QT_TRANSLATE_NOOP("Settings", "Frames of a video"),
    QT_TRANSLATE_NOOP("Settings", "1 analyses every frame, 5 every fifth, which takes a fifth of the time."),
    minimum=1, maximum=60,
)  # fmt: skip

OUTPUTS_ON: Final = Setting("output/on", "")
"""The ways out to other programs that were on last, by their names, between commas."""
OUTPUT_AT_START: Final = Setting("output/at_start", False)
"""Whether they are on again as soon as the program starts."""
OUTPUT_NAMES: Final = Setting("output/names", False)
"""Whether other programs are sent what faces are called."""
OUTPUT_TOKEN: Final = Setting("output/token", "")
"""What programs must know to connect."""
OUTPUT_PORT: Final = Setting("output/port", DEFAULT_PORT, minimum=1024, maximum=65535)
OSC_PORT: Final = Setting("output/osc_port", 9000, minimum=1, maximum=65535)

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

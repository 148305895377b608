"""What was opened last, to be opened again."""

import json
import re
from enum import Enum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from app.i18n import QT_TRANSLATE_NOOP
from app.services.settings import Settings
from app.services.window_settings import RECENT
from fer_core.passwords import without_passwords
from fer_core.recording.reader import is_recording_folder
from fer_core.sources import AUTO, is_camera, is_demo
from fer_core.sources.images import is_pattern

MOST: Final = 8
"""So many are remembered."""

_ADDRESS: Final = re.compile(r"[a-z]+://", re.IGNORECASE)


def is_address(spec: str) -> bool:
    """Tell whether a spec is a stream's address."""
    return _ADDRESS.match(spec) is not None


def short_name(spec: str) -> str:
    """Return what to call a spec in a list."""
    return spec if is_address(spec) else Path(spec).name or spec


def exists(spec: str) -> bool:
    """Tell whether a spec is still there, which may take a while; of a stream nobody knows."""
    if is_address(spec):
        return True
    path = Path(spec)
    try:
        return path.exists() or (is_pattern(path) and path.parent.is_dir())
    except OSError:
        return False


class Kind(Enum):
    """What a spec stands for, in English; translated in the context "Recent"."""

    RECORDING = QT_TRANSLATE_NOOP("Recent", "recording")
    VIDEO = QT_TRANSLATE_NOOP("Recent", "video")
    FOLDER = QT_TRANSLATE_NOOP("Recent", "pictures")
    STREAM = QT_TRANSLATE_NOOP("Recent", "stream")
    MISSING = ""


def kind_of(spec: str) -> Kind:
    """Look what is at a spec, which may take a while."""
    if is_address(spec):
        return Kind.STREAM
    if not exists(spec):
        return Kind.MISSING
    path = Path(spec)
    if is_recording_folder(path):
        return Kind.RECORDING
    return Kind.VIDEO if path.is_file() else Kind.FOLDER


class RecentSources(QObject):
    """The last videos, folders, streams and recordings, the newest first, kept in the settings.

    Cameras and the demo are always at hand and left out, and so is an address with a password.
    """

    changed = Signal()

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def specs(self) -> tuple[str, ...]:
        """What was opened, as paths and addresses."""
        try:
            kept = json.loads(self._settings.get(RECENT))
        except ValueError:
            return ()
        return tuple(spec for spec in kept if isinstance(spec, str))[:MOST] if isinstance(kept, list) else ()

    @Slot(str)
    def add(self, spec: str) -> None:
        """Remember that ``spec`` was opened; a path is kept from the root on."""
        if spec in ("", AUTO) or is_demo(spec) or is_camera(spec) or _has_password(spec):
            return
        kept = spec if is_address(spec) else str(Path(spec).absolute())
        specs = self.specs
        if specs[:1] != (kept,):
            self._keep((kept, *(other for other in specs if other != kept)))

    @Slot()
    def clear(self) -> None:
        """Forget everything."""
        self._keep(())

    def _keep(self, specs: tuple[str, ...]) -> None:
        self._settings.set(RECENT, json.dumps(specs[:MOST]))
        self.changed.emit()


def _has_password(spec: str) -> bool:
    return is_address(spec) and without_passwords(spec) != spec

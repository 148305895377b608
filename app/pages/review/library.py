"""The recordings of the user's folder, without a widget: found, searched, and removed with a way back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QFile, QObject, Signal, Slot

from app.look.clock import clock
from app.pages.review.tasks import Progress, Tasks
from app.services.folders import recordings_folder
from app.services.notice import Notice
from app.services.settings import Settings
from fer_core.errors import EmolensError
from fer_core.recording.info import RecordingInfo
from fer_core.recording.reader import list_recordings, open_recording

_MOST_PICTURES: Final = 60
_THUMBNAIL_WH: Final = (64, 48)


def title_of(info: RecordingInfo) -> str:
    """Return what to call a recording: as a person has named it, or as its source is called."""
    return info.edits.title or info.source


def when_of(info: RecordingInfo) -> str:
    """Return when a recording was begun, to the minute, on its own clock."""
    return info.started_at[:16].replace("T", " ")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A recording of the library; ``picture`` is BGR (48, 64, 3), ``people`` its faces; None until known."""

    folder: Path
    info: RecordingInfo
    picture: NDArray[np.uint8] | None = None
    people: int | None = None

    @property
    def facts(self) -> str:
        """When it was begun, and how long it is."""
        length = f"  ·  {clock(self.info.duration_s)}" if self.info.is_finished else ""
        return f"{when_of(self.info)}{length}"


class Library(QObject):
    """Lists recordings, the newest first; what is removed goes for good once its notice is gone."""

    changed = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self._entries: tuple[Entry, ...] = ()
        self._looked: dict[Path, tuple[NDArray[np.uint8] | None, int]] = {}
        self._removed: Path | None = None
        self._wanted = ""
        tasks.notice_changed.connect(self.on_notice_changed)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The recordings that are searched for, or all."""
        words = self._wanted.lower().split()
        return tuple(
            replace(entry, picture=looked[0], people=looked[1]) if (looked := self._looked.get(entry.folder)) else entry
            for entry in self._entries
            if entry.folder != self._removed and all(word in _text_of(entry) for word in words)
        )

    @Slot()
    def refresh(self) -> None:
        """Look for recordings again."""
        folder = recordings_folder(self._settings)
        self._tasks.run_quietly(lambda _: tuple(list_recordings(folder)), self._take_list)

    @Slot(str)
    def search(self, wanted: str) -> None:
        """Show only those with all of these words in title, names, notes or time."""
        self._wanted = wanted
        self.changed.emit()

    def remove(self, entry: Entry) -> None:
        """Take a recording out of the list, for good unless that is undone."""
        self._tasks.tell(None)
        self._removed = entry.folder
        text = self.tr("Removed: {name}, {facts}").format(name=title_of(entry.info), facts=entry.facts)
        self._tasks.tell(Notice(text, undoes=True))
        self.changed.emit()

    @Slot()
    def undo_removal(self) -> None:
        """Bring back what was removed just now."""
        self._removed = None
        self._tasks.tell(None)
        self.changed.emit()

    @Slot()
    def on_notice_changed(self) -> None:
        """Remove for good what nothing offers to bring back any more."""
        notice = self._tasks.notice
        if self._removed is not None and (notice is None or not notice.undoes):
            self._tasks.run_quietly(partial(_throw_away, self._removed), self._forget)

    def settle(self) -> None:
        """Remove for good at once: the window is closing."""
        if self._removed is not None:
            _throw_away(self._removed, Progress())

    def _forget(self, folder: Path) -> None:
        self._entries = tuple(entry for entry in self._entries if entry.folder != folder)
        if self._removed == folder:
            self._removed = None
        self.changed.emit()

    def _take_list(self, found: tuple[tuple[Path, RecordingInfo], ...]) -> None:
        self._entries = tuple(Entry(folder, info) for folder, info in found)
        self.changed.emit()
        unseen = [folder for folder, info in found[:_MOST_PICTURES] if folder not in self._looked and info.is_finished]
        if unseen:
            self._tasks.run_quietly(
                partial(_look_into, unseen, self._looked.__setitem__), lambda _: self.changed.emit()
            )


def _text_of(entry: Entry) -> str:
    info = entry.info
    return " ".join((title_of(info), info.source, when_of(info), *info.edits.names.values(), info.edits.notes)).lower()


def _look_into(
    folders: list[Path], keep: Callable[[Path, tuple[NDArray[np.uint8] | None, int]], None], progress: Progress
) -> None:
    """Find a picture of each recording, and how many faces it has."""
    for done, folder in enumerate(folders):
        progress.advance(done, len(folders))
        try:
            recording = open_recording(folder)
            with recording.open_pictures() as pictures:
                picture = pictures.read(recording.info.frames // 3)
        except EmolensError:
            keep(folder, (None, 0))
            continue
        faces = set(recording.info.edits.faces_of(np.unique(recording.table.face_ids).tolist()).values())
        keep(folder, (None if picture is None else _small(picture), len(faces)))


def _small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(picture, _THUMBNAIL_WH, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _throw_away(folder: Path, progress: Progress) -> Path:  # noqa: ARG001
    """Move a recording to the bin, or delete it where there is none."""
    if not QFile.moveToTrash(str(folder)):
        shutil.rmtree(folder, ignore_errors=True)
    return folder

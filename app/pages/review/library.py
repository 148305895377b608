"""The recordings of the user's folder, without a widget: found, searched, and removed with a way back."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QFile, QObject, Signal, Slot

from app.look.clock import clock
from app.look.words import sentence_for
from app.pages.review.opening import still_running
from app.pages.review.tasks import Progress, Tasks
from app.services.folders import recordings_folder
from app.services.notice import Notice
from app.services.settings import Settings
from fer_core.errors import DataError, EmolensError, reason_of
from fer_core.recording.info import RecordingInfo
from fer_core.recording.lock import is_running
from fer_core.recording.reader import Recording, list_recordings, open_recording

log = logging.getLogger(__name__)

_Looked = tuple[NDArray[np.uint8] | None, tuple[int, ...] | None]
"""A picture of a recording, and the numbers of its faces as recorded; None until known."""

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
    """A recording of the library: ``picture`` is BGR (48, 64, 3), ``face_ids`` as recorded; None until known."""

    folder: Path
    info: RecordingInfo
    picture: NDArray[np.uint8] | None = None
    face_ids: tuple[int, ...] | None = None

    @property
    def people(self) -> int | None:
        """How many faces it has, those that are one person counted once; None until known."""
        return None if self.face_ids is None else len(set(self.info.edits.faces_of(self.face_ids).values()))

    @property
    def facts(self) -> str:
        """When it was begun, and how long it is."""
        length = f"  ·  {clock(self.info.duration_s)}" if self.info.is_finished else ""
        return f"{when_of(self.info)}{length}"


class Library(QObject):
    """Lists recordings, the newest first; what is removed goes for good once its notice is gone.

    Nothing is removed into which somebody is still recording.
    """

    changed = Signal()

    def __init__(self, settings: Settings, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tasks = tasks
        self._entries: tuple[Entry, ...] = ()
        self._looked: dict[Path, _Looked] = {}
        self._removed: Path | None = None
        self._thrown: set[Path] = set()
        self._listings = 0
        self._wanted = ""
        tasks.notice_changed.connect(self.on_notice_changed)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The recordings that are searched for, or all."""
        words = self._wanted.lower().split()
        return tuple(
            Entry(entry.folder, entry.info, *self._looked.get(entry.folder, (None, None)))
            for entry in self._entries
            if not self._is_hidden(entry.folder) and all(word in _text_of(entry) for word in words)
        )

    @Slot()
    def refresh(self) -> None:
        """Look for recordings again; what an earlier look has yet to find counts no more."""
        folder = recordings_folder(self._settings)
        self._listings += 1
        self._tasks.run_quietly(lambda _: tuple(list_recordings(folder)), partial(self._take_list, self._listings))

    @Slot(str)
    def search(self, wanted: str) -> None:
        """Show only those with all of these words in title, names, notes or time."""
        self._wanted = wanted
        self.changed.emit()

    def remove(self, entry: Entry) -> bool:
        """Take a recording out of the list, for good unless that is undone; tell whether that is possible."""
        if is_running(entry.folder):
            self._tasks.tell_errors([still_running()])
            return False
        self._tasks.tell(None)
        self._removed = entry.folder
        text = self.tr("Removed: {name}, {facts}").format(name=title_of(entry.info), facts=entry.facts)
        self._tasks.tell(Notice(text, undoes=True))
        self.changed.emit()
        return True

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
            folder, self._removed = self._removed, None
            self._thrown.add(folder)
            self._tasks.run_quietly(partial(_throw_away, folder), partial(self._forget, folder))

    def settle(self) -> None:
        """Remove for good at once: the window is closing, and nothing writes to the recording any more."""
        folder, self._removed = self._removed, None
        if folder is not None and (problem := _throw_away(folder, Progress())) is not None:
            log.warning("%s", sentence_for(problem))

    def _is_hidden(self, folder: Path) -> bool:
        return folder == self._removed or folder in self._thrown

    def _forget(self, folder: Path, problem: DataError | None) -> None:
        """Take note that a recording is gone; where there is a ``problem``, it is listed again."""
        self._thrown.discard(folder)
        if problem is None:
            self._entries = tuple(entry for entry in self._entries if entry.folder != folder)
            self._looked.pop(folder, None)
        else:
            self._tasks.tell_errors([problem])
        self.changed.emit()
        # A list that was begun before may still have it.
        self.refresh()

    def _take_list(self, listing: int, found: tuple[tuple[Path, RecordingInfo], ...]) -> None:
        if listing != self._listings:
            return
        self._entries = tuple(Entry(folder, info) for folder, info in found)
        self.changed.emit()
        unseen = [
            folder
            for folder, info in found[:_MOST_PICTURES]
            if info.is_finished and not (folder in self._looked or self._is_hidden(folder))
        ]
        if unseen:
            self._looked.update(dict.fromkeys(unseen, (None, None)))
            self._tasks.run_quietly(
                partial(_look_into, unseen, self._looked.__setitem__), lambda _: self.changed.emit()
            )


def _text_of(entry: Entry) -> str:
    info = entry.info
    return " ".join((title_of(info), info.source, when_of(info), *info.edits.names.values(), info.edits.notes)).lower()


def _look_into(folders: list[Path], keep: Callable[[Path, _Looked], None], progress: Progress) -> None:
    """Find a picture of each recording, and its faces; of one that cannot be opened, nothing is kept."""
    for done, folder in enumerate(folders):
        progress.advance(done, len(folders))
        try:
            recording = open_recording(folder)
        except EmolensError:
            continue
        keep(folder, (_picture_of(recording), tuple(np.unique(recording.table.face_ids).tolist())))


def _picture_of(recording: Recording) -> NDArray[np.uint8] | None:
    try:
        with recording.open_pictures() as pictures:
            picture = pictures.read(recording.info.frames // 3)
    except EmolensError:
        return None
    return None if picture is None else _small(picture)


def _small(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(picture, _THUMBNAIL_WH, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def _throw_away(folder: Path, progress: Progress) -> DataError | None:  # noqa: ARG001
    """Move a recording to the bin, or delete it where there is none; return why it is still there, mostly None."""
    if is_running(folder):
        return still_running()
    if QFile.moveToTrash(str(folder)):
        return None
    try:
        shutil.rmtree(folder)
    except OSError as error:
        if folder.exists():
            return DataError(
                "{folder} cannot be deleted: {reason}. Close what has it open, then delete it again.",
                folder=folder,
                reason=reason_of(error),
            )
    return None

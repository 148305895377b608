"""What the review page shows, without a widget."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.look.words import face_name
from app.pages.review.export import export_table
from app.pages.review.opening import analyse_video, open_finished
from app.pages.review.player import Player
from app.pages.review.report import write_report
from app.pages.review.saver import Saver
from app.pages.review.tasks import Progress, Tasks
from app.services.analyzer import Analyzer, load_models
from app.services.choice import face_at
from app.services.folders import recordings_folder
from app.services.mailbox import Doorbell
from app.services.notice import Notice
from app.services.settings import PRIOR, Settings
from fer_core.recording.edits import Edits
from fer_core.recording.info import RecordingInfo
from fer_core.recording.reader import Recording, list_recordings
from fer_core.recording.tracks import FaceTrack, SortedFaces, sort_faces
from fer_core.results import FaceResult
from fer_core.sources import Frame

_Write = Callable[[Recording, Path, tuple[float, float] | None, Progress], None]

_SHOWN_S: Final = 0.5
"""So long, in seconds, the faces of an analysed picture stand on those after it."""


class ReviewViewModel(QObject):
    """One recording, looked at: where it stands and what was edited; ``tasks`` has the long work that is under way.

    ``load`` loads the models with which a video is analysed; ``opened`` carries the path that was asked for.
    """

    recording_changes = Signal()
    """Another recording is about to take the place of this one."""
    recording_changed = Signal()
    opened = Signal(str)
    picture_changed = Signal()
    edits_changed = Signal()
    playing_changed = Signal()
    range_changed = Signal()
    recent_changed = Signal()
    _news_came = Signal()
    _save_failed = Signal(str)

    def __init__(
        self, settings: Settings, *, load: Callable[[], Analyzer] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._load = load or partial(load_models, settings.models_folder)
        self.tasks = Tasks(self)
        self._saver = Saver(self._save_failed.emit)
        self._save_failed.connect(self.tasks.tell_problem, Qt.ConnectionType.QueuedConnection)
        self._doorbell = Doorbell(self._news_came.emit)
        self._news_came.connect(self.on_news, Qt.ConnectionType.QueuedConnection)
        self._player: Player | None = None
        self._old_players: list[Player] = []
        self._sorted: SortedFaces | None = None
        self.recording: Recording | None = None
        self.frame: Frame | None = None
        self.chosen_id: int | None = None
        self.range_s: tuple[float, float] | None = None
        self.recent: tuple[tuple[Path, RecordingInfo], ...] = ()

    # What there is to see.

    @property
    def edits(self) -> Edits:
        """What a person has added to the recording."""
        return self.recording.info.edits if self.recording else Edits()

    @property
    def tracks(self) -> tuple[FaceTrack, ...]:
        """The faces, the one seen longest first."""
        return self._sorted.tracks if self._sorted else ()

    @property
    def time_s(self) -> float:
        """The moment of the picture that is shown, in seconds."""
        return self.frame.time_s if self.frame else 0.0

    @property
    def is_playing(self) -> bool:
        """Whether the video plays."""
        return self._player is not None and self._player.is_playing

    @property
    def faces(self) -> tuple[FaceResult, ...]:
        """The faces on the picture that is shown, merged ones under one number."""
        if self._sorted is None or self.frame is None or self.recording is None:
            return ()
        not_before = self.recording.moments.number_at(self.frame.time_s - _SHOWN_S)
        return self._sorted.table.faces_at(self.frame.index, not_before=min(not_before, self.frame.index))

    def name_of(self, face_id: int) -> str:
        """Return what a face is called."""
        return face_name(face_id, self.edits.names)

    # Opening.

    @Slot()
    def refresh_recent(self) -> None:
        """Look for recordings again."""
        folder = recordings_folder(self._settings)
        self.tasks.run_quietly(lambda _: tuple(list_recordings(folder)), self._take_recent)

    def open_recording(self, folder: Path) -> None:
        """Open a recording."""
        take = partial(self._take_recording, folder)
        self.tasks.begin(self.tr("Opening…"), lambda _: _with_faces(open_finished(folder)), take)

    def open_video(self, path: Path, *, at_s: float = 0.0) -> None:
        """Open a video at a moment in seconds, after analysing it unless that has been done."""
        settings = self._settings
        analyse = partial(
            analyse_video,
            path,
            recordings_folder(settings),
            models=settings.models_folder,
            prior=settings.get(PRIOR) / 100,
            load=self._load,
        )
        self.tasks.begin(
            self.tr("Analysing {name}").format(name=path.name),
            lambda progress: _with_faces(analyse(progress=progress)),
            partial(self._take_recording, path, at_s=at_s),
        )

    def close(self) -> None:
        """Stop the threads; edits are on the disk afterwards."""
        self.tasks.close()
        self._leave_video()
        for player in self._old_players:
            player.join()
        self._saver.close()

    # Playing.

    @Slot(bool)
    def set_playing(self, playing: bool) -> None:
        """Play the video or hold it."""
        if self._player is not None:
            self._player.set_playing(playing)
            self.playing_changed.emit()

    @Slot()
    def toggle_playing(self) -> None:
        """Play the video if it stands, hold it if it plays."""
        self.set_playing(not self.is_playing)

    @Slot(int)
    def show_frame(self, number: int) -> None:
        """Go to the picture with this number."""
        if self._player is not None:
            self._player.show(number)

    @Slot(float)
    def show_moment(self, time_s: float) -> None:
        """Go to a moment in seconds."""
        if self.recording is not None:
            self.show_frame(self.recording.moments.number_at(time_s))

    def step(self, *, frames: int = 0, seconds: float = 0.0) -> None:
        """Go forwards or back from where the video stands."""
        if self.recording is not None and self.frame is not None:
            number = self.recording.moments.number_at(self.frame.time_s + seconds) if seconds else self.frame.index
            self.show_frame(number + frames)

    @Slot()
    def show_next_marker(self) -> None:
        """Go to the next marker, where there is one."""
        self._show_marker(min((m.time_s for m in self.edits.markers if m.time_s > self.time_s + 0.02), default=None))

    @Slot()
    def show_previous_marker(self) -> None:
        """Go to the marker before, where there is one."""
        self._show_marker(max((m.time_s for m in self.edits.markers if m.time_s < self.time_s - 0.02), default=None))

    def _show_marker(self, time_s: float | None) -> None:
        if time_s is not None:
            self.show_moment(time_s)

    # Choosing and editing.

    @Slot(float, float)
    def choose_face_at(self, x: float, y: float) -> None:
        """Choose the face at a point of the picture in pixels, or none."""
        face = face_at(self.faces, x, y)
        self.choose_face(face.face_id if face else None)

    def choose_face(self, face_id: int | None) -> None:
        """Choose a face, or none."""
        self.chosen_id = face_id
        self.picture_changed.emit()

    @Slot(float, float)
    def set_range(self, start_s: float, end_s: float) -> None:
        """Choose the stretch that is exported."""
        self.range_s = (start_s, end_s)
        self.range_changed.emit()

    @Slot()
    def clear_range(self) -> None:
        """Export everything again."""
        self.range_s = None
        self.range_changed.emit()

    @Slot()
    def add_marker(self) -> None:
        """Mark the moment that is shown, with the first number that is free."""
        self.edit(self.edits.with_numbered_marker(self.time_s))

    def edit(self, edits: Edits) -> None:
        """Take what was changed, and keep it on the disk."""
        if self.recording is None or edits == self.edits:
            return
        has_new_faces = edits.merged != self.edits.merged
        self.recording = replace(self.recording, info=replace(self.recording.info, edits=edits))
        self._saver.save(self.recording.folder, self.recording.info)
        if has_new_faces:
            recording = self.recording
            self.tasks.run_quietly(lambda _: _with_faces(recording), self._take_faces)
        self.edits_changed.emit()

    # Handing on.

    def export_table(self, path: Path, *, for_spreadsheets: bool = False) -> None:
        """Write the faces of the chosen range, or all, to a table; CSV ``for_spreadsheets`` as ``RowFile`` does."""
        self._hand_on(path, self.tr("Writing the table…"), partial(export_table, for_spreadsheets=for_spreadsheets))

    def write_report(self, path: Path) -> None:
        """Write a report about the chosen range, or all, as one HTML file."""
        self._hand_on(path, self.tr("Writing the report…"), write_report)

    def _hand_on(self, path: Path, task: str, write: _Write) -> None:
        if (recording := self.recording) is not None:
            write_it = partial(write, recording, path, self.range_s)
            self.tasks.begin(task, write_it, lambda _: self._take_export(path))

    # What comes in.

    @Slot()
    def on_news(self) -> None:
        """Take what the player has left."""
        self._doorbell.answer()
        player, recording = self._player, self.recording
        if player is None or recording is None:
            return
        if problem := player.problems.poll():
            self.tasks.tell_problem(problem)
        if (picture := player.pictures.poll()) is not None:
            self.frame = Frame(picture.number, recording.moments.time_of(picture.number), 0.0, picture.image_bgr)
            self.picture_changed.emit()
        self.playing_changed.emit()

    def _take_recent(self, recent: tuple[tuple[Path, RecordingInfo], ...]) -> None:
        self.recent = recent
        self.recent_changed.emit()

    def _take_export(self, path: Path) -> None:
        self.tasks.tell(Notice(self.tr("{path} is written.").format(path=path), path=path))

    def _take_faces(self, found: tuple[Recording, SortedFaces]) -> None:
        recording, faces = found
        is_same = self.recording is not None and recording.folder == self.recording.folder
        if is_same and faces.edits.merged == self.edits.merged:
            self._sorted = faces
            self.edits_changed.emit()
            self.picture_changed.emit()

    def _take_recording(self, path: Path, found: tuple[Recording, SortedFaces], *, at_s: float = 0.0) -> None:
        recording, faces = found
        self.recording_changes.emit()
        if self.recording is not None and self.recording.folder == recording.folder:
            # What was edited just now may have come to the disk too late.
            recording = replace(recording, info=replace(recording.info, edits=self.edits))
        self._leave_video()
        self.recording, self._sorted = recording, faces
        self.frame = self.range_s = self.chosen_id = None
        self._doorbell = Doorbell(self._news_came.emit)
        info = recording.info
        self._player = Player(
            recording.open_pictures, moments=recording.moments, frames=info.frames, doorbell=self._doorbell
        )
        self._player.start()
        self.recording_changed.emit()
        self.opened.emit(str(path))
        if at_s:
            self.show_moment(at_s)
        self.tasks.tell_errors(recording.problems)
        self.refresh_recent()

    def _leave_video(self) -> None:
        if self._player is not None:
            self._player.stop()
            self._old_players = [player for player in (*self._old_players, self._player) if player.is_alive]
            self._player = None


def _with_faces(recording: Recording) -> tuple[Recording, SortedFaces]:
    return recording, sort_faces(recording.table, recording.info.edits, fps=recording.info.fps)

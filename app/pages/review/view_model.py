"""What the review page shows, without a widget."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.look.words import face_name
from app.pages.review.clip import write_clip
from app.pages.review.cutting import best_row, cut_rows
from app.pages.review.export import export_table
from app.pages.review.library import Entry, Library
from app.pages.review.opening import analyse_video, open_finished
from app.pages.review.playback import Playback
from app.pages.review.report import write_report
from app.pages.review.saver import Saver
from app.pages.review.shown import faces_on
from app.pages.review.tasks import Progress
from app.pages.review.time_view import TimeView
from app.services.analyzer import Analyzer, load_models
from app.services.choice import face_at
from app.services.folders import recordings_folder
from app.services.group_settings import VALENCE
from app.services.notice import Notice
from app.services.reading import kept_options, options_of
from app.services.settings import Settings
from fer_core.emotions import Label
from fer_core.recording.edits import Edits
from fer_core.recording.info import write_info
from fer_core.recording.reader import Recording
from fer_core.recording.tracks import FaceTrack, SortedFaces, sort_faces
from fer_core.results import FaceResult

_Write = Callable[[Recording, Path, tuple[float, float] | None, Progress], None]

_MOST_CROPS: Final = 50
_CROP_HEIGHT: Final = 112


class ReviewViewModel(Playback):
    """One recording, looked at: where it stands and what was edited; ``tasks`` has the long work that is under way.

    ``load`` loads the models with which a video is analysed; ``opened`` carries the path that was asked for.
    """

    recording_changes = Signal()
    """Another recording is about to take the place of this one."""
    recording_changed = Signal()
    opened = Signal(str)
    removed = Signal(Path)
    """The recording in this folder is taken off the list."""
    edits_changed = Signal()
    range_changed = Signal()
    crops_changed = Signal()
    _save_failed = Signal(str)

    def __init__(
        self, settings: Settings, *, load: Callable[[], Analyzer] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._load = load or partial(load_models, settings.models_folder)
        self._saver = Saver(self._save_failed.emit)
        self._save_failed.connect(self.tasks.tell_problem, Qt.ConnectionType.QueuedConnection)
        self._sorted: SortedFaces | None = None
        self.chosen_id: int | None = None
        self.range_s: tuple[float, float] | None = None
        self.crops: dict[int, NDArray[np.uint8]] = {}
        """The faces' pictures, BGR, by their numbers."""
        self.view = TimeView(self)
        self.picture_changed.connect(self.on_moment_changed)
        self.library = Library(settings, self.tasks, self)

    # What there is to see.

    @property
    def tracks(self) -> tuple[FaceTrack, ...]:
        """The faces, the one seen longest first."""
        return self._sorted.tracks if self._sorted else ()

    @property
    def faces(self) -> tuple[FaceResult, ...]:
        """The faces on the picture that is shown, merged ones under one number."""
        if self._sorted is None or self.frame is None or self.recording is None:
            return ()
        return faces_on(self._sorted.table, self.recording.moments, self.frame.index)

    def name_of(self, face_id: int) -> str:
        """Return what a face is called."""
        return face_name(face_id, self.edits.names)

    # Opening.

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
            options=options_of(settings),
            kept=kept_options(settings),
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
        self.library.settle()

    @Slot()
    def on_moment_changed(self) -> None:
        """Keep the moment that is shown in sight on the timelines."""
        self.view.follow(self.time_s)

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
        self._saver.save(partial(write_info, self.recording.folder, self.recording.info))
        if has_new_faces:
            recording = self.recording
            self.tasks.run_quietly(lambda _: _with_faces(recording), self._take_faces)
        self.edits_changed.emit()

    def give_title(self, title: str) -> None:
        """Call the recording by a title."""
        self.edit(self.edits.with_title(title))

    def remove_recording(self, entry: Entry) -> None:
        """Remove a recording, unless it runs, which can be undone for a while; where it is open, it is closed."""
        if not self.library.remove(entry):
            return
        self.removed.emit(entry.folder)
        if self.recording is not None and self.recording.folder == entry.folder:
            self.close_recording()

    def close_recording(self) -> None:
        """Leave the recording that is open for none."""
        self.recording_changes.emit()
        self._leave_video()
        self.recording = self._sorted = self.frame = self.range_s = self.chosen_id = None
        self.recording_changed.emit()

    def shares_of(self, track: FaceTrack) -> tuple[float, dict[Label, float]]:
        """Return for how many seconds a face was seen in the chosen range, or at all, and as what for which share."""
        if self.range_s is not None:
            inside = (track.table.times_s >= self.range_s[0]) & (track.table.times_s <= self.range_s[1])
            track = FaceTrack(track.face_id, track.table.select(inside), track.weights_s[inside])
        return track.seconds, track.shares()

    def are_seen_together(self, one: FaceTrack, other: FaceTrack) -> bool:
        """Tell whether two faces are on one picture, so that they cannot be one person's."""
        return bool(np.intersect1d(one.table.frames, other.table.frames).size)

    @Slot()
    def begin_range(self) -> None:
        """Let the range begin at the moment that is shown."""
        end_s = self.range_s[1] if self.range_s else self.recording.duration_s if self.recording else 0.0
        if end_s > self.time_s:
            self.set_range(self.time_s, end_s)

    @Slot()
    def end_range(self) -> None:
        """Let the range end at the moment that is shown."""
        start_s = self.range_s[0] if self.range_s else 0.0
        if start_s < self.time_s:
            self.set_range(start_s, self.time_s)

    # Handing on.

    def export_table(self, path: Path, *, for_spreadsheets: bool = False) -> None:
        """Write the faces of the chosen range, or all, to a table; CSV ``for_spreadsheets`` as ``RowFile`` does."""
        write = partial(export_table, for_spreadsheets=for_spreadsheets, valence=self._settings.get(VALENCE))
        self._hand_on(path, self.tr("Writing the table…"), write)

    def write_report(self, path: Path, *, title: str = "", author: str = "") -> None:
        """Write a report about the chosen range, or all, as one HTML file."""
        write = partial(write_report, title=title, author=author, valence=self._settings.get(VALENCE))
        self._hand_on(path, self.tr("Writing the report…"), write)

    def write_clip(self, path: Path, *, is_annotated: bool) -> None:
        """Write the pictures and the sound of the chosen range, or all, as a video, with boxes or without."""
        self._hand_on(path, self.tr("Writing the video…"), partial(write_clip, is_annotated=is_annotated))

    def _hand_on(self, path: Path, task: str, write: _Write) -> None:
        if (recording := self.recording) is not None:
            write_it = partial(write, recording, path, self.range_s)
            self.tasks.begin(task, write_it, lambda _: self._take_export(path))

    # What comes in.

    def _take_export(self, path: Path) -> None:
        self.tasks.tell(Notice(self.tr("{path} is written.").format(path=path), path=path))

    def _take_faces(self, found: tuple[Recording, SortedFaces]) -> None:
        recording, faces = found
        is_same = self.recording is not None and recording.folder == self.recording.folder
        if is_same and faces.edits.merged == self.edits.merged:
            self._sorted = faces
            self.edits_changed.emit()
            self.picture_changed.emit()
            self._cut_crops()

    def _cut_crops(self) -> None:
        recording, tracks = self.recording, self.tracks
        if recording is not None:
            self.tasks.run_quietly(lambda _: (recording.folder, crops_of(recording, tracks)), self._take_crops)

    def _take_crops(self, found: tuple[Path, dict[int, NDArray[np.uint8]]]) -> None:
        folder, crops = found
        if self.recording is not None and self.recording.folder == folder:
            self.crops = crops
            self.crops_changed.emit()

    def _take_recording(self, path: Path, found: tuple[Recording, SortedFaces], *, at_s: float = 0.0) -> None:
        recording, faces = found
        self.recording_changes.emit()
        if self.recording is not None and self.recording.folder == recording.folder:
            # What was edited just now may have come to the disk too late.
            recording = replace(recording, info=replace(recording.info, edits=self.edits))
        self._show_video(recording)
        self._sorted = faces
        self.range_s = self.chosen_id = None
        self.view.begin(recording.duration_s)
        self.crops = {}
        self.recording_changed.emit()
        self.opened.emit(str(path))
        if at_s:
            self.show_moment(at_s)
        self.tasks.tell_errors(recording.problems)
        self.library.refresh()
        self._cut_crops()


def crops_of(recording: Recording, tracks: Sequence[FaceTrack]) -> dict[int, NDArray[np.uint8]]:
    """Cut the faces seen longest out of the video, by their numbers; those that cannot be had are left out."""
    shown = tracks[:_MOST_CROPS]
    found = cut_rows(recording, ((track, best_row(track)) for track in shown), height=_CROP_HEIGHT)
    return {track.face_id: crop for track, crop in zip(shown, found, strict=True) if crop is not None}


def _with_faces(recording: Recording) -> tuple[Recording, SortedFaces]:
    return recording, sort_faces(recording.table, recording.info.edits, fps=recording.info.fps)

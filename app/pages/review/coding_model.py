"""What people code of the recording that is open, without a widget."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.look.words import sentence_for
from app.pages.review.coding_files import read_codes_file, write_codes_file
from app.pages.review.saver import Saver
from app.pages.review.view_model import ReviewViewModel
from app.services.notice import Notice
from fer_core.coding.codes import CodedLabel, Codes, tidy_coder
from fer_core.coding.imported import Imported, merge_in
from fer_core.coding.keying import Keying, codes_by, with_coder, without_coder
from fer_core.coding.store import read_codes, write_codes
from fer_core.errors import DataError

_Read = tuple[Path, tuple[tuple[Codes, ...], tuple[DataError, ...]]]

_KEPT_EVERY_S: Final = 1.0
"""What holds is kept on the disk so often while it plays, in seconds of the recording."""


class CodingModel(QObject):
    """The codes of all coders, and the coding that is under way; every key is on the disk at once.

    While somebody codes, what the model reads is hidden unless ``wants_blind`` is False.
    """

    changed = Signal()
    """The codes are others, or who codes whom."""
    blind_changed = Signal()
    _save_failed = Signal(str)

    def __init__(self, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._saver = Saver(self._save_failed.emit)
        self._save_failed.connect(review.tasks.tell_problem, Qt.ConnectionType.QueuedConnection)
        self._folder: Path | None = None
        self._keying: Keying | None = None
        self._kept = Codes("")
        self._kept_s = 0.0
        self.coded: tuple[Codes, ...] = ()
        self.is_ready = False
        """Whether the codes of the recording are read."""
        self.wants_blind = True
        review.recording_changes.connect(self.stop)
        review.recording_changed.connect(self.on_recording_changed)
        review.jumped.connect(self.on_jumped)
        review.picture_changed.connect(self.on_picture_changed)
        review.playing_changed.connect(self.on_playing_changed)

    # What there is to see.

    @property
    def is_coding(self) -> bool:
        """Whether somebody codes."""
        return self._keying is not None

    @property
    def is_blind(self) -> bool:
        """Whether what the model reads is hidden."""
        return self.is_coding and self.wants_blind

    @property
    def can_undo(self) -> bool:
        """Whether there is a key to take back."""
        return self._keying is not None and self._keying.can_undo

    @property
    def label(self) -> CodedLabel | None:
        """What the coder's last key holds."""
        return self._keying.label if self._keying else None

    @property
    def face_id(self) -> int | None:
        """The face that is coded."""
        return self._keying.face_id if self._keying else None

    @property
    def shown(self) -> tuple[Codes, ...]:
        """The codes that may be seen, those of who codes first: in blind mode no others."""
        if self._keying is None:
            return self.coded
        own = self._keying.codes
        return own, *(() if self.is_blind else without_coder(self.coded, own.coder))

    # Coding.

    def start(self, name: str, face_id: int) -> None:
        """Let a coder code a face; earlier codes of that name are gone on with."""
        recording, coder = self._review.recording, tidy_coder(name)
        if recording is None or not self.is_ready:
            return
        if not coder:
            self._review.tasks.tell_problem(self.tr("Enter the coder's name first."))
            return
        self.stop()
        self._kept = codes_by(self.coded, coder)
        picture_s = 1 / recording.info.fps
        self._keying = Keying(self._kept, face_id, picture_s=picture_s, duration_s=recording.duration_s)
        if self.wants_blind and recording.info.settings.get("recording/annotated", False):
            text = self.tr("The model's labels are drawn into the pictures of this video, so nobody codes it blind.")
            self._review.tasks.tell_problem(text)
        self._review.choose_face(face_id)
        self.changed.emit()
        self.blind_changed.emit()

    @Slot()
    def stop(self) -> None:
        """End the coding."""
        if self._keying is not None:
            self._keep()
            self._keying = None
            self.changed.emit()
            self.blind_changed.emit()

    def press(self, label: CodedLabel) -> None:
        """Let a label hold for the coded face from the picture that is shown on."""
        if self._keying is not None and self._review.frame is not None:
            self._keying.press(label, self._review.time_s)
            self._keep()

    @Slot()
    def undo(self) -> None:
        """Take the last key back."""
        if self._keying is not None:
            self._keying.undo()
            self._keep()

    def set_blind(self, wanted: bool) -> None:
        """Hide what the model reads while somebody codes, or not."""
        self.wants_blind = wanted
        self.changed.emit()
        self.blind_changed.emit()

    def close(self) -> None:
        """Wait until everything is on the disk."""
        self.stop()
        self._saver.close()

    @Slot()
    def on_picture_changed(self) -> None:
        """Let what holds reach up to the picture that is shown; go on with another face where one was chosen."""
        if self._keying is None or self._review.frame is None:
            return
        if self._review.chosen_id not in (None, self._keying.face_id):
            self.start(self._keying.codes.coder, self._review.chosen_id)
            return
        before = self._keying.codes
        self._keying.reach(self._review.time_s)
        if abs(self._review.time_s - self._kept_s) >= _KEPT_EVERY_S:
            self._keep()
        elif before != self._keying.codes:
            self._show(self._keying.codes)

    @Slot()
    def on_jumped(self) -> None:
        """Let nothing hold where the video goes on elsewhere."""
        if self._keying is not None:
            self._keying.let_go()
            self._keep()

    @Slot()
    def on_playing_changed(self) -> None:
        """Keep the codes where the video is held."""
        if self._keying is not None and not self._review.is_playing:
            self._keep()

    # Other files.

    def export(self, path: Path) -> None:
        """Write the codes of all coders to a file for ELAN, or to a table, by its suffix."""
        recording = self._review.recording
        if recording is None:
            return
        self.stop()
        write = partial(write_codes_file, recording, path, self.coded)
        notice = Notice(self.tr("{path} is written.").format(path=path), path=path)
        self._review.tasks.begin(self.tr("Writing the codes…"), lambda _: write(), lambda _: self._tell(notice))

    def import_from(self, path: Path) -> None:
        """Read codes from a file of ELAN, or from CSV; nobody's codes are replaced."""
        recording = self._review.recording
        if recording is None or not self.is_ready:
            return
        self.stop()
        take = partial(self._take_import, recording.folder)
        self._review.tasks.begin(self.tr("Reading the codes…"), lambda _: read_codes_file(recording, path), take)

    # What comes in.

    @Slot()
    def on_recording_changed(self) -> None:
        """Read the codes of another recording."""
        recording = self._review.recording
        folder = recording.folder if recording else None
        if folder is not None and folder == self._folder:
            return
        self._folder, self.coded, self.is_ready = folder, (), False
        if folder is not None:
            self._review.tasks.run_quietly(lambda _: (folder, read_codes(folder)), self._take_codes)
        self.changed.emit()

    def _take_codes(self, found: _Read) -> None:
        folder, (coded, problems) = found
        if folder == self._folder:
            self.coded, self.is_ready = coded, True
            self._review.tasks.tell_errors(problems)
            self.changed.emit()

    def _take_import(self, folder: Path, imported: Imported) -> None:
        if folder != self._folder:
            return
        # Who began to code meanwhile would write over what comes in under the same name.
        self.stop()
        added = []
        face_of = self._review.edits.face_of
        for codes in imported.codes:
            there = [codes.with_faces(face_of) for codes in self.coded]
            if (new := merge_in(there, codes.with_faces(face_of))) is not None:
                self.coded = with_coder(self.coded, new)
                self._saver.save(partial(write_codes, folder, new))
                added.append(f"{new.coder} ({len(new.codes)})")
        said = self.tr("Codes that were added: {coders}.").format(coders=", ".join(added))
        sentences = [
            said if added else self.tr("These codes are all here already."),
            *map(sentence_for, imported.remarks),
        ]
        self._tell(Notice(" ".join(sentences), is_problem=bool(imported.remarks)))
        self.changed.emit()

    def _tell(self, notice: Notice) -> None:
        self._review.tasks.tell(notice)

    def _keep(self) -> None:
        """Bring the coder's codes to the disk, where they have changed and the recording was not removed."""
        if self._keying is None:
            return
        codes, self._kept_s = self._keying.codes, self._review.time_s
        if codes != self._kept and self._folder is not None and self._folder.is_dir():
            self._kept = codes
            self._saver.save(partial(write_codes, self._folder, codes))
        self._show(codes)

    def _show(self, codes: Codes) -> None:
        self.coded = with_coder(self.coded, codes)
        self.changed.emit()

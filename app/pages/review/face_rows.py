"""A row for each face of a recording: its name, what it was, and its timeline."""

from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QMenu, QScrollArea, QToolButton, QWidget

from app.look.words import face_name, word_for
from app.pages.review.questions import put_away_with_recording
from app.pages.review.view_model import ReviewViewModel
from app.widgets.dialogs import ask_to_confirm
from app.widgets.pictures import image_of
from app.widgets.timeline import Mark, Timeline
from app.widgets.tool_button import tool_button
from fer_core.captions import percent
from fer_core.emotions import Emotion
from fer_core.recording.edits import LONGEST_NAME
from fer_core.recording.tracks import FaceTrack

_SIDE_WIDTH: Final = 200
_CROP: Final = 56
_ROW_HEIGHT: Final = 104
_LEAST_HEIGHT: Final = 40
_MOST_ROWS: Final = 50
_ROWS_AT_FIRST: Final = 3


class FaceRow(QWidget):
    """One face: its name to be changed, a menu to merge it, and its timeline."""

    def __init__(self, model: ReviewViewModel, track: FaceTrack, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.face_id = track.face_id
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(face_name(track.face_id, {}))
        self.name.setToolTip(self.tr("Click to give this face a name"))
        self.name.setAccessibleName(self.tr("Name of face {number}").format(number=track.face_id))
        self.menu_button = tool_button(
            self.tr("Merge"), self.tr("Say that this face and another one are the same person")
        )
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(QMenu(self.menu_button))
        self.menu_button.menu().aboutToShow.connect(self.on_menu)
        self.menu_button.menu().triggered.connect(self.on_chosen)
        self.crop = tool_button("", self.tr("Choose this face; its box stands out on the picture"))
        self.crop.setAccessibleName(self.tr("Choose face {number}").format(number=track.face_id))
        self.crop.setCheckable(True)
        self.crop.setFixedSize(_CROP + 6, _CROP + 6)
        self.crop.setIconSize(QSize(_CROP, _CROP))
        self.crop.clicked.connect(self.on_crop_pressed)
        self.summary = QLabel(wordWrap=True)
        self._track = track
        self.timeline = Timeline()
        self.timeline.setAccessibleName(
            self.tr("Probabilities of {name} over time").format(name=model.name_of(track.face_id))
        )
        self.menu_button.setEnabled(len(model.tracks) > 1 or track.face_id in model.edits.merged.values())
        self._lay_out()
        self.show_name()
        self._show(track)
        self.show_shares()
        self.show_crop()
        self.name.editingFinished.connect(self.on_named)
        # The keys are the page's again.
        self.name.returnPressed.connect(self.name.clearFocus)
        self.timeline.picked.connect(model.show_moment)
        self.timeline.range_picked.connect(model.set_range)
        self.timeline.zoom_asked.connect(self.on_zoom_asked)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.crop, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.name, 0, 1)
        layout.addWidget(self.menu_button, 0, 2)
        layout.addWidget(self.summary, 1, 1, 1, 2, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.timeline, 0, 3, 2, 1)
        layout.setColumnStretch(3, 1)
        layout.setRowStretch(1, 1)
        self.name.setFixedSize(_SIDE_WIDTH - 90, self.menu_button.sizeHint().height())
        self.summary.setFixedWidth(_SIDE_WIDTH)
        self.setFixedHeight(_ROW_HEIGHT)

    def show_name(self) -> None:
        """Show the name as it is kept, from its beginning."""
        self.name.setText(self._model.edits.names.get(self.face_id, ""))
        self.name.setCursorPosition(0)

    def show_shares(self) -> None:
        """Say how long the face was seen in the range, or at all, and as what."""
        seconds, shares = self._model.shares_of(self._track)
        strongest = sorted(((share, label) for label, share in shares.items() if share), reverse=True)
        words = ", ".join(f"{word_for(label)} {percent(share)}" for share, label in strongest[:2])
        self.summary.setText(self.tr("{seconds} s").format(seconds=f"{seconds:.1f}") + f"\n{words}")

    def show_crop(self) -> None:
        """Show what the face looks like, or its number until that is known."""
        crop = self._model.crops.get(self.face_id)
        if crop is None:
            self.crop.setText(str(self.face_id))
        else:
            self.crop.setText("")
            self.crop.setIcon(QIcon(QPixmap.fromImage(image_of(crop))))

    @Slot()
    def on_crop_pressed(self) -> None:
        """Choose the face, or no face any more."""
        is_chosen = self._model.chosen_id == self.face_id
        self._model.choose_face(None if is_chosen else self.face_id)

    def _show(self, track: FaceTrack) -> None:
        assert self._model.recording is not None
        span_s = self._model.view.span_s
        self.timeline.show_series(track.table.times_s, track.table.probabilities, span_s=span_s)

    @Slot(float, float)
    def on_zoom_asked(self, notches: float, about_s: float) -> None:
        """Look closer at a moment, or from further away."""
        self._model.view.zoom(notches, about_s=about_s)

    @Slot()
    def on_named(self) -> None:
        """Keep the name."""
        self._model.edit(self._model.edits.with_name(self.face_id, self.name.text()))
        self.show_name()

    @Slot()
    def on_menu(self) -> None:
        """Offer the other faces to merge with, and to take merges back."""
        menu, model = self.menu_button.menu(), self._model
        menu.clear()
        others = [track for track in model.tracks[:_MOST_ROWS] if track.face_id != self.face_id]
        # Who is in one picture with somebody else is hardly the same person.
        together = [track for track in others if model.are_seen_together(self._track, track)]
        for track in [track for track in others if track not in together]:
            self._offer(self.tr("Same person as {name}"), track)
        if together:
            menu.addSeparator()
        for track in together:
            self._offer(self.tr("Same person as {name}, though seen together…"), track)
        if self.face_id in model.edits.merged.values():
            menu.addSeparator()
            menu.addAction(QAction(self.tr("Separate again"), menu))

    @Slot(QAction)
    def on_chosen(self, action: QAction) -> None:
        """Merge or separate."""
        into = action.data()
        if not isinstance(into, int):
            self._model.edit(self._model.edits.without_merge(self.face_id))
            return
        other = next((track for track in self._model.tracks if track.face_id == into), None)
        if other is None or not self._model.are_seen_together(self._track, other):
            self.merge_with(into)
            return
        text = self.tr("{one} and {other} are seen in the same pictures. Are they really one person?")
        names = {"one": self._model.name_of(self.face_id), "other": self._model.name_of(into)}
        title, yes = self.tr("Merge faces that are seen together"), self.tr("Merge")
        question = ask_to_confirm(self.window(), title, text.format(**names), yes, partial(self.merge_with, into))
        put_away_with_recording(question, self._model)

    def merge_with(self, into: int) -> None:
        """Say that this face and another one are the same person."""
        self._model.edit(self._model.edits.with_merge(self.face_id, into))

    def _offer(self, text: str, track: FaceTrack) -> None:
        name = self._model.name_of(track.face_id).replace("&", "&&")
        action = QAction(text.format(name=name), self.menu_button.menu())
        action.setData(track.face_id)
        self.menu_button.menu().addAction(action)


class FaceRows(QScrollArea):
    """The rows of all faces, the one seen longest first."""

    rows_changed = Signal()

    def __init__(self, model: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._hidden: frozenset[Emotion] = frozenset()
        self.rows: tuple[FaceRow, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setAccessibleName(self.tr("Faces"))
        model.recording_changed.connect(self.on_faces_changed)
        model.edits_changed.connect(self.on_edits_changed)
        model.picture_changed.connect(self.on_picture_changed)
        model.range_changed.connect(self.on_range_changed)
        model.view.changed.connect(self.on_view_changed)
        model.crops_changed.connect(self.on_crops_changed)

    @Slot(frozenset)
    def hide_lines(self, emotions: frozenset[Emotion]) -> None:
        """Leave out the lines of some emotions."""
        self._hidden = emotions
        for row in self.rows:
            row.timeline.hide_lines(emotions)

    @Slot()
    def on_crops_changed(self) -> None:
        """Show what the faces look like."""
        for row in self.rows:
            row.show_crop()

    @property
    def wanted_height(self) -> int:
        """Enough for all rows or the first few, in pixels."""
        return (_ROW_HEIGHT + 4) * min(max(1, len(self.rows)), _ROWS_AT_FIRST)

    @Slot()
    def on_faces_changed(self) -> None:
        """Make the rows anew."""
        tracks = self._model.tracks
        self.rows = tuple(FaceRow(self._model, track) for track in tracks[:_MOST_ROWS])
        inside = QWidget()
        layout = QGridLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(2)
        for number, row in enumerate(self.rows):
            layout.addWidget(row, number, 0)
        rest = len(tracks) - len(self.rows)
        if rest or not self.rows:
            text = self.tr("Faces seen for shorter: {count}.").format(count=rest)
            label = QLabel(text if rest else self.tr("No face was seen."))
            layout.addWidget(label, len(self.rows), 0)
        layout.setRowStretch(len(self.rows) + 1, 1)
        # The old rows may be in the middle of a menu.
        if (old := self.takeWidget()) is not None:
            old.deleteLater()
        self.setWidget(inside)
        self._show_marks()
        self.hide_lines(self._hidden)
        self.on_range_changed()
        self.on_picture_changed()
        self.rows_changed.emit()

    @Slot()
    def on_edits_changed(self) -> None:
        """Show names, markers and which faces are one."""
        if [row.face_id for row in self.rows] != [track.face_id for track in self._model.tracks[:_MOST_ROWS]]:
            self.on_faces_changed()
        for row in self.rows:
            if not row.name.hasFocus():
                row.show_name()
        self._show_marks()

    @Slot()
    def on_picture_changed(self) -> None:
        """Move the cursors, and show which face is chosen."""
        for row in self.rows:
            row.timeline.show_cursor(self._model.time_s)
            row.crop.setChecked(row.face_id == self._model.chosen_id)
            font = row.name.font()
            if font.bold() != (row.face_id == self._model.chosen_id):
                font.setBold(not font.bold())
                row.name.setFont(font)

    @Slot()
    def on_range_changed(self) -> None:
        """Shade the chosen range, of which the shares are."""
        for row in self.rows:
            row.show_shares()
            row.timeline.show_range(self._model.range_s)

    @Slot()
    def on_view_changed(self) -> None:
        """Show another stretch of time."""
        for row in self.rows:
            row.timeline.show_span(self._model.view.span_s)

    def _show_marks(self) -> None:
        marks = [Mark(marker.time_s, marker.name) for marker in self._model.edits.markers]
        for row in self.rows:
            row.timeline.show_marks(marks)

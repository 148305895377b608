"""A row for each face of a recording: its name, what it was, and its timeline."""

from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QMenu, QScrollArea, QToolButton, QWidget

from app.look.words import face_name, word_for
from app.pages.review.view_model import ReviewViewModel
from app.widgets.timeline import Mark, Timeline
from app.widgets.tool_button import tool_button
from fer_core.captions import percent
from fer_core.recording.edits import LONGEST_NAME
from fer_core.recording.tracks import FaceTrack

_SIDE_WIDTH: Final = 200
_ROW_HEIGHT: Final = 104
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
        shares = sorted(((share, label) for label, share in track.shares().items() if share), reverse=True)
        words = ", ".join(f"{word_for(label)} {percent(share)}" for share, label in shares[:2])
        self.summary = QLabel(self.tr("{seconds} s").format(seconds=f"{track.seconds:.1f}") + f"\n{words}")
        self.summary.setWordWrap(True)
        self.timeline = Timeline()
        self.timeline.setAccessibleName(
            self.tr("Probabilities of {name} over time").format(name=model.name_of(track.face_id))
        )
        self.menu_button.setEnabled(len(model.tracks) > 1 or track.face_id in model.edits.merged.values())
        self._lay_out()
        self.show_name()
        self._show(track)
        self.name.editingFinished.connect(self.on_named)
        # The keys are the page's again.
        self.name.returnPressed.connect(self.name.clearFocus)
        self.timeline.picked.connect(model.show_moment)
        self.timeline.range_picked.connect(model.set_range)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 6, 0)
        layout.setHorizontalSpacing(6)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.name, 0, 0)
        layout.addWidget(self.menu_button, 0, 1)
        layout.addWidget(self.summary, 1, 0, 1, 2, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.timeline, 0, 2, 2, 1)
        layout.setColumnStretch(2, 1)
        layout.setRowStretch(1, 1)
        self.name.setFixedSize(_SIDE_WIDTH - 90, self.menu_button.sizeHint().height())
        self.summary.setFixedWidth(_SIDE_WIDTH)
        self.setFixedHeight(_ROW_HEIGHT)

    def show_name(self) -> None:
        """Show the name as it is kept, from its beginning."""
        self.name.setText(self._model.edits.names.get(self.face_id, ""))
        self.name.setCursorPosition(0)

    def _show(self, track: FaceTrack) -> None:
        assert self._model.recording is not None
        span_s = (0.0, max(self._model.recording.duration_s, 0.1))
        self.timeline.show_series(track.table.times_s, track.table.probabilities, span_s=span_s)

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
        for track in model.tracks[:_MOST_ROWS]:
            if track.face_id != self.face_id:
                text = self.tr("Same person as {name}").format(name=model.name_of(track.face_id))
                action = QAction(text, menu)
                action.setData(track.face_id)
                menu.addAction(action)
        if self.face_id in model.edits.merged.values():
            menu.addSeparator()
            menu.addAction(QAction(self.tr("Separate again"), menu))

    @Slot(QAction)
    def on_chosen(self, action: QAction) -> None:
        """Merge or separate."""
        edits = self._model.edits
        if isinstance(into := action.data(), int):
            self._model.edit(edits.with_merge(self.face_id, into))
        else:
            self._model.edit(edits.without_merge(self.face_id))


class FaceRows(QScrollArea):
    """The rows of all faces, the one seen longest first."""

    def __init__(self, model: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.rows: tuple[FaceRow, ...] = ()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setMinimumHeight(_ROW_HEIGHT + 4)
        self.setAccessibleName(self.tr("Faces"))
        model.recording_changed.connect(self.on_faces_changed)
        model.edits_changed.connect(self.on_edits_changed)
        model.picture_changed.connect(self.on_picture_changed)
        model.range_changed.connect(self.on_range_changed)

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
        self.on_range_changed()
        self.on_picture_changed()

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
            font = row.name.font()
            if font.bold() != (row.face_id == self._model.chosen_id):
                font.setBold(not font.bold())
                row.name.setFont(font)

    @Slot()
    def on_range_changed(self) -> None:
        """Shade the chosen range."""
        for row in self.rows:
            row.timeline.show_range(self._model.range_s)

    def _show_marks(self) -> None:
        marks = [Mark(marker.time_s, marker.name) for marker in self._model.edits.markers]
        for row in self.rows:
            row.timeline.show_marks(marks)

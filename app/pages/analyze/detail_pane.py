"""One result, looked at closely: its picture, its face, and what each network said."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.look.words import face_name, member_name, word_for
from app.pages.analyze.messages import ResultRow
from app.pages.analyze.moments import Seen, face_of, look_up
from app.pages.analyze.wording import printable, remark_on
from app.services.choice import face_at
from app.services.threads import Background
from app.widgets.member_votes import MemberVotes
from app.widgets.tool_button import relabel, tool_button
from app.widgets.video_view import VideoView
from fer_core.captions import percent
from fer_core.emotions import EMOTIONS
from fer_core.networks.manifest import FACE_SIZE
from fer_core.predict.pictures import NO_FACE
from fer_core.results import FaceResult
from fer_core.sources import Frame

_CROP: Final = 2 * FACE_SIZE
_MOST_HEIGHT: Final = 380


class DetailPane(QScrollArea):
    """Shows a result beside the others of its picture; pictures are read in a thread, the latest that is wanted."""

    face_chosen = Signal(int)
    """The user pressed another face of the picture; carries the result's id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(parent=self)
        self._row: ResultRow | None = None
        self._neighbours: Sequence[ResultRow] = ()
        self._faces: tuple[FaceResult, ...] = ()
        self._shown: Seen | None = None
        self._is_loading = False
        self.picture = VideoView()
        self.picture.setAccessibleName(self.tr("Picture"))
        self.picture.setToolTip(self.tr("Click on a face to see its result"))
        self.picture.setMinimumSize(200, 150)
        self.picture.setMaximumHeight(_MOST_HEIGHT)
        self.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.crop = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.crop.setFixedSize(_CROP, _CROP)
        self.crop.setAccessibleName(self.tr("The face as the networks saw it"))
        self.heading = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.heading.setObjectName("heading")
        self.facts = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.votes = MemberVotes()
        self.votes.setToolTip(self.tr("What each network says of this face; the box has their mean, calibrated"))
        self.open = tool_button(
            self.tr("Open file"),
            self.tr("Open the picture, or the moment in Review (Enter)"),
            others=(self.tr("Open the moment in Review"),),
        )
        self._lay_out()
        self.picture.clicked.connect(self.on_clicked)
        self.show_result(None, ())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(6, 0, 0, 0)
        words = QVBoxLayout()
        words.addWidget(self.heading)
        words.addWidget(self.facts)
        words.addStretch(1)
        face = QHBoxLayout()
        face.addWidget(self.crop, 0, Qt.AlignmentFlag.AlignTop)
        face.addLayout(words, 1)
        column.addWidget(self.picture, 5)
        column.addLayout(face)
        column.addWidget(self.votes)
        column.addWidget(self.open)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(260)

    def show_result(self, row: ResultRow | None, neighbours: Sequence[ResultRow]) -> None:
        """Show a result; ``neighbours`` are all of the same file, whose boxes are shown as well."""
        before, self._row, self._neighbours = self._row, row, neighbours
        self.open.setEnabled(row is not None)
        self.heading.setText(_heading(row) if row else "")
        self.facts.setText(_facts(row) if row else "")
        self.crop.setVisible(row is not None and row.crop is not None)
        if row is not None and row.crop is not None:
            self.crop.setPixmap(_pixmap(row.crop))
        self.votes.setVisible(bool(row and row.members))
        if row is not None:
            self.votes.show_names([member_name(name) for name, _ in row.members])
            self.votes.show_votes(np.array([votes for _, votes in row.members], np.float32) if row.members else None)
            self.votes.describe()
            is_file = row.moment_s is None
            relabel(self.open, self.tr("Open file") if is_file else self.tr("Open the moment in Review"))
        if _moment(row) != _moment(before):
            self._shown = None
            self._load()
        self._show_picture()

    def shut(self) -> None:
        """Read no more."""
        self._background.close()

    @Slot(float, float)
    def on_clicked(self, x: float, y: float) -> None:
        """Choose the face under the mouse."""
        face = face_at(self._faces, x, y)
        row = next((row for row in self._neighbours if face is not None and row.face == face.face_id), None)
        if row is not None:
            self.face_chosen.emit(row.id)

    def _load(self) -> None:
        if not self._is_loading and self._row is not None and not _is_without_picture(self._row):
            self._is_loading = True
            self._background.start("analyze-picture", partial(look_up, self._row), partial(self._take, self._row))

    def _take(self, row: ResultRow, seen: Seen) -> None:
        self._is_loading = False
        if _moment(row) == _moment(self._row):
            self._shown = seen
            self._show_picture()
        else:
            self._load()

    def _show_picture(self) -> None:
        row, seen = self._row, self._shown
        if row is None:
            self._say(self.tr("Select a result to see it here."))
        elif _is_without_picture(row):
            self._say(remark_on(row))
        elif seen is None:
            self._say(self.tr("Opening…"))
        elif seen.picture is None:
            self._say(seen.problem)
        else:
            neighbours = [row] if row.is_video else self._neighbours
            found = (face_of(neighbour, scale=seen.scale) for neighbour in neighbours)
            self._faces = tuple(face for face in found if face is not None)
            self.picture.show_message("")
            if self.picture.accessibleDescription() != (name := printable(row.path.name)):
                self.picture.setAccessibleDescription(name)
            self.picture.show_frame(Frame(0, 0.0, 0.0, seen.picture))
            self.picture.show_faces(self._faces, chosen_id=row.face)

    def _say(self, message: str) -> None:
        self._faces = ()
        self.picture.show_frame(None)
        self.picture.show_message(message)


def _moment(row: ResultRow | None) -> tuple[object, ...] | None:
    """Return what tells one picture from another."""
    return None if row is None else (row.path, row.best_s, row.error)


def _is_without_picture(row: ResultRow) -> bool:
    """Whether there is nothing to be read: a file that is no picture, or a video without a face."""
    return row.error is not None and (row.is_video or row.error != NO_FACE)


def _heading(row: ResultRow) -> str:
    if row.label is None or row.probabilities is None:
        return printable(row.path.name)
    if row.label == "uncertain":
        return word_for(row.label).capitalize()
    return f"{word_for(row.label).capitalize()} {percent(row.probabilities[EMOTIONS.index(row.label)])}"


def _facts(row: ResultRow) -> str:
    if row.face is None:
        return ""  # said in place of its picture
    lines = (printable(row.path.name), face_name(row.face, {}), remark_on(row))
    return "\n".join(filter(None, lines))


def _pixmap(crop: bytes) -> QPixmap:
    image = QImage(crop, FACE_SIZE, FACE_SIZE, FACE_SIZE, QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(image).scaled(_CROP, _CROP, mode=Qt.TransformationMode.SmoothTransformation)

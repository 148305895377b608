"""All faces in view, of which one is chosen."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.look.words import caption_for
from app.pages.live.view_model import LiveViewModel
from app.pages.live.wording import shown_names
from app.widgets.pictures import cut_out, image_of

_SIDE: Final = 36
_MOST_ROWS: Final = 3

_MARGIN: Final = 4
"""About what Qt leaves between the parts of a row."""


class FaceList(QListWidget):
    """A row for each face of the picture: what it looks like, its name and its emotion; there from two faces on.

    It is brought up to date twice a second, as often as a person can follow.
    """

    def __init__(self, view_model: LiveViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self.setAccessibleName(self.tr("Faces in view"))
        self.setToolTip(self.tr("Choose the face that the bars are about; F goes on to the next one"))
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(_MOST_ROWS * (_SIDE + 4) + 4)
        self.itemClicked.connect(self.on_chosen)
        self.itemActivated.connect(self.on_chosen)
        view_model.status_changed.connect(self.on_status_changed)
        view_model.study.changed.connect(self.on_status_changed)
        self.hide()

    @Slot()
    def on_status_changed(self) -> None:
        """Show the faces that there are now."""
        faces, frame = self._model.faces, self._model.frame
        self.setVisible(len(faces) > 1)
        if len(faces) < 2 or frame is None:
            self.clear()
            return
        while self.count() > len(faces):
            self.takeItem(self.count() - 1)
        while self.count() < len(faces):
            self.addItem(QListWidgetItem())
        chosen, names = self._model.chosen_face, shown_names(faces, self._model.study.names.by_id)
        for row, face in enumerate(faces):
            item = self.item(row)
            item.setText(self._fitting(names[face.face_id], caption_for(face)))
            item.setToolTip(names[face.face_id])
            item.setData(Qt.ItemDataRole.UserRole, face.face_id)
            if (crop := cut_out(frame.image_bgr, face.box_xywh, height=2 * _SIDE)) is not None:
                item.setIcon(QIcon(QPixmap.fromImage(image_of(crop))))
            font = item.font()
            font.setBold(chosen is not None and chosen.face_id == face.face_id)
            item.setFont(font)

    def _fitting(self, name: str, caption: str) -> str:
        """Return a row's words; of a name that leaves no room for the emotion, the beginning."""
        bold = self.font()
        bold.setBold(True)
        letters, rest = QFontMetrics(bold), f"  ·  {caption}"
        room = self.viewport().width() - _SIDE - 4 * _MARGIN - letters.horizontalAdvance(rest)
        return letters.elidedText(name, Qt.TextElideMode.ElideRight, room) + rest

    @Slot(QListWidgetItem)
    def on_chosen(self, item: QListWidgetItem) -> None:
        """Choose a face."""
        self._model.pick_face(item.data(Qt.ItemDataRole.UserRole))
        self.on_status_changed()

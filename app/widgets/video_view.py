"""The video with its faces."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.theme import VIDEO_BACKGROUND, VIDEO_TEXT
from app.widgets.faces import evidence_image, label_of, paint_face, paint_tag
from app.widgets.mapping import FrameMapping
from app.widgets.pictures import image_of
from fer_core.results import FaceResult
from fer_core.sources.base import Frame

_DIMMED = 0.2


class VideoView(QWidget):
    """Paints the newest frame, boxes and labels over it, and a message where there is nothing live to show."""

    painted = Signal(float)
    """A frame came to the screen for the first time; carries its ``captured_at``."""
    clicked = Signal(float, float)
    """The mouse was pressed at this pixel of the frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._image = QImage()
        self._faces: Sequence[FaceResult] = ()
        self._names: Mapping[int, str] = {}
        self._chosen_id: int | None = None
        self._is_blind = False
        self._is_mirrored = False
        self._message = ""
        self._badge = ""
        self._is_new = False
        self.setMinimumSize(280, 150)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Video"))
        self.setToolTip(self.tr("Click on a face to see its probabilities; click beside it for the largest face"))

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of an ordinary camera picture."""
        return QSize(800, 600)

    def show_frame(self, frame: Frame | None) -> None:
        """Show a frame, or nothing."""
        if frame is self._frame:
            return
        self._frame = frame
        self._is_new = frame is not None
        self._image = QImage() if frame is None else image_of(frame.image_bgr)
        self.update()

    def show_faces(
        self,
        faces: Sequence[FaceResult],
        *,
        chosen_id: int | None,
        names: Mapping[int, str] | None = None,
        is_blind: bool = False,
    ) -> None:
        """Show boxes with labels, names (by id) and evidence where there are some; the chosen face stands out.

        Where that ``is_blind``, nothing of what was read off the faces shows, only whose they are.
        """
        self._faces = faces
        self._chosen_id = chosen_id
        self._names = names or {}
        self._is_blind = is_blind
        self.update()

    def show_message(self, message: str, *, badge: str = "") -> None:
        """Dim the picture under a message, or show it again without one; the badge is a word in the corner."""
        self._message = message
        self._badge = badge
        self.setAccessibleDescription(message or badge)
        self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Exchange left and right of the picture; texts stay readable."""
        self._is_mirrored = mirrored
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Report the pixel under the mouse."""
        if event.button() is Qt.MouseButton.LeftButton and not self._image.isNull():
            self.clicked.emit(*self._mapping().pixel_at(event.position()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint picture, faces, message and badge."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), VIDEO_BACKGROUND)
        if not self._image.isNull():
            self._paint_picture(painter)
        if self._message:
            self._paint_message(painter)
        if self._badge:
            paint_tag(painter, self._badge, QPointF(10, 10), QColor(0, 0, 0, 170), area=QRectF(self.rect()))
        painter.end()
        if self._is_new and self._frame is not None:
            self._is_new = False
            self.painted.emit(self._frame.captured_at)

    def _mapping(self) -> FrameMapping:
        size_wh = (self._image.width(), self._image.height())
        return FrameMapping.fit(size_wh, QRectF(self.rect()), is_mirrored=self._is_mirrored)

    def _paint_picture(self, painter: QPainter) -> None:
        mapping = self._mapping()
        painter.save()
        painter.setOpacity(_DIMMED if self._message else 1.0)
        if self._is_mirrored:
            painter.translate(2 * mapping.target.center().x(), 0)
            painter.scale(-1, 1)
        painter.drawImage(mapping.target, self._image)
        painter.restore()
        if not self._message:
            for face in sorted(self._faces, key=lambda face: face.face_id == self._chosen_id):
                self._paint_face(painter, mapping.rect_of(face.box_xywh), face)

    def _paint_face(self, painter: QPainter, rect: QRectF, face: FaceResult) -> None:
        name = self._names.get(face.face_id, "")
        if face.evidence is not None and not self._is_blind:
            painter.drawImage(rect, evidence_image(face.evidence, is_mirrored=self._is_mirrored))
        painter.setFont(self.font())
        paint_face(
            painter,
            rect,
            face,
            label=name if self._is_blind else label_of(face, name),
            colour=VIDEO_TEXT if self._is_blind else None,
            is_chosen=face.face_id == self._chosen_id,
            area=QRectF(self.rect()),
        )

    def _paint_message(self, painter: QPainter) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        painter.setFont(font)
        painter.setPen(VIDEO_TEXT)
        area = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)

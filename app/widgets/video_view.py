"""The video with its faces."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import VIDEO_BACKGROUND, VIDEO_TEXT, label_colour, text_colour_on
from app.widgets.mapping import FrameMapping
from fer_core.captions import caption_of
from fer_core.results import FaceResult
from fer_core.sources.base import Frame

_DIMMED = 0.2
_PADDING = 5.0


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
        self._chosen_id: int | None = None
        self._is_mirrored = False
        self._message = ""
        self._badge = ""
        self._is_new = False
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Video")
        self.setToolTip("Click on a face to see its probabilities; click beside it for the largest face")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of an ordinary camera picture."""
        return QSize(800, 600)

    def show_frame(self, frame: Frame | None) -> None:
        """Show a frame, or nothing."""
        if frame is self._frame:
            return
        self._frame = frame
        self._is_new = frame is not None
        if frame is None:
            self._image = QImage()
        else:
            height, width = frame.image_bgr.shape[:2]
            shared = QImage(
                frame.image_bgr.data, width, height, frame.image_bgr.strides[0], QImage.Format.Format_BGR888
            )
            # Painting is fastest from the screen's own format.
            self._image = shared.convertToFormat(QImage.Format.Format_RGB32)
        self.update()

    def show_faces(self, faces: Sequence[FaceResult], *, chosen_id: int | None) -> None:
        """Show boxes with labels; the chosen one stands out."""
        self._faces = faces
        self._chosen_id = chosen_id
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
            self._paint_tag(painter, self._badge, QPointF(10, 10), QColor(0, 0, 0, 170))
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
        is_chosen = face.face_id == self._chosen_id
        colour = label_colour(face.label)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # A dark edge keeps the colour visible on any picture.
        for edge, width in ((QColor(0, 0, 0, 150), 6.0 if is_chosen else 3.5), (colour, 3.5 if is_chosen else 1.5)):
            painter.setPen(QPen(edge, width))
            painter.drawRoundedRect(rect, 6, 6)
        font = self.font()
        font.setBold(is_chosen)
        painter.setFont(font)
        text = caption_of(face)
        height = painter.fontMetrics().height() + 2 * _PADDING
        above = rect.top() - height - 3
        top = above if above >= 0 else min(rect.bottom() + 3, self.height() - height)
        self._paint_tag(painter, text, QPointF(rect.left(), top), colour)

    def _paint_tag(self, painter: QPainter, text: str, corner: QPointF, background: QColor) -> None:
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(text) + 2 * _PADDING
        left = max(0.0, min(corner.x(), self.width() - width))
        tag = QRectF(left, corner.y(), width, metrics.height() + 2 * _PADDING)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(tag, 5, 5)
        painter.setPen(text_colour_on(background))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_message(self, painter: QPainter) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        painter.setFont(font)
        painter.setPen(VIDEO_TEXT)
        area = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)

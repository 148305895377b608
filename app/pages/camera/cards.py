"""A card for each camera: what it sees, and how it is."""

import base64
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.look.theme import VIDEO_BACKGROUND
from app.pages.camera.explain import Level, about_camera, cameras_of
from app.pages.camera.table import camera_name, outcome_word, size_text
from app.widgets.pictures import image_of
from fer_core.camera_check.findings import Findings
from fer_core.sources import Camera

_PICTURE_WH: Final = (192, 144)


@dataclass(frozen=True, slots=True)
class CameraState:
    """One camera as it was found: whether nothing is to be said against it, its figures, and a JPEG, perhaps empty."""

    camera: Camera
    is_good: bool
    figures: str
    picture: bytes


def states_of(findings: Findings | None) -> tuple[CameraState, ...]:
    """Return how each camera was found, in their order; a camera that was not tried is left out."""
    if findings is None:
        return ()
    found = []
    for camera in cameras_of(findings):
        own = [one for one in findings.attempts if (one.camera, one.backend) == (camera, findings.backend)]
        if not own:
            continue
        measured, is_good = own[0].measured, all(one.level is Level.GOOD for one in about_camera(camera, findings))
        figures = (
            f"{size_text(measured.size_wh)} · {measured.fps:.0f} FPS" if measured else outcome_word(own[0].outcome)
        )
        picture = base64.b64decode(measured.picture) if measured else b""
        found.append(CameraState(camera, is_good, figures, picture))
    return tuple(found)


class _Picture(QWidget):
    """Paints a small picture into its middle, as large as it can be."""

    def __init__(self, jpeg: bytes) -> None:
        super().__init__()
        self.image = QImage.fromData(jpeg)
        self.setFixedSize(*_PICTURE_WH)

    def show_image(self, image: QImage) -> None:
        """Show another picture."""
        self.image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint it on the ground of videos."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), VIDEO_BACKGROUND)
        if not self.image.isNull():
            size = self.image.size().scaled(QSize(*_PICTURE_WH), Qt.AspectRatioMode.KeepAspectRatio)
            area = QRect(QPoint(), size)
            area.moveCenter(self.rect().center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(area, self.image)
        painter.end()


class CameraCards(QScrollArea):
    """The cards beside each other; the one of a camera that plays shows what it sees now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Cameras"))
        self.states: tuple[CameraState, ...] = ()
        self._pictures: dict[int, _Picture] = {}

    def show_states(self, states: tuple[CameraState, ...]) -> None:
        """Show these cameras in place of those before."""
        self.setVisible(bool(states))
        if states == self.states:
            return
        self.states = states
        self._pictures = {state.camera.index: _Picture(state.picture) for state in states}
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        for state in states:
            row.addWidget(self._card(state))
        row.addStretch(1)
        self.setWidget(content)
        self.setFixedHeight(content.sizeHint().height() + self.horizontalScrollBar().sizeHint().height())

    def show_frame(self, index: int, image_bgr: NDArray[np.uint8]) -> None:
        """Show what a camera sees now, uint8 (height, width, 3), if it has a card."""
        if (picture := self._pictures.get(index)) is not None:
            height, width = image_bgr.shape[:2]
            scale = min(_PICTURE_WH[0] / width, _PICTURE_WH[1] / height)
            size_wh = (max(1, round(width * scale)), max(1, round(height * scale)))
            small = cv2.resize(image_bgr, size_wh, interpolation=cv2.INTER_AREA)
            picture.show_image(image_of(np.asarray(small, np.uint8)))

    def _card(self, state: CameraState) -> QFrame:
        card = QFrame()
        card.setObjectName("cameraCard")
        card.setProperty("good", state.is_good)
        words = self.tr("✓ Works") if state.is_good else self.tr("! See below")
        name, how = camera_name(state.camera), QLabel(words)
        how.setObjectName("cameraState")
        card.setAccessibleName(f"{name}: {words}, {state.figures}")
        title = QLabel(name, wordWrap=True)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFixedWidth(_PICTURE_WH[0])
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 10, 10, 10)
        for part in (self._pictures[state.camera.index], title, how, QLabel(state.figures)):
            column.addWidget(part)
        column.addStretch(1)
        return card

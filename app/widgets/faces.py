"""Faces as they are painted over a picture, on the screen and in snapshots."""

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

from app.look.theme import label_colour, text_colour_on
from app.look.words import caption_for
from fer_core.results import FaceResult

_PADDING = 5.0
_EVIDENCE_SIDE = 64
_EVIDENCE_OPACITY = 0.6
_ORDINARY_SIDE = 480
_TEXT_SHARE = 0.034


def label_of(face: FaceResult, name: str) -> str:
    """Write a face's name, if it has one, and what it shows."""
    return f"{name} · {caption_for(face)}" if name else caption_for(face)


def paint_face(
    painter: QPainter,
    rect: QRectF,
    face: FaceResult,
    *,
    label: str,
    is_chosen: bool,
    area: QRectF,
    unit: float = 1.0,
    colour: QColor | None = None,
) -> None:
    """Paint a box, and a label that stays inside ``area``; ``unit`` is the width of a thin line in points.

    Without a ``colour`` it has that of what the face is called.
    """
    colour = colour or label_colour(face.label)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # A dark edge keeps the colour visible on any picture.
    for edge, width in ((QColor(0, 0, 0, 150), 6.0 if is_chosen else 3.5), (colour, 3.5 if is_chosen else 1.5)):
        painter.setPen(QPen(edge, width * unit))
        painter.drawRoundedRect(rect, 6 * unit, 6 * unit)
    font = painter.font()
    font.setBold(is_chosen)
    painter.setFont(font)
    height = painter.fontMetrics().height() + 2 * _PADDING * unit
    above = rect.top() - height - 3 * unit
    top = above if above >= area.top() else min(rect.bottom() + 3 * unit, area.bottom() - height)
    paint_tag(painter, label, QPointF(rect.left(), top), colour, area=area, unit=unit)


def draw_faces(
    image: QImage,
    faces: Sequence[FaceResult],
    *,
    labels: Mapping[int, str],
    chosen_id: int | None = None,
    font: QFont | None = None,
) -> QImage:
    """Draw faces with their labels, by their ids, into a picture in its own size, and return it."""
    side = min(image.width(), image.height())
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    font = QFont(font or painter.font())
    font.setPixelSize(max(9, round(_TEXT_SHARE * side)))
    for face in sorted(faces, key=lambda face: face.face_id == chosen_id):
        rect = QRectF(*face.box_xywh)
        if face.evidence is not None:
            painter.drawImage(rect, evidence_image(face.evidence))
        painter.setFont(font)
        paint_face(
            painter,
            rect,
            face,
            label=labels[face.face_id],
            is_chosen=face.face_id == chosen_id,
            area=QRectF(image.rect()),
            unit=max(1.0, side / _ORDINARY_SIDE),
        )
    painter.end()
    return image


def paint_tag(
    painter: QPainter, text: str, corner: QPointF, background: QColor, *, area: QRectF, unit: float = 1.0
) -> None:
    """Paint words on a plate whose left upper corner is at ``corner``, or further left where ``area`` ends."""
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(text) + 2 * _PADDING * unit
    left = max(area.left(), min(corner.x(), area.right() - width))
    tag = QRectF(left, corner.y(), width, metrics.height() + 2 * _PADDING * unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawRoundedRect(tag, 5 * unit, 5 * unit)
    painter.setPen(text_colour_on(background))
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, text)


def evidence_image(evidence: NDArray[np.float32], *, is_mirrored: bool = False) -> QImage:
    """Return a heat map of a class activation map (rows, columns), clear where nothing speaks for the emotion.

    The brightest place is the one with the most evidence in this face; evidence against the emotion is not shown.
    """
    positive = np.maximum(evidence, 0)
    shares = positive / max(float(positive.max()), 1e-6)
    smooth = cv2.resize(shares, (_EVIDENCE_SIDE, _EVIDENCE_SIDE), interpolation=cv2.INTER_CUBIC)
    levels = np.asarray(np.clip(smooth, 0, 1) * 255, dtype=np.uint8)
    bgra = np.dstack([cv2.applyColorMap(levels, cv2.COLORMAP_INFERNO), (levels * _EVIDENCE_OPACITY).astype(np.uint8)])
    if is_mirrored:
        bgra = bgra[:, ::-1]
    pixels = np.ascontiguousarray(bgra)
    side = _EVIDENCE_SIDE
    return QImage(pixels.data, side, side, pixels.strides[0], QImage.Format.Format_ARGB32).copy()

"""Where a frame lies inside the widget that shows it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF

from fer_core.results import BoxXywh


@dataclass(frozen=True, slots=True)
class FrameMapping:
    """Maps pixels of a frame to points of the rectangle ``target``, left and right exchanged where ``is_mirrored``."""

    frame_width: int
    frame_height: int
    target: QRectF
    is_mirrored: bool = False

    @classmethod
    def fit(cls, frame_wh: tuple[int, int], area: QRectF, *, is_mirrored: bool = False) -> "FrameMapping":
        """Place a frame of some width and height in the middle of ``area``, as large as its shape allows."""
        width, height = frame_wh
        scale = min(area.width() / width, area.height() / height)
        target = QRectF(area.topLeft(), QSizeF(width * scale, height * scale))
        target.moveCenter(area.center())
        return cls(width, height, target, is_mirrored)

    @property
    def scale(self) -> float:
        """Points per pixel."""
        return self.target.width() / self.frame_width

    def rect_of(self, box_xywh: BoxXywh) -> QRectF:
        """Return a box of the frame as a rectangle of the widget."""
        x, y, width, height = box_xywh
        left = self.frame_width - x - width if self.is_mirrored else x
        return QRectF(
            self.target.left() + left * self.scale,
            self.target.top() + y * self.scale,
            width * self.scale,
            height * self.scale,
        )

    def pixel_at(self, point: QPointF) -> tuple[float, float]:
        """Return the pixel (x, y) of the frame at a point of the widget; outside the frame it lies outside too."""
        x = (point.x() - self.target.left()) / self.scale
        y = (point.y() - self.target.top()) / self.scale
        return (self.frame_width - x if self.is_mirrored else x), y

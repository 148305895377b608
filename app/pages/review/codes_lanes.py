"""Who has coded what when, above the timelines."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.look.theme import label_colour, text_colour_on
from app.pages.review.coding_model import CodingModel
from app.pages.review.coding_words import word_of
from app.pages.review.view_model import ReviewViewModel
from fer_core.captions import percent
from fer_core.coding.codes import CODED_LABELS, Code, CodedLabel

_LANE: Final = 20
_SIDE: Final = 274
"""What stands left of the timelines in a row of a face, in points."""
_MARGIN: Final = 6.0
_MOST_LANES: Final = 6
"""Of so many coders there is a strip, who codes among them; the others are in the report."""
_FEWEST_POINTS: Final = 1.0


class CodesLanes(QWidget):
    """A strip for each coder of one face, with a cursor where the video stands; a click goes to that moment."""

    def __init__(self, model: CodingModel, review: ReviewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._review = review
        self._face_id: int | None = None
        self._lanes: tuple[tuple[str, tuple[Code, ...]], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Codes over time"))
        model.changed.connect(self.on_changed)
        review.edits_changed.connect(self.on_changed)
        review.recording_changed.connect(self.on_changed)
        review.picture_changed.connect(self.update)
        review.view.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of all lanes."""
        return QSize(600, _LANE * len(self._lanes) + (4 if self._lanes else 0))

    def show_face(self, face_id: int | None) -> None:
        """Show what was coded of another face."""
        self._face_id = face_id
        self.on_changed()

    @Slot()
    def on_changed(self) -> None:
        """Take the codes as they are now."""
        face_of = self._review.edits.face_of
        found = (codes.with_faces(face_of) for codes in self._model.shown)
        mine = ((codes.coder, tuple(code for code in codes.codes if code.face_id == self._face_id)) for codes in found)
        before = len(self._lanes)
        self._lanes = tuple(lane for lane in mine if lane[1])[:_MOST_LANES]
        self.setAccessibleDescription(", ".join(f"{coder} {len(codes)}" for coder, codes in self._lanes))
        if len(self._lanes) != before:
            self.updateGeometry()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go to the moment under the mouse."""
        plot = self._plot()
        share = (event.position().x() - plot.left()) / max(plot.width(), 1.0)
        if event.button() is Qt.MouseButton.LeftButton and 0 <= share <= 1:
            start, end = self._review.view.span_s
            self._review.show_moment(start + share * (end - start))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Paint names, strips and cursor."""
        painter = QPainter(self)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        plot, metrics = self._plot(), painter.fontMetrics()
        for number, (coder, codes) in enumerate(self._lanes):
            strip = QRectF(plot.left(), 2.0 + number * _LANE, plot.width(), _LANE - 2.0)
            painter.fillRect(strip, QColor(text.red(), text.green(), text.blue(), 26))
            painter.setPen(text)
            name = metrics.elidedText(coder, Qt.TextElideMode.ElideRight, int(plot.left() - 2 * _MARGIN))
            beside = QRectF(0, strip.top(), plot.left() - _MARGIN, strip.height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            self._paint_codes(painter, strip, codes)
        start, end = self._review.view.span_s
        if self._lanes and start <= self._review.time_s <= end:
            x = plot.left() + (self._review.time_s - start) * self._points_a_second(plot)
            painter.setPen(QPen(text, 1.5))
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        painter.end()

    def _paint_codes(self, painter: QPainter, strip: QRectF, codes: Sequence[Code]) -> None:
        """Paint those that are in view, and of those that share a point the first: there may be thousands."""
        start, end = self._review.view.span_s
        scale, metrics = self._points_a_second(strip), painter.fontMetrics()
        looks = {label: _look_of(label) for label in CODED_LABELS}
        widths = {label: metrics.horizontalAdvance(word) + _MARGIN for label, (word, _) in looks.items()}
        painted_to = strip.left()
        for code in codes:
            left = strip.left() + (max(code.start_s, start) - start) * scale
            right = strip.left() + (min(code.end_s, end) - start) * scale
            if right <= left or right < painted_to:
                continue
            width = max(right - left, _FEWEST_POINTS)
            painted_to = left + width
            block = QRectF(left, strip.top(), width, strip.height())
            word, colour = looks[code.label]
            painter.fillRect(block, colour)
            if widths[code.label] <= width:
                painter.setPen(text_colour_on(colour))
                painter.drawText(block, Qt.AlignmentFlag.AlignCenter, word)

    def _plot(self) -> QRectF:
        left = _SIDE + self.fontMetrics().horizontalAdvance(percent(1.0)) + _MARGIN
        return QRectF(self.rect()).adjusted(left, 0, -2 * _MARGIN, 0)

    def _points_a_second(self, plot: QRectF) -> float:
        start, end = self._review.view.span_s
        return plot.width() / max(end - start, 1e-9)


def _look_of(label: CodedLabel) -> tuple[str, QColor]:
    return word_of(label), label_colour("uncertain" if label == "unsure" else label)
